// A printer's real-time commands: obeyed when they arrive, whatever stands in its buffer and whatever they are a part of.
// A picture's data that happens to spell one is obeyed too, as real printers do.

export interface RealTimeCommands {
  /** DLE EOT n. */
  askStatus(query: number): void;
  /** DLE ENQ n: go on after an error (1), or forget what is in the buffer and go on (2). */
  recover(way: number): void;
  /** DLE DC4 1 m t. */
  kickDrawer(): void;
  /** DLE DC4 8 and seven bytes more. */
  clear(): void;
}

const CLEAR = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];

/** Returns a function that takes the next byte that arrives. */
export function createRealTimeScanner(commands: RealTimeCommands): (byte: number) => void {
  const last = new Array<number>(CLEAR.length).fill(0);
  return (byte) => {
    last.shift();
    last.push(byte);
    const [first, second, third, fourth = 0] = last.slice(-5);
    if (CLEAR.every((expected, at) => last[at] === expected)) commands.clear();
    if (third === 0x10 && fourth === 0x04 && byte >= 1 && byte <= 4) commands.askStatus(byte);
    if (third === 0x10 && fourth === 0x05 && (byte === 1 || byte === 2)) commands.recover(byte);
    if (first === 0x10 && second === 0x14 && third === 1 && fourth <= 1 && byte >= 1 && byte <= 8) commands.kickDrawer();
  };
}
