// Looking after an lnd: its channel backups, its watchtowers and the money in its chain wallet. Asked of lnd's bare services:
// ln-service takes a node that is out of reach for a backup that cannot be read.
import { z } from 'zod';
import type { WatchtowerView } from '../../../shared/lightning-care.ts';
import { NodeError } from '../lightning-node.ts';
import type { ChannelBackup, NodeCare } from '../node-care.ts';
import { type LndClient, readStream } from './client.ts';
import { ask, type Lnd } from './services.ts';
import { refusal, wordsOf } from './trouble.ts';

/** "Within about an hour", in blocks. */
const HOUR_BLOCKS = 6;

/** lnd writes 64-bit integers as decimal strings. */
const integer = z.string().regex(/^\d+$/).transform(Number).pipe(z.int());
const bytes = z.instanceof(Uint8Array);

const snapshotSchema = z.object({ multi_chan_backup: z.object({ chan_points: z.array(z.unknown()), multi_chan_backup: bytes }) });
const towersSchema = z.object({
  towers: z.array(
    z.object({
      pubkey: bytes,
      addresses: z.array(z.string()),
      // One for each type of channel.
      session_info: z.array(z.object({ active_session_candidate: z.boolean(), num_sessions: z.int() })),
    }),
  ),
});
const balanceSchema = z.object({ confirmed_balance: integer, reserved_balance_anchor_chan: integer });
const feeSchema = z.object({ fee_sat: integer, sat_per_vbyte: integer });
const transactionsSchema = z.object({ transactions: z.array(z.object({ tx_hash: z.string(), label: z.string() })) });

/** How lnd says that it has no client for towers: not built in, or not switched on. */
const NO_TOWER_CLIENT = /unknown service wtclientrpc|watchtower client not active/i;
const TOO_LITTLE = /insufficient funds/i;

export function createLndCare(client: LndClient): NodeCare {
  /** Null where lnd says `pattern`; every other failure stays one. */
  const unless = async <T>(pattern: RegExp, question: (lnd: Lnd) => Promise<T>): Promise<T | null> =>
    client.ask(async (lnd) => {
      try {
        return await question(lnd);
      } catch (cause) {
        if (pattern.test(wordsOf(cause))) return null;
        throw cause;
      }
    });

  const estimate = (address: string, amountSat: number) =>
    unless(TOO_LITTLE, (lnd) => ask(lnd.default, 'estimateFee', { AddrToAmount: { [address]: amountSat }, target_conf: HOUR_BLOCKS }));

  return {
    async channelBackup() {
      return backupOf(await client.ask((lnd) => ask(lnd.default, 'exportAllChannelBackups', {})));
    },

    onChannelBackup(listener, onEnd) {
      return client.listen(
        (lnd, ended) => readStream(lnd.default.subscribeChannelBackups({}), (snapshot) => listener(backupOf(snapshot)), ended),
        onEnd,
      );
    },

    async verifyBackup(backup) {
      try {
        const multi = { multi_chan_backup: { chan_points: [], multi_chan_backup: backup } };
        await client.ask((lnd) => ask(lnd.default, 'verifyChanBackup', multi));
        return true;
      } catch (cause) {
        if (cause instanceof NodeError && cause.kind === 'refused') return false;
        throw cause;
      }
    },

    async watchtowers() {
      const reply = await unless(NO_TOWER_CLIENT, (lnd) => ask(lnd.tower_client, 'listTowers', { include_sessions: true }));
      return reply === null ? null : towersSchema.parse(reply).towers.map(towerOf);
    },

    async chainFunds() {
      const balance = balanceSchema.parse(await client.ask((lnd) => ask(lnd.default, 'walletBalance', {})));
      const reservedSat = balance.reserved_balance_anchor_chan;
      return { reservedSat, spendableSat: Math.max(balance.confirmed_balance - reservedSat, 0) };
    },

    async takesAddress(address) {
      // lnd would read a node's public key as an address of the oldest kind.
      if (/^[0-9a-f]+$/i.test(address)) return false;
      try {
        // The least that a transaction can carry; that there is too little for it is said after the address was read.
        await estimate(address, 1_000);
        return true;
      } catch (cause) {
        if (cause instanceof NodeError && cause.kind === 'refused') return false;
        throw cause;
      }
    },

    async sendingCost({ address, amountSat }) {
      const reply = await estimate(address, amountSat);
      if (reply === null) throw refusal('The node has too little for this amount and its fee.');
      const { fee_sat, sat_per_vbyte } = feeSchema.parse(reply);
      return { feeSat: fee_sat, satPerVbyte: Math.max(sat_per_vbyte, 1) };
    },

    async findSent(label) {
      const { transactions } = transactionsSchema.parse(await client.ask((lnd) => ask(lnd.default, 'getTransactions', { end_height: -1 })));
      const sent = transactions.find((transaction) => transaction.label === label);
      return sent ? { txid: sent.tx_hash } : null;
    },
  };
}

function backupOf(snapshot: unknown): ChannelBackup {
  const { multi_chan_backup: multi } = snapshotSchema.parse(snapshot);
  return { bytes: multi.multi_chan_backup, channelCount: multi.chan_points.length };
}

function towerOf({ pubkey, addresses, session_info }: z.infer<typeof towersSchema>['towers'][number]): WatchtowerView {
  const used = session_info.filter((session) => session.active_session_candidate);
  return {
    towerId: Buffer.from(pubkey).toString('hex'),
    sockets: addresses,
    state: used.length === 0 ? 'inactive' : used.some((session) => session.num_sessions > 0) ? 'watching' : 'waiting',
  };
}
