// Ends the programs of a process that is gone. It is told each program's start (`+pid`) and end (`-pid`) on its standard input,
// which the operating system closes when the teller dies, however it dies.
import process from 'node:process';
import { createInterface } from 'node:readline';

/** @type {Set<number>} */
const running = new Set();

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) running.add(pid);
  else running.delete(pid);
}
for (const pid of running) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (cause) {
    // It ended just before.
    if (/** @type {NodeJS.ErrnoException} */ (cause).code !== 'ESRCH') throw cause;
  }
}
