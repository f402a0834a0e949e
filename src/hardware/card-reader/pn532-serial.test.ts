// A PN532 on a serial line, as it is in a shop: a pseudo-terminal behind which the simulated one answers.
import { describe, expect, test } from 'vitest';
import { startCardReaderSimulator } from '../simulators/card-reader.ts';
import { serialTransport } from '../transport/serial.ts';
import { serialCable, socatMissing } from '../transport/socat-test-bed.ts';
import { openPn532Reader } from './pn532-reader.ts';
import { awayForGood, listenTo, newBoltCard, untilReader } from './tap-test-bed.ts';

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  test('reads a tap, is unplugged while a card is read, comes back, and reads the next', async () => {
    const simulator = await startCardReaderSimulator();
    const cable = serialCable();
    const quiet = { info: () => undefined, warn: () => undefined };
    const reader = openPn532Reader({ openTransport: serialTransport({ path: cable.path, baudRate: 115200, frame: '8N1' }), log: quiet });
    const taps = listenTo(reader);
    await untilReader(reader, 'missing');
    await cable.plugIn(simulator.port);
    await untilReader(reader, 'ready');
    simulator.hold(newBoltCard());
    expect(await taps.next()).toMatchObject({ status: 'read' });

    simulator.takeAway();
    await awayForGood();
    simulator.hold(newBoltCard(), { kind: 'slow', ms: 300 });
    const before = simulator.exchanges;
    await expect.poll(() => simulator.exchanges, { interval: 10, timeout: 20_000 }).toBeGreaterThan(before + 1);
    simulator.takeAway();
    await cable.pull();
    await untilReader(reader, 'missing');
    expect(await taps.next()).toEqual({ status: 'torn_away' });

    await cable.plugIn(simulator.port);
    await untilReader(reader, 'ready');
    simulator.hold(newBoltCard());
    expect(await taps.next()).toMatchObject({ status: 'read' });
    await reader.close();
    await cable.dispose();
    await simulator.close();
  });
});
