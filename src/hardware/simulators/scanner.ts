// A scanner to train and test with: a TCP server that sends codes as scanners do, to whoever is connected. What scanners and their
// cables do to codes on the way can be told from it: pieces, none of the marks, noise, a cable that is pulled in mid-code.
import net from 'node:net';

export interface ScannerSimulatorOptions {
  /** 0, unless said, for a port that is free. */
  port?: number;
  /** 127.0.0.1 unless said. */
  host?: string;
  /** Sent before each code; nothing unless said. */
  prefix?: string;
  /** Sent after each code; CR LF unless said. */
  ending?: string;
  /** For `wrong_speed`. */
  random?: () => number;
}

/**
 * `in_pieces`: a byte at a time. `at_once`: held back until the next code, and both sent together. `no_ending`: nothing after a code.
 * `wrong_speed`: what a line at another speed makes of it. `cut`: the cable is pulled in mid-code; it is back in a moment.
 * `twice`: the scanner reads the same code two times, as it does when its trigger is held.
 */
export const SCANNER_FAULTS = ['none', 'in_pieces', 'at_once', 'no_ending', 'wrong_speed', 'cut', 'twice'] as const;
export type ScannerFault = (typeof SCANNER_FAULTS)[number];

export interface ScannerSimulator {
  readonly port: number;
  /** How many are connected. */
  readonly listenerCount: number;
  /** Sends it, marks and all. Resolves when it has gone out; false where nobody is connected: then it is gone. */
  scan(code: string | Uint8Array): Promise<boolean>;
  setFault(fault: ScannerFault): void;
  /** Each time somebody connects. Returns its disposer. */
  onListener(listener: () => void): () => void;
  /** Pulls the cable: each connection ends. */
  pull(): void;
  close(): Promise<void>;
}

const CHARACTER_MS = 1;

export async function startScannerSimulator(options: ScannerSimulatorOptions = {}): Promise<ScannerSimulator> {
  const { prefix = '', ending = '\r\n', random = Math.random } = options;
  const sockets = new Set<net.Socket>();
  const connected = new Set<() => void>();
  let fault: ScannerFault = 'none';
  let heldBack = Buffer.alloc(0);
  let sending: Promise<unknown> = Promise.resolve();

  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.resume();
    for (const listener of [...connected]) listener();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });

  const pull = () => {
    for (const socket of sockets) socket.destroy();
  };
  const write = async (bytes: Uint8Array) => {
    await Promise.all([...sockets].map((socket) => new Promise<void>((written) => socket.write(bytes, () => written()))));
  };
  const send = async (code: Uint8Array) => {
    const whole = Buffer.concat([Buffer.from(prefix), code, Buffer.from(fault === 'no_ending' ? '' : ending)]);
    switch (fault) {
      case 'in_pieces':
        for (const byte of whole) {
          await write(Uint8Array.of(byte));
          await new Promise((resolve) => setTimeout(resolve, CHARACTER_MS));
        }
        return;
      case 'at_once':
        heldBack = Buffer.concat([heldBack, whole]);
        if (heldBack.length === whole.length) return;
        await write(heldBack);
        heldBack = Buffer.alloc(0);
        return;
      case 'wrong_speed':
        return write(whole.map((byte) => (byte * 3 + Math.floor(random() * 256)) | 0x80));
      case 'cut':
        await write(whole.subarray(0, Math.max(1, whole.length >> 1)));
        fault = 'none';
        return pull();
      case 'twice':
        return write(Buffer.concat([whole, whole]));
      default:
        return write(whole);
    }
  };

  return {
    port: (server.address() as net.AddressInfo).port,
    get listenerCount() {
      return sockets.size;
    },
    scan(code) {
      const sent = sending.then(async () => {
        if (sockets.size === 0) return false;
        await send(typeof code === 'string' ? Buffer.from(code) : code);
        return true;
      });
      sending = sent;
      return sent;
    },
    setFault(next) {
      fault = next;
    },
    onListener(listener) {
      connected.add(listener);
      return () => connected.delete(listener);
    },
    pull,
    async close() {
      pull();
      await new Promise((closed) => server.close(closed));
    },
  };
}
