// A log for what is measured: lines that nobody reads would be part of the figures; what goes wrong is told.
import { createLog, type Log } from '../src/main/log.ts';

const loud = createLog((line) => process.stderr.write(line), Date.now);

export const quiet: Log = { info: () => undefined, warn: loud.warn, error: loud.error };
