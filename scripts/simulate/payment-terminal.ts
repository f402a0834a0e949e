// A card terminal that speaks ZVT on a TCP port; what becomes of the next payment is typed.
import fs from 'node:fs';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { openSerialLine } from '../../src/hardware/payment-terminal/zvt/serial-line.ts';
import { openTcpLine } from '../../src/hardware/payment-terminal/zvt/tcp-line.ts';
import { type PaymentTerminalSimulator, startPaymentTerminalSimulator } from '../../src/hardware/simulators/payment-terminal.ts';
import type { TerminalBooksState } from '../../src/hardware/simulators/terminal-books.ts';
import type { AfterLineLost, TerminalPlan } from '../../src/hardware/simulators/terminal-plan.ts';
import { TERMINAL_LANGUAGES } from '../../src/hardware/simulators/terminal-words.ts';
import { portOf, type Simulation, WrongOptions } from './simulation.ts';

const NEXT: Record<string, TerminalPlan> = {
  approve: { outcome: 'approve' },
  decline: { outcome: { decline: 5, text: 'Karte nicht zugelassen' } },
  pin: { outcome: { decline: 55 } },
  abort: { outcome: { abort: 0x6c } },
  busy: { outcome: { refuse: 0x9c } },
  currency: { outcome: { abort: 0x6f } },
  day: { outcome: { abort: 0xf0 } },
  silent: { outcome: 'silent' },
  twice: { statusTwice: true },
  pieces: { line: { pieceBytes: 1 } },
  pile: { line: { pileUpMs: 200 } },
};
const AFTER: readonly AfterLineLost[] = ['keeps', 'reverses', 'stops'];
const HELP = `for the next payment: ${Object.keys(NEXT).join(', ')}; cut BYTES (breaks the line behind so many to the till); card NAME;
now: pull (the cable), books; from now on, when the line is lost: ${AFTER.join(', ')}`;

export const paymentTerminal: Simulation = {
  usage: `payment-terminal [--port 20007] [--host 127.0.0.1] [--serial] [--password 000000] [--step-ms 700] [--books FILE] [--language de]
    A card terminal that speaks ZVT, in serial blocks with --serial (put socat in front of it). It keeps its books in FILE.
    Real ones have a language of their own, whatever the till's is: --language ${TERMINAL_LANGUAGES.join(' | ')}.
    Type ${HELP}.`,
  async start(args) {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '20007' },
        host: { type: 'string', default: '127.0.0.1' },
        serial: { type: 'boolean', default: false },
        password: { type: 'string', default: '000000' },
        'step-ms': { type: 'string', default: '700' },
        books: { type: 'string' },
        language: { type: 'string', default: 'de' },
      },
    });
    const { host, password, books: file } = values;
    if (!/^\d{6}$/.test(password)) throw new WrongOptions(`--password ${password}`);
    if (!/^\d{1,5}$/.test(values['step-ms'])) throw new WrongOptions(`--step-ms ${values['step-ms']}`);
    const language = TERMINAL_LANGUAGES.find((one) => one === values.language);
    if (!language) throw new WrongOptions(`--language ${values.language}`);
    const stepMs = Number(values['step-ms']);
    const simulator = await startPaymentTerminalSimulator({
      port: portOf(values.port),
      host,
      password,
      openLine: values.serial ? openSerialLine : openTcpLine,
      usually: { stepMs },
      place: () => ({ language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
      nowMs: Date.now,
      ...(file !== undefined && { ...booksIn(file), saveBooks: (state) => fs.writeFileSync(file, JSON.stringify(state)) }),
    });
    console.log(`payment-terminal: listening on ${host}:${simulator.port}. Type ${HELP}.`);
    simulator.onBooked(({ kind, amountMinor, receiptNumber, cardName }) =>
      console.log(`${kind} ${amountMinor}, receipt ${receiptNumber}, ${cardName}`),
    );
    const typed = readline.createInterface({ input: process.stdin });
    typed.on('line', (line) => obey(simulator, line.trim().split(/\s+/), stepMs));
    return {
      close() {
        typed.close();
        return simulator.close();
      },
    };
  },
};

function obey(simulator: PaymentTerminalSimulator, [word = '', ...more]: string[], stepMs: number) {
  const plan = NEXT[word];
  const after = AFTER.find((habit) => habit === word);
  if (plan) simulator.script({ stepMs, ...plan });
  else if (after) simulator.setHabits({ afterLineLost: after });
  else if (word === 'card' && more.length > 0) simulator.script({ stepMs, card: more.join(' ') });
  else if (word === 'cut' && /^\d{1,6}$/.test(more[0] ?? '')) {
    simulator.script({ stepMs, line: { cut: { direction: 'to_till', afterBytes: Number(more[0]) } } });
  } else if (word === 'pull') simulator.pullCable();
  else if (word === 'books') tellBooks(simulator);
  else console.log(HELP);
}

function tellBooks({ books }: PaymentTerminalSimulator) {
  for (const { kind, amountMinor, receiptNumber, traceNumber, cardName } of books.open()) {
    console.log(`${kind} ${amountMinor}, receipt ${receiptNumber}, trace ${traceNumber}, ${cardName}`);
  }
  console.log(`taken in all: ${books.takenMinor()}`);
}

/** What it wrote itself when it ran before. */
function booksIn(file: string): { books?: TerminalBooksState } {
  return fs.existsSync(file) ? { books: JSON.parse(fs.readFileSync(file, 'utf8')) as TerminalBooksState } : {};
}
