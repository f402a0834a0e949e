// A receipt printer on a TCP port, which tells each paper and draws it.
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { PrintedPaper } from '../../src/hardware/simulators/printed-paper.ts';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import type { PrinterFault } from '../../src/hardware/simulators/printer-faults.ts';
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
const CONFIRMS = ['job_id', 'sensor', 'never'] as const;
const SENSORS = ['high', 'low', 'none'] as const;

export const printer: Simulation = {
  usage: `printer [--port 9100] [--host 127.0.0.1] [--width 80|58] [--code-page ${PRINTER_CODE_PAGES.join('|')}] [--paper DIR]
            [--family escpos|star] [--says EPSON/TM-T88VI/1.0|nothing] [--confirms job_id|sensor|never] [--clone]
            [--drawer-open-is high|low|none] [--fault FAULT [--after BYTES]]
    A receipt printer on a TCP port. Each paper is told on standard output, and drawn as a PNG into DIR. --says is what it answers
    to GS I; --clone prints the letters of commands that it does not know. Faults: ${FAULTS.join(', ')}. One that is typed while
    it runs begins at once (none: it is over; free: what is stuck is taken out; shut: the drawer is shut).`,
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
        'drawer-open-is': { type: 'string', default: 'none' },
        fault: { type: 'string', default: 'none' },
        after: { type: 'string' },
      },
    });
    const { host, width, says, after, paper: directory } = values;
    const sensor = oneOf(SENSORS, values['drawer-open-is'], '--drawer-open-is');
    const fault = oneOf(FAULTS, values.fault, '--fault');
    if (after !== undefined && !/^\d{1,7}$/.test(after)) throw new WrongOptions(`--after ${after}`);
    const simulator = await startPrinterSimulator({
      port: portOf(values.port),
      host,
      widthMm: oneOf(['58', '80'] as const, width, '--width') === '58' ? 58 : 80,
      codePage: oneOf(PRINTER_CODE_PAGES, values['code-page'], '--code-page'),
      family: oneOf(PRINTER_FAMILIES, values.family, '--family'),
      confirms: oneOf(CONFIRMS, values.confirms, '--confirms'),
      printsUnknown: values.clone,
      drawerOpenIsHigh: sensor === 'none' ? null : sensor === 'high',
      ...(says !== undefined && { identity: identityOf(says) }),
      nowMs: Date.now,
    });
    simulator.setFault(fault, after === undefined ? undefined : Number(after));
    console.log(`printer: listening on ${host}:${simulator.port}`);
    const keepPicture = async (paper: PrintedPaper, into: string) => {
      fs.mkdirSync(into, { recursive: true });
      fs.writeFileSync(path.join(into, `paper-${paper.id.padStart(4, '0')}.png`), await paper.png());
    };
    simulator.onPaper((paper) => {
      console.log(`\npaper ${paper.id}${paper.complete ? '' : ' (torn)'}\n${paper.text}`);
      if (directory !== undefined) void keepPicture(paper, directory);
    });
    const orders = createInterface({ input: process.stdin });
    orders.on('line', (line) => {
      const order = line.trim();
      const next = FAULTS.find((one) => one === order);
      if (order === 'free') simulator.free();
      else if (order === 'shut') simulator.drawer.shut();
      else if (next) simulator.setFault(next);
      else console.log(`no such fault: ${order}`);
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
