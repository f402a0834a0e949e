// A pole display on a TCP port, drawn in the terminal.
import { parseArgs } from 'node:util';
import { startPoleSimulator } from '../../src/hardware/simulators/pole-display.ts';
import { portOf, type Simulation } from './simulation.ts';

export const poleDisplay: Simulation = {
  usage: `pole-display [--port 5220] [--host 127.0.0.1] [--encoding cp437]
    A pole display that understands ESC/POS and CD5220; shows each change.`,
  async start(args) {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '5220' },
        host: { type: 'string', default: '127.0.0.1' },
        encoding: { type: 'string', default: 'cp437' },
      },
    });
    const { host, encoding } = values;
    const simulator = await startPoleSimulator({ port: portOf(values.port), host, encoding });
    console.log(`pole display: listening on ${host}:${simulator.port}`);
    let shown = '';
    simulator.onShown(() => {
      const now = `┌${'─'.repeat(20)}┐\n│${simulator.lines.join('│\n│')}│\n└${'─'.repeat(20)}┘`;
      if (now !== shown) console.log(now);
      shown = now;
    });
    return simulator;
  },
};
