// A pole display to train and test with: a TCP server that reads ESC/POS or CD5220 into two lines of twenty columns.
import net from 'node:net';
import iconv from 'iconv-lite';

export interface PoleSimulatorOptions {
  port?: number;
  /** 127.0.0.1 unless said. */
  host?: string;
  /** Any that iconv-lite knows; cp437 unless said. */
  encoding?: string;
}

export interface PoleSimulator {
  readonly port: number;
  /** What it shows, twenty columns each. */
  readonly lines: readonly [string, string];
  /** Called whenever a line was written. Returns its disposer. */
  onShown(listener: () => void): () => void;
  /** It takes no more bytes, or takes them again. */
  stall(stalled: boolean): void;
  /** Pulls the cable: each connection ends. */
  pull(): void;
  /** Switches it off and on: it shows nothing, and knows of nothing. */
  powerCycle(): void;
  close(): Promise<void>;
}

const COLUMNS = 20;
const SPACE = 0x20;
/** So many bytes follow a command's name: ESC t, R, _ and US C, $. */
const OPERANDS: Record<string, number> = { t: 1, R: 1, _: 1, C: 1, $: 2 };

export async function startPoleSimulator({ port = 0, host = '127.0.0.1', encoding = 'cp437' }: PoleSimulatorOptions = {}): Promise<PoleSimulator> {
  const sockets = new Set<net.Socket>();
  const listeners = new Set<() => void>();
  let stalled = false;
  let screen = [new Uint8Array(COLUMNS).fill(SPACE), new Uint8Array(COLUMNS).fill(SPACE)];
  let row = 0;
  let column = 0;
  /** The bytes of a command that is not whole yet. */
  let command: number[] = [];

  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const clear = () => {
    for (const line of screen) line.fill(SPACE);
    row = 0;
    column = 0;
  };
  const put = (byte: number) => {
    const line = screen[row];
    if (line) line[column] = byte;
    column += 1;
    if (column < COLUMNS) return;
    column = 0;
    row = (row + 1) % 2;
    tell();
  };

  /** Whether the command is whole; it has been obeyed then. */
  const obey = (): boolean => {
    const [first, second = -1] = command;
    if (second === -1) return false;
    const name = String.fromCharCode(second);
    if (first === 0x1b && name === 'Q') return writeWholeLine();
    if (command.length < 2 + (OPERANDS[name] ?? 0)) return false;
    if (first === 0x1b && name === '@') clear();
    if (first === 0x1f && name === '$') {
      column = Math.min(COLUMNS, Math.max(1, command[2] ?? 1)) - 1;
      row = (command[3] ?? 1) === 2 ? 1 : 0;
    }
    return true;
  };
  /** ESC Q A .. CR, ESC Q B .. CR. */
  const writeWholeLine = (): boolean => {
    if (command.length < 4 || command.at(-1) !== 0x0d) return command.length > 3 + COLUMNS;
    const text = command.slice(3, -1);
    screen[command[2] === 0x42 ? 1 : 0] = Uint8Array.from({ length: COLUMNS }, (_, at) => text[at] ?? SPACE);
    tell();
    return true;
  };
  const read = (byte: number) => {
    if (command.length > 0) {
      command.push(byte);
      if (obey()) command = [];
    } else if (byte === 0x1b || byte === 0x1f) command = [byte];
    else if (byte === 0x0c) clear();
    else if (byte >= SPACE) put(byte);
  };

  const server = net.createServer((socket) => {
    sockets.add(socket);
    if (stalled) socket.pause();
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      for (const byte of bytes) read(byte);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the pole display simulator has no port');

  const pull = () => {
    for (const socket of sockets) socket.destroy();
  };
  const decoded = (at: number) => iconv.decode(Buffer.from(screen[at] ?? []), encoding);
  return {
    port: address.port,
    get lines() {
      return [decoded(0), decoded(1)] as const;
    },
    onShown(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stall(next) {
      stalled = next;
      for (const socket of sockets) next ? socket.pause() : socket.resume();
    },
    pull,
    powerCycle() {
      screen = [new Uint8Array(COLUMNS).fill(SPACE), new Uint8Array(COLUMNS).fill(SPACE)];
      command = [];
      clear();
    },
    async close() {
      pull();
      await new Promise((closed) => server.close(closed));
    },
  };
}
