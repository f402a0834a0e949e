import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACK, createPn532Framer, frameOf, NACK } from './pn532-frames.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('frames are those of the manual (UM0701-02, 7.2.2 and 6.2.1)', () => {
  expect(Buffer.from(frameOf(hex('d402')))).toEqual(hex('0000ff 02 fe d402 2a 00'));
  expect(Buffer.from(ACK)).toEqual(hex('0000ff00ff00'));
  expect(createPn532Framer()(hex('0000ff00ff00 0000ff06fa d50332010607 e8 00'))).toEqual([
    { kind: 'ack' },
    { kind: 'data', bytes: Uint8Array.from(hex('d50332010607')) },
  ]);
  expect(createPn532Framer()(hex('0000ff01ff7f8100'))).toEqual([{ kind: 'error' }]);
  expect(createPn532Framer()(NACK)).toEqual([{ kind: 'nack' }]);
});

test('what is longer than one byte can say is an extended frame', () => {
  const data = Uint8Array.from({ length: 262 }, (_, index) => index & 0xff);
  const frame = frameOf(data);
  expect([...frame.subarray(0, 8)]).toEqual([0, 0, 0xff, 0xff, 0xff, 0x01, 0x06, 0xf9]);
  expect(createPn532Framer()(frame)).toEqual([{ kind: 'data', bytes: data }]);
});

test('a damaged frame is said to be one, and the next is read', () => {
  const good = frameOf(hex('d5034b'));
  const broken = frameOf(hex('d503010203'));
  broken[7] = 0x55;
  const frames = createPn532Framer()(Buffer.concat([broken, good]));
  expect(frames[0]).toEqual({ kind: 'damaged' });
  expect(frames.at(-1)).toEqual({ kind: 'data', bytes: Uint8Array.from(hex('d5034b')) });
});

test('in whatever pieces they come, and whatever noise lies between, frames are whole', () => {
  // Noise that holds no start of a frame: anything else may be one.
  const noise = fc.uint8Array({ maxLength: 20 }).map((bytes) => bytes.filter((byte) => byte !== 0xff));
  const data = fc.uint8Array({ minLength: 2, maxLength: 270 }).filter((bytes) => bytes.length > 1);
  fc.assert(
    fc.property(fc.array(fc.tuple(noise, data), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (sent, piece) => {
      const bytes = Buffer.concat(sent.flatMap(([before, frame]) => [before, frameOf(frame)]));
      const framer = createPn532Framer();
      const came: unknown[] = [];
      for (let at = 0; at < bytes.length; at += piece) came.push(...framer(bytes.subarray(at, at + piece)));
      expect(came).toEqual(sent.map(([, frame]) => ({ kind: 'data', bytes: frame })));
    }),
  );
});
