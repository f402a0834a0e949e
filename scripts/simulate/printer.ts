// A receipt printer on a TCP port, which tells each paper and draws it.
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { PrintedPaper } from '../../src/hardware/simulators/printed-paper.ts';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import type { PrinterFault } from '../../src/hardware/simulators/printer-faults.ts';
import { PRINTER_CODE_PAGES } from '../../src/shared/printers.ts';
import { PRINTER_CODE_PAGES, PRINTER_FAMILIES } from '../../src/shared/printers.ts';
import { portOf, type Simulation, WrongOptions } from './simulation.ts';

const FAULTS = [
  'none',
  'paper_low',
  'paper_out',
  'cover_open',
  'offline',
  'too_hot',
  'cutter_error',
  'mechanical_error',
  'needs_service',
  'reset_in_job',
  'no_ack',
  'garbage',
] as const satisfies PrinterFault[];

export const printer: Simulation = {
  usage: `printer [--port 9100] [--host 127.0.0.1] [--width 80|58] [--code-page ${PRINTER_CODE_PAGES.join('|')}] [--paper DIR]
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
        family: { type: 'string', default: 'escpos' },
        says: { type: 'string' },
        confirms: { type: 'string', default: 'job_id' },
        clone: { type: 'boolean', default: false },
        'drawer-open-is': { type: 'string' },
        fault: { type: 'string', default: 'none' },
        after: { type: 'string' },
      },
    });
    const { host, width, 'code-page': codePage, paper: directory } = values;
    if (width !== '58' && width !== '80') throw new WrongOptions(`--width ${width}`);
    const knownPage = PRINTER_CODE_PAGES.find((page) => page === codePage);
    if (!knownPage) throw new WrongOptions(`--code-page ${codePage}`);
    const simulator = await startPrinterSimulator({
      port: portOf(values.port),
      host,
      widthMm: width === '58' ? 58 : 80,
      codePage: knownPage,
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
    return {
      async close() {
        orders.close();
        await simulator.close();
      },
    };
  },
};

function oneOf<T extends string>(known: readonly T[], said: string, option: string): T {
  const found = known.find((one) => one === said);
  if (found === undefined) throw new WrongOptions(`${option} ${said}`);
  return found;
}

function identityOf(says: string) {
  if (says === 'nothing') return null;
  const [maker = '', model = '', firmware = ''] = says.split('/');
  return { maker, model, firmware };
}
