// A scanner on a TCP port; what it scans is typed, or comes from a file.
import fs from 'node:fs';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { markOf } from '../../src/hardware/scanner/scan-framer.ts';
import { SCANNER_FAULTS, startScannerSimulator } from '../../src/hardware/simulators/scanner.ts';
import { portOf, type Simulation } from './simulation.ts';

const HELP = `a code (\\x1d for FNC1), or with a colon before it what it does from now on: ${SCANNER_FAULTS.map((name) => `:${name}`).join(', ')}, :pull`;
const BETWEEN_CODES_MS = 300;

export const scanner: Simulation = {
  usage: `scanner [--port 9200] [--host 127.0.0.1] [--prefix TEXT] [--ending TEXT] [--file CODES]
    A scanner on a TCP port. Type ${HELP}. With a file, its lines are scanned first.`,
  async start(args) {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '9200' },
        host: { type: 'string', default: '127.0.0.1' },
        prefix: { type: 'string', default: '' },
        ending: { type: 'string', default: '\\r\\n' },
        file: { type: 'string' },
      },
    });
    const text = (mark: string) => Buffer.from(markOf(mark)).toString();
    const { host, file } = values;
    const simulator = await startScannerSimulator({ port: portOf(values.port), host, prefix: text(values.prefix), ending: text(values.ending) });
    console.log(`scanner: listening on ${host}:${simulator.port}. Type ${HELP}.`);
    simulator.onListener(() => console.log('somebody listens'));

    const scan = async (line: string) => {
      if (line.trim() === '') return;
      const fault = SCANNER_FAULTS.find((name) => `:${name}` === line.trim());
      if (fault) simulator.setFault(fault);
      else if (line.trim() === ':pull') simulator.pull();
      else if (line.startsWith(':')) console.log(HELP);
      else if (!(await simulator.scan(markOf(line)))) console.log('nobody listens');
    };
    const lines = file === undefined ? [] : fs.readFileSync(file, 'utf8').split(/\r?\n/);
    const stop = new AbortController();
    const scanFile = async () => {
      if (lines.length > 0 && simulator.listenerCount === 0) await new Promise<void>((resolve) => void simulator.onListener(resolve));
      for (const line of lines) {
        if (stop.signal.aborted) return;
        await scan(line);
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_CODES_MS));
      }
    };
    void scanFile();
    const typed = readline.createInterface({ input: process.stdin });
    typed.on('line', (line) => void scan(line));
    return {
      close() {
        stop.abort();
        typed.close();
        return simulator.close();
      },
    };
  },
};
