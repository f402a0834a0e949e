// Far ends to try the till against, each on its own: `node scripts/simulate.ts printer --port 9100 --paper DIR`.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PrintedPaper } from '../src/hardware/simulators/printed-paper.ts';
import { startPrinterSimulator } from '../src/hardware/simulators/printer.ts';

const USAGE = `node scripts/simulate.ts printer [--port 9100] [--host 127.0.0.1] [--width 80|58] [--code-page cp949|pc858] [--paper DIR]
A receipt printer on a TCP port. Each paper is told on standard output, and drawn as a PNG into DIR.`;

async function simulatePrinter(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '9100' },
      host: { type: 'string', default: '127.0.0.1' },
      width: { type: 'string', default: '80' },
      'code-page': { type: 'string', default: 'cp949' },
      paper: { type: 'string' },
    },
  });
  const { host, width, 'code-page': codePage, paper: directory } = values;
  const port = Number(values.port);
  if (!(port >= 0 && port <= 65535) || (width !== '58' && width !== '80') || (codePage !== 'cp949' && codePage !== 'pc858')) return explain();
  const printer = await startPrinterSimulator({ port, host, widthMm: width === '58' ? 58 : 80, codePage, nowMs: Date.now });
  console.log(`printer: listening on ${host}:${printer.port}`);
  const keepPicture = async (paper: PrintedPaper, into: string) => {
    fs.mkdirSync(into, { recursive: true });
    fs.writeFileSync(path.join(into, `paper-${paper.id.padStart(4, '0')}.png`), await paper.png());
  };
  printer.onPaper((paper) => {
    console.log(`\npaper ${paper.id}${paper.complete ? '' : ' (torn)'}\n${paper.text}`);
    if (directory !== undefined) void keepPicture(paper, directory);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void printer.close());
}

function explain() {
  console.error(USAGE);
  process.exitCode = 2;
}

const [kind, ...rest] = process.argv.slice(2);
if (kind === 'printer') await simulatePrinter(rest);
else explain();
