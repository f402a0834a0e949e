// A receipt printer on a TCP port, which tells each paper and draws it.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { PrintedPaper } from '../../src/hardware/simulators/printed-paper.ts';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import { portOf, type Simulation, WrongOptions } from './simulation.ts';

export const printer: Simulation = {
  usage: `printer [--port 9100] [--host 127.0.0.1] [--width 80|58] [--code-page cp949|pc858] [--paper DIR]
    A receipt printer on a TCP port. Each paper is told on standard output, and drawn as a PNG into DIR.`,
  async start(args) {
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
    if (width !== '58' && width !== '80') throw new WrongOptions(`--width ${width}`);
    if (codePage !== 'cp949' && codePage !== 'pc858') throw new WrongOptions(`--code-page ${codePage}`);
    const simulator = await startPrinterSimulator({
      port: portOf(values.port),
      host,
      widthMm: width === '58' ? 58 : 80,
      codePage,
      nowMs: Date.now,
    });
    console.log(`printer: listening on ${host}:${simulator.port}`);
    const keepPicture = async (paper: PrintedPaper, into: string) => {
      fs.mkdirSync(into, { recursive: true });
      fs.writeFileSync(path.join(into, `paper-${paper.id.padStart(4, '0')}.png`), await paper.png());
    };
    simulator.onPaper((paper) => {
      console.log(`\npaper ${paper.id}${paper.complete ? '' : ' (torn)'}\n${paper.text}`);
      if (directory !== undefined) void keepPicture(paper, directory);
    });
    return simulator;
  },
};
