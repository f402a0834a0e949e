import { expect, test } from 'vitest';
import { hexOf, type TellFrame, told, type Wording } from './frame-log.ts';
import { type OpenTransport, TransportError, type TransportListener } from './transport.ts';

const never = new AbortController().signal;
/** Whatever comes at once is a frame. */
const asItComes = (): Wording => {
  const frames = (bytes: Uint8Array) => [{ hex: hexOf(bytes), words: `${bytes.length} in all` }];
  return { sent: frames, received: frames };
};

/** A line whose far end is the test. */
function handMadeLine() {
  const written: string[] = [];
  const far: { listener?: TransportListener; closed: boolean } = { closed: false };
  const open: OpenTransport = async (listener) => {
    far.listener = listener;
    return {
      write: async (bytes) => void written.push(hexOf(bytes)),
      close() {
        far.closed = true;
      },
    };
  };
  return { open, far, written };
}

function notebook() {
  const lines: string[] = [];
  const tell: TellFrame = ({ direction, hex, words }) => lines.push([direction, hex, words].filter((part) => part !== '').join(' | '));
  return { lines, tell };
}

test('all that goes over the line is told, and goes over it as before', async () => {
  const { open, far, written } = handMadeLine();
  const { lines, tell } = notebook();
  const heard: string[] = [];
  const ends: string[] = [];
  const transport = await told(open, asItComes, tell)({ onData: (bytes) => heard.push(hexOf(bytes)), onEnd: ({ fault }) => ends.push(fault) }, never);
  await transport.write(Uint8Array.of(0x1b, 0x40));
  far.listener?.onData(Uint8Array.of(6));
  far.listener?.onEnd(new TransportError('lost', 'pulled'));
  transport.close();
  expect(lines).toEqual(['note | line open', 'sent | 1b 40 | 2 in all', 'received | 06 | 1 in all', 'note | line ended: lost', 'note | line closed']);
  expect(written).toEqual(['1b 40']);
  expect(heard).toEqual(['06']);
  expect(ends).toEqual(['lost']);
  expect(far.closed).toBe(true);
});

test('a line that does not open says why, to both', async () => {
  const { lines, tell } = notebook();
  const refused: OpenTransport = () => Promise.reject(new TransportError('forbidden', 'no'));
  const opening = told(refused, asItComes, tell)({ onData: () => undefined, onEnd: () => undefined }, never);
  await expect(opening).rejects.toMatchObject({ fault: 'forbidden' });
  expect(lines).toEqual(['note | line not opened: forbidden']);
});

test('a frame in pieces is told when it is whole, and each connection begins anew', async () => {
  /** Frames of three bytes. */
  const threes = (): Wording => {
    let rest: number[] = [];
    return {
      sent: () => [],
      received(bytes) {
        rest.push(...bytes);
        const frames = [];
        while (rest.length >= 3) {
          frames.push({ hex: hexOf(Uint8Array.from(rest.slice(0, 3))), words: 'three' });
          rest = rest.slice(3);
        }
        return frames;
      },
    };
  };
  const { open, far } = handMadeLine();
  const { lines, tell } = notebook();
  const opened = told(open, threes, tell);
  const deaf: TransportListener = { onData: () => undefined, onEnd: () => undefined };
  await opened(deaf, never);
  far.listener?.onData(Uint8Array.of(1, 2));
  far.listener?.onData(Uint8Array.of(3, 4));
  await opened(deaf, never);
  far.listener?.onData(Uint8Array.of(7, 8, 9));
  expect(lines).toEqual(['note | line open', 'received | 01 02 03 | three', 'note | line open', 'received | 07 08 09 | three']);
});

test('a wording that fails does not fail the line', async () => {
  const { open, far, written } = handMadeLine();
  const { lines, tell } = notebook();
  const slip = () => {
    throw new Error('a slip of ours');
  };
  const heard: number[] = [];
  const transport = await told(
    open,
    () => ({ sent: slip, received: slip }),
    tell,
  )({ onData: (bytes) => heard.push(...bytes), onEnd: () => undefined }, never);
  await transport.write(Uint8Array.of(5));
  far.listener?.onData(Uint8Array.of(6));
  expect(written).toEqual(['05']);
  expect(heard).toEqual([6]);
  expect(lines).toEqual(['note | line open', 'note | sent, and not put into words: 1 byte', 'note | received, and not put into words: 1 byte']);
});
