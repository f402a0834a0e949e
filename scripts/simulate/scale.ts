// A scale that speaks Toledo 8217 on a TCP port; what lies on it is typed.
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { SCALE_FAULTS, startScaleSimulator } from '../../src/hardware/simulators/scale.ts';
import { portOf, type Simulation, WrongOptions } from './simulation.ts';

const HELP = `grams (with "moving" behind them while it has not come to rest), or a fault: ${SCALE_FAULTS.join(', ')}, pull`;

export const scale: Simulation = {
  usage: `scale [--port 8217] [--host 127.0.0.1] [--unit kg|lb]
    A scale that speaks Toledo 8217. Type ${HELP}.`,
  async start(args) {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '8217' }, host: { type: 'string', default: '127.0.0.1' }, unit: { type: 'string', default: 'kg' } },
    });
    const { host, unit } = values;
    if (unit !== 'kg' && unit !== 'lb') throw new WrongOptions(`--unit ${unit}`);
    const simulator = await startScaleSimulator({ port: portOf(values.port), host, unit });
    console.log(`scale: listening on ${host}:${simulator.port}. Type ${HELP}.`);
    const typed = readline.createInterface({ input: process.stdin });
    typed.on('line', (line) => {
      const [word = '', more] = line.trim().split(/\s+/);
      const fault = SCALE_FAULTS.find((name) => name === word);
      if (fault) simulator.setFault(fault);
      else if (word === 'pull') simulator.pull();
      else if (/^-?\d{1,6}$/.test(word)) simulator.put(Number(word), more === 'moving');
      else console.log(HELP);
    });
    return {
      close() {
        typed.close();
        return simulator.close();
      },
    };
  },
};
