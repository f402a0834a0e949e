// Receiving on chain with lnd's own wallet. Outputs are taken from lnd's bare answer, since ln-service leaves out which of them
// are the wallet's; what the node moved itself (change, closed channels, sweeps) is no receipt.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { ChainReceipt, ChainWallet } from '../chain-wallet.ts';
import { NodeError } from '../lightning-node.ts';
import { type LndClient, readStream } from './client.ts';
import { lnService } from './libraries.ts';
import { createFindReplaced } from './replaced-transactions.ts';
import { ask } from './services.ts';

/** "Within about an hour", in blocks. */
const HOUR_BLOCKS = 6;
/** A mempool forgets after two weeks what no block took (Bitcoin Core's default); lnd's wallet does not. */
const FORGOTTEN_AFTER_MS = 14 * 24 * 60 * 60 * 1000;

/** lnd's `lnrpc.GetTransactions`: 64-bit integers come as decimal strings. */
const integer = z.string().regex(/^\d+$/).transform(Number).pipe(z.int());
const transactionSchema = z.object({
  tx_hash: z.string().regex(/^[0-9a-f]{64}$/),
  num_confirmations: z.int().min(0),
  block_height: z.int(),
  time_stamp: integer,
  label: z.string(),
  output_details: z.array(
    z.object({ address: z.string(), pk_script: z.string(), output_index: integer, amount: integer, is_our_address: z.boolean() }),
  ),
  previous_outpoints: z.array(z.object({ outpoint: z.string(), is_our_output: z.boolean() })),
});
const answerSchema = z.object({ transactions: z.array(transactionSchema) });
type WalletTransaction = z.infer<typeof transactionSchema>;

/** What lnd calls its own transactions (its `labels` package): a sweep of a channel closed by force spends no output of the wallet. */
const OWN_DOING = /^\d+:(openchannel|closechannel|justicetx|sweep)\b/;

export function createLndChain(client: LndClient, nowMs: () => number, log: Log): ChainWallet {
  const findReplaced = createFindReplaced({
    idAt: async (height) => idOf((await client.ask((lnd) => lnService().getBlockHeader({ lnd, height }))).header),
    block: async (id) => (await client.ask((lnd) => lnService().getBlock({ lnd, id }))).block,
  });

  const walletTransactions = async (afterHeight: number): Promise<WalletTransaction[]> => {
    // Up to -1: the unconfirmed ones too.
    const range = { start_height: afterHeight + 1, end_height: -1 };
    return answerSchema.parse(await client.ask((lnd) => ask(lnd.default, 'getTransactions', range))).transactions;
  };

  /** A closed channel pays what was the node's all along, also where the far end closed it. */
  const closingTransactions = async (): Promise<Set<string | undefined>> => {
    const [closed, pending] = await client.ask((lnd) =>
      Promise.all([lnService().getClosedChannels({ lnd }), lnService().getPendingChannels({ lnd })]),
    );
    return new Set([
      ...closed.channels.map((channel) => channel.close_transaction_id),
      ...pending.pending_channels.map((channel) => channel.close_transaction_id),
    ]);
  };

  const received = async (transactions: readonly WalletTransaction[]): Promise<WalletTransaction[]> => {
    const foreign = transactions.filter(
      ({ label, previous_outpoints, output_details }) =>
        !OWN_DOING.test(label) && !previous_outpoints.some((spent) => spent.is_our_output) && output_details.some((output) => output.is_our_address),
    );
    if (foreign.length === 0) return [];
    const closings = await closingTransactions();
    return foreign.filter(({ tx_hash }) => !closings.has(tx_hash));
  };

  return {
    async createAddress() {
      // Version 0: there are wallets that pay no taproot address yet.
      return (await client.ask((lnd) => lnService().createChainAddress({ lnd, format: 'p2wpkh' }))).address;
    },

    async receipts(afterHeight) {
      // The tip first: what it has is in the answer that follows.
      const { current_block_height: tipHeight } = await client.ask((lnd) => lnService().getWalletInfo({ lnd }));
      const transactions = await received(await walletTransactions(afterHeight));
      const unconfirmed = transactions.filter(({ num_confirmations }) => num_confirmations === 0).map(unconfirmedOf);
      const replaced = await findReplaced(unconfirmed, afterHeight, tipHeight).catch((cause: unknown) => {
        // A block that does not come over a slow line is asked for again with the next look; what is there is told all the same.
        if (!(cause instanceof NodeError)) throw cause;
        log.warn('lnd.block_unread', { reason: cause.message });
        return new Set<string>();
      });
      const receipts = transactions
        .filter(({ tx_hash }) => !replaced.has(tx_hash))
        .flatMap(receiptsOf)
        .filter(({ confirmations, seenAtMs }) => confirmations > 0 || nowMs() - seenAtMs < FORGOTTEN_AFTER_MS);
      return { tipHeight, receipts };
    },

    onReceipt(listener, onEnd) {
      return client.listen((lnd, ended) => {
        const streams = [lnd.default.subscribeTransactions({}), lnd.chain.registerBlockEpochNtfn({})];
        const stops = streams.map((stream) => readStream(stream, () => listener(), ended));
        return () => {
          for (const stop of stops) stop();
        };
      }, onEnd);
    },

    async fees() {
      const { tokens_per_vbyte } = await client.ask((lnd) => lnService().getChainFeeRate({ lnd, confirmation_target: HOUR_BLOCKS }));
      return { hourSatPerVbyte: tokens_per_vbyte };
    },
  };
}

/** A block's id is the hash of its header, written backwards. */
function idOf(headerHex: string): string {
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  return sha256(sha256(Buffer.from(headerHex, 'hex')))
    .reverse()
    .toString('hex');
}

function unconfirmedOf({ tx_hash, previous_outpoints, output_details }: WalletTransaction) {
  return {
    txid: tx_hash,
    spends: previous_outpoints.map(({ outpoint }) => outpoint),
    ownScripts: output_details.filter((output) => output.is_our_address).map((output) => output.pk_script),
  };
}

function receiptsOf({ tx_hash, num_confirmations, block_height, time_stamp, output_details }: WalletTransaction): ChainReceipt[] {
  return output_details
    .filter((output) => output.is_our_address)
    .map(({ address, output_index, amount }) => ({
      outpoint: `${tx_hash}:${output_index}`,
      address,
      amountSat: amount,
      confirmations: num_confirmations,
      blockHeight: num_confirmations > 0 ? block_height : null,
      seenAtMs: time_stamp * 1000,
    }));
}
