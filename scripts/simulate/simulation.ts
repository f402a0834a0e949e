// What each simulated device is to the command line: a usage, and what runs until it is told to stop.

/** The options are not those of the usage. */
export class WrongOptions extends Error {}

export interface Simulation {
  /** Its line of the usage, from the device's name on, and below it what it does. */
  usage: string;
  /** Resolves when it runs, to what ends it. Throws WrongOptions. */
  start(options: string[]): Promise<{ close(): Promise<void> }>;
}

/** A TCP port of the options; 0 for one that is free. Throws WrongOptions. */
export function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new WrongOptions(`--port ${text}`);
  return port;
}
