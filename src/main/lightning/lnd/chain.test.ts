// Which of the wallet's transactions are money that came. What is in a channel that was closed by force comes back after days, by
// transactions of lnd's own whose inputs are no outputs of the wallet.
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../log.ts';
import { createLndChain } from './chain.ts';
import { openClient } from './client.ts';
import { answer, serveAsLnd } from './lnd-server-test-bed.ts';

const log = createLog(() => undefined, Date.now);
const transaction = (name: string, label: string) => ({
  tx_hash: name.repeat(64),
  label,
  num_confirmations: 1,
  block_height: 1000,
  time_stamp: '1700000000',
  output_details: [{ address: 'bcrt1qshop', pk_script: '00', output_index: '0', amount: '5000', is_our_address: true }],
  previous_outpoints: [{ outpoint: `${'e'.repeat(64)}:0`, is_our_output: false }],
});

test('what lnd takes back from its own channels did not come from anybody', async () => {
  const { access, expected } = await serveAsLnd({
    lightning: {
      getTransactions: answer({
        transactions: [
          transaction('a', ''),
          transaction('b', '0:sweep'),
          transaction('c', '0:justicetx'),
          transaction('d', '0:closechannel:shortchanid-123'),
        ],
      }),
      closedChannels: answer({}),
      pendingChannels: answer({}),
    },
  });
  const client = openClient({ access, expected, log });
  onTestFinished(() => client.close());
  const { receipts } = await createLndChain(client, Date.now, log).receipts(900);
  expect(receipts.map(({ outpoint }) => outpoint)).toEqual([`${'a'.repeat(64)}:0`]);
});
