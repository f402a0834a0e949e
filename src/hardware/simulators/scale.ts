// A scale to train and test with: a TCP server that speaks Toledo 8217, with something on its platter or nothing.
import net from 'node:net';

export interface ScaleSimulatorOptions {
  port?: number;
  /** 127.0.0.1 unless said. */
  host?: string;
  /** What it weighs in; kilograms unless said. */
  unit?: 'kg' | 'lb';
  /** 15 kg unless said. */
  capacityGrams?: number;
  /** A scale whose tare is not enabled does not answer `T` and `C`. */
  tare?: boolean;
  /** How late the fault `late` answers. */
  lateMs?: number;
}

/**
 * `silent` takes everything and says nothing. `late` answers after the till has given up. `halves` answers in two
 * pieces. `garbage` puts bytes of no frame before each answer. `foreign` speaks another protocol. `hang_up` ends each connection in
 * the middle of its next answer. `continuous` sends its weight all the time, as Toledo's continuous output does, and hears nothing;
 * `chatter` does so in lines, as scales of other makers do.
 */
export const SCALE_FAULTS = ['none', 'silent', 'late', 'halves', 'garbage', 'foreign', 'hang_up', 'continuous', 'chatter'] as const;
export type ScaleFault = (typeof SCALE_FAULTS)[number];

export interface ScaleSimulator {
  readonly port: number;
  /** What lies on it from now on; it is at rest unless `moving`. */
  put(grams: number, moving?: boolean): void;
  setFault(fault: ScaleFault): void;
  /** Pulls the cable: each connection ends. */
  pull(): void;
  close(): Promise<void>;
}

const GRAMS_PER_LB = 453.59237;
const TALKS_EACH_MS = 20;

export async function startScaleSimulator(options: ScaleSimulatorOptions = {}): Promise<ScaleSimulator> {
  const { unit = 'kg', capacityGrams = 15_000, tare: hasTare = true } = options;
  let load = { grams: 0, moving: false };
  let zeroGrams = 0;
  let tareGrams = 0;
  let fault: ScaleFault = 'none';
  const sockets = new Set<net.Socket>();

  const grossGrams = () => load.grams - zeroGrams;
  const netGrams = () => grossGrams() - tareGrams;

  const status = () => {
    const gross = grossGrams();
    const bits =
      0x40 |
      (load.moving ? 1 : 0) |
      (gross > capacityGrams ? 2 : 0) |
      (netGrams() < 0 ? 4 : 0) |
      (Math.abs(load.grams) > capacityGrams / 50 ? 8 : 0) |
      (gross === 0 ? 16 : 0) |
      (tareGrams > 0 ? 32 : 0);
    return Buffer.from(`\u0002?${String.fromCharCode(bits)}\r`, 'latin1');
  };

  const weight = () => {
    const [number, decimals] = unit === 'kg' ? [netGrams() / 1000, 3] : [netGrams() / GRAMS_PER_LB, 2];
    return Buffer.from(`\u0002${number.toFixed(decimals).padStart(decimals + 3, '0')}${tareGrams > 0 ? 'N' : ''}\r`, 'latin1');
  };

  const answerTo = (command: string): Uint8Array | null => {
    switch (command) {
      case 'W':
        return load.moving || grossGrams() > capacityGrams || netGrams() < 0 ? status() : weight();
      case 'Z':
        if (!load.moving && tareGrams === 0 && Math.abs(load.grams) <= capacityGrams / 50) zeroGrams = load.grams;
        return status();
      case 'T':
        if (!hasTare) return null;
        if (!load.moving && grossGrams() > 0) tareGrams = grossGrams();
        return status();
      case 'C':
        if (!hasTare) return null;
        if (!load.moving) tareGrams = 0;
        return status();
      default:
        return null;
    }
  };

  /** STX, three bytes of status, the weight and the tare in six digits each, CR, and a check sum. */
  const continuous = () => {
    const digits = (grams: number) => String(Math.abs(grams)).padStart(6, '0');
    const frame = Buffer.from(`\u0002${String.fromCharCode(0x2b, 0x30, 0x20)}${digits(netGrams())}${digits(tareGrams)}\r`, 'latin1');
    const sum = frame.reduce((before, byte) => before + byte, 0);
    return Buffer.concat([frame, Uint8Array.of(-sum & 0x7f)]);
  };
  const chatter = () => `${load.moving ? 'US' : 'ST'},GS,+${(grossGrams() / 1000).toFixed(3).padStart(7, '0')}kg\r\n`;
  const talking = setInterval(() => {
    if (fault !== 'continuous' && fault !== 'chatter') return;
    for (const socket of sockets) if (socket.writableLength === 0) socket.write(fault === 'continuous' ? continuous() : chatter());
  }, TALKS_EACH_MS);

  const say = (socket: net.Socket, bytes: Uint8Array) => {
    switch (fault) {
      case 'silent':
      case 'continuous':
      case 'chatter':
        return;
      case 'late':
        return void setTimeout(() => socket.write(bytes), options.lateMs ?? 900);
      case 'halves':
        socket.write(bytes.subarray(0, 3));
        return void setImmediate(() => socket.write(bytes.subarray(3)));
      case 'garbage':
        return void socket.write(Buffer.concat([Uint8Array.of(0x31, 0x2e, 0x02, 0x35, 0x02), bytes]));
      case 'foreign':
        return void socket.write('\u0002ST,+1.000kg\r\n');
      case 'hang_up':
        socket.write(bytes.subarray(0, 4));
        return void socket.end();
      default:
        return void socket.write(bytes);
    }
  };

  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay();
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      for (const byte of bytes) {
        const answer = answerTo(String.fromCharCode(byte & 0x7f));
        if (answer) say(socket, answer);
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the scale simulator has no port');

  const pull = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    put(grams, moving = false) {
      load = { grams, moving };
    },
    setFault(next) {
      fault = next;
    },
    pull,
    async close() {
      clearInterval(talking);
      pull();
      await new Promise((closed) => server.close(closed));
    },
  };
}
