// The card readers of the settings, as the shop opens them.
import path from 'node:path';
import { expect, test } from 'vitest';
import { listenTo, newBoltCard, untilReader } from '../../hardware/card-reader/tap-test-bed.ts';
import type { CardReaderSimulator } from '../../hardware/simulators/card-reader.ts';
import type { DeviceOf } from '../../shared/devices.ts';
import { createLog } from '../log.ts';
import { cardReaderOpener } from './card-readers.ts';

const workerUrl = new URL('../../hardware/card-reader/pcsc-worker.ts', import.meta.url);
const reader = (connection: DeviceOf<'card_reader'>['connection']): DeviceOf<'card_reader'> => ({
  kind: 'card_reader',
  id: 'reader-1',
  name: 'Counter',
  connection,
});

function bed() {
  const words: string[] = [];
  const logged: string[] = [];
  const simulators = new Map<string, CardReaderSimulator>();
  const open = cardReaderOpener({ workerUrl, simulators });
  const parts = {
    tell: ({ words: said }: { words: string }) => void words.push(said),
    tried: () => false,
    nowMs: Date.now,
    log: createLog((line) => logged.push(line), Date.now),
  };
  return { words, logged, simulators, openReader: (connection: DeviceOf<'card_reader'>['connection']) => open(reader(connection), parts) };
}

test('the practice shop’s reader is one to which cards can be held, while it is open', async () => {
  const { openReader, simulators, words } = bed();
  const { driver, close } = await openReader({ kind: 'simulated' });
  const taps = listenTo(driver);
  await untilReader(driver, 'ready');
  simulators.get('reader-1')?.hold(newBoltCard());
  expect(await taps.next()).toMatchObject({ status: 'read', uris: [expect.stringMatching(/^lnurlw:/)] });
  await close();
  expect(simulators.size).toBe(0);
  expect(words).toContain('InListPassiveTarget: 1 card(s)');
});

test('without the PC/SC service a reader of it is said to have none, once, and closes', async () => {
  process.env.PCSCLITE_CSOCK_NAME = path.join(import.meta.dirname, 'nobody-listens-here');
  const { openReader, words, logged } = bed();
  const { driver, close } = await openReader({ kind: 'pcsc', reader: '' });
  await untilReader(driver, 'no_service');
  await close();
  expect(words.filter((said) => said.includes('PC/SC'))).toHaveLength(1);
  expect(logged.filter((line) => line.includes('card_reader.away'))).toHaveLength(1);
});
