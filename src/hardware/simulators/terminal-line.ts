// The line of a simulated terminal and what can go wrong on it: it breaks at any byte, hands bytes over in pieces or piled up, and
// garbles them.
import type net from 'node:net';
import { type OpenTransport, TransportError } from '../transport/transport.ts';

export interface LineFaults {
  /** Breaks when so many bytes of that direction, counted from `arm` on, are over it. */
  cut?: { direction: 'to_terminal' | 'to_till'; afterBytes: number };
  /** Bytes that go to the till in one piece; without it, as they come. */
  pieceBytes?: number;
  /** What goes to the till within this time goes in one piece. */
  pileUpMs?: number;
  /** One bit of each so many bytes, in both directions, is the other: for serial lines, whose blocks are checked. */
  garbleEveryBytes?: number;
}

export interface FaultyLine {
  openTransport: OpenTransport;
  /** From now on. */
  arm(faults: LineFaults): void;
  break(): void;
  /** Bytes since `arm`. */
  readonly counted: { toTerminal: number; toTill: number };
}

export function faultyLine(socket: net.Socket): FaultyLine {
  let faults: LineFaults = {};
  const counted = { toTerminal: 0, toTill: 0 };
  let piled: Uint8Array[] = [];
  let pileTimer: NodeJS.Timeout | undefined;

  /** What may still go over, and whether it breaks behind it. */
  const allowance = (direction: 'to_terminal' | 'to_till', bytes: Uint8Array) => {
    const cut = faults.cut?.direction === direction ? faults.cut : undefined;
    const before = direction === 'to_terminal' ? counted.toTerminal : counted.toTill;
    const left = cut ? Math.max(0, cut.afterBytes - before) : Number.POSITIVE_INFINITY;
    const passed = garbled(bytes.subarray(0, Math.min(bytes.length, left)), before);
    if (direction === 'to_terminal') counted.toTerminal += passed.length;
    else counted.toTill += passed.length;
    return { passed, breaks: bytes.length >= left };
  };

  function garbled(bytes: Uint8Array, before: number): Uint8Array {
    const every = faults.garbleEveryBytes;
    return every === undefined ? bytes : bytes.map((byte, at) => ((before + at + 1) % every === 0 ? byte ^ 0x04 : byte));
  }

  function flush() {
    const bytes = Buffer.concat(piled);
    piled = [];
    pileTimer = undefined;
    if (socket.destroyed) return;
    const { passed, breaks } = allowance('to_till', bytes);
    const size = faults.pieceBytes ?? Math.max(1, passed.length);
    for (let at = 0; at < passed.length; at += size) socket.write(passed.subarray(at, at + size));
    // What was written still arrives: only behind it is the line gone.
    if (breaks) socket.end(() => socket.destroy());
  }

  return {
    openTransport: async (listener) => {
      let over = false;
      socket.on('data', (bytes) => {
        if (over) return;
        const { passed, breaks } = allowance('to_terminal', bytes);
        over = breaks;
        if (passed.length > 0) listener.onData(passed);
        if (breaks) socket.destroy();
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        over = true;
        clearTimeout(pileTimer);
        listener.onEnd(new TransportError('lost', 'the till hung up'));
      });
      return {
        async write(bytes) {
          if (socket.destroyed || !socket.writable) throw new TransportError('lost', 'the till is not there');
          piled.push(Uint8Array.from(bytes));
          if (faults.pileUpMs === undefined) flush();
          else pileTimer ??= setTimeout(flush, faults.pileUpMs);
        },
        close: () => socket.destroy(),
      };
    },
    arm(next) {
      faults = next;
      counted.toTerminal = 0;
      counted.toTill = 0;
    },
    break: () => socket.destroy(),
    counted,
  };
}
