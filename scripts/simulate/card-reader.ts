// A card reader on a TCP port (PN532), with a card that is held to it and taken away by the Enter key.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startCardReaderSimulator } from '../../src/hardware/simulators/card-reader.ts';
import { CARD_OPTIONS, CARD_USAGE, cardOf } from './card.ts';
import { portOf, type Simulation } from './simulation.ts';

export const cardReader: Simulation = {
  usage: `card-reader [--port 9532] [--host 127.0.0.1] ${CARD_USAGE}
    A PN532 on a TCP port (socat makes a serial line of it: socat pty,raw,link=/tmp/pn532 tcp:127.0.0.1:9532).
    Enter holds the card to it, or takes it away.`,
  async start(args) {
    const { values } = parseArgs({
      args,
      options: { ...CARD_OPTIONS, port: { type: 'string', default: '9532' }, host: { type: 'string', default: '127.0.0.1' } },
    });
    const virtual = cardOf(values);
    const reader = await startCardReaderSimulator({ port: portOf(values.port), host: values.host });
    console.log(`card-reader: listening on ${values.host}:${reader.port}`);
    let held = false;
    const lines = createInterface({ input: process.stdin });
    lines.on('line', () => {
      held = !held;
      if (held) reader.hold(virtual);
      else reader.takeAway();
      console.log(held ? 'card-reader: card held to it' : 'card-reader: card taken away');
    });
    return {
      async close() {
        lines.close();
        await reader.close();
      },
    };
  },
};
