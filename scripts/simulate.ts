// Far ends to try the till against, each on its own: `npm run simulate -- printer --port 9100 --paper DIR`. A device a file in
// simulate/; Ctrl-C ends it.
import { card } from './simulate/card.ts';
import { cardReader } from './simulate/card-reader.ts';
import { paymentTerminal } from './simulate/payment-terminal.ts';
import { poleDisplay } from './simulate/pole-display.ts';
import { printer } from './simulate/printer.ts';
import { scale } from './simulate/scale.ts';
import { scanner } from './simulate/scanner.ts';
import { type Simulation, WrongOptions } from './simulate/simulation.ts';

const SIMULATIONS: Record<string, Simulation> = {
  card,
  'card-reader': cardReader,
  printer,
  scale,
  scanner,
  'payment-terminal': paymentTerminal,
  'pole-display': poleDisplay,
};

const [name = '', ...options] = process.argv.slice(2);
const simulation = Object.hasOwn(SIMULATIONS, name) ? SIMULATIONS[name] : undefined;
try {
  if (!simulation) throw new WrongOptions(name === '' ? 'no device named' : `no device ${name}`);
  const running = await simulation.start(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close());
} catch (error) {
  if (!(error instanceof WrongOptions) && !isOptionError(error)) throw error;
  console.error(
    `${error.message}\n\nnpm run simulate -- DEVICE [OPTIONS]\n\n${Object.values(SIMULATIONS)
      .map(({ usage }) => `  ${usage}`)
      .join('\n')}`,
  );
  process.exitCode = 2;
}

function isOptionError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
