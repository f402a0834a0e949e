// What can come in now. A channel brings what is on the peer's side, less what has to stay there: its reserve, the room for
// the fees of a commitment that it pays for, and what the channel allows to be under way at once.
import type { GetChannelsResult } from 'ln-service';
import type { Capacity } from '../lightning-node.ts';
import type { LndClient } from './client.ts';
import { lnService } from './libraries.ts';
import type { Lnd } from './services.ts';

type Channel = GetChannelsResult['channels'][number];

/** As many parts as lnd's own payers make. */
const MAX_PARTS = 16;
/** BOLT 3: one HTLC's output more on the commitment transaction. */
const HTLC_WEIGHT = 172;

/** What one channel can bring: parts of at most `partSat`, `parts` of them, `totalSat` together. */
export interface Inbound {
  totalSat: number;
  partSat: number;
  parts: number;
}

export function createCapacity(client: LndClient): () => Promise<Capacity> {
  return () =>
    client.ask(async (lnd) => {
      const { channels } = await lnService().getChannels({ lnd, is_active: true });
      return largestIn(await Promise.all(channels.map(async (channel) => inboundOf(channel, await largestPartSat(lnd, channel)))));
    });
}

export function largestIn(channels: readonly Inbound[]): Capacity {
  const parts = channels
    .flatMap(({ totalSat, partSat, parts: most }) => {
      const whole = partSat > 0 ? Math.floor(totalSat / partSat) : 0;
      const sizes = Array.from({ length: Math.min(whole, most, MAX_PARTS) }, () => partSat);
      return whole < most && partSat > 0 ? [...sizes, totalSat - whole * partSat] : sizes;
    })
    .sort((a, b) => b - a);
  return { largestSingleSat: parts[0] ?? 0, largestSat: parts.slice(0, MAX_PARTS).reduce((sum, part) => sum + part, 0) };
}

export function inboundOf(channel: Channel, largestPart: number): Inbound {
  const incoming = channel.pending_payments.filter((payment) => !payment.is_outgoing);
  const pendingSat = incoming.reduce((sum, payment) => sum + payment.tokens, 0);
  const allowedSat = Math.floor(Number(channel.remote_max_pending_mtokens ?? Number.POSITIVE_INFINITY) / 1000) - pendingSat;
  const totalSat = Math.max(0, Math.min(channel.remote_balance - channel.remote_reserve - feeRoomSat(channel), allowedSat));
  return { totalSat, partSat: Math.min(totalSat, largestPart), parts: Math.max(0, (channel.remote_max_htlcs ?? MAX_PARTS) - incoming.length) };
}

/** BOLT 2: whoever opened the channel pays its fees, and keeps enough for one part more at twice the rate. */
function feeRoomSat(channel: Channel): number {
  if (!channel.is_partner_initiated || channel.commit_transaction_weight === 0) return 0;
  const satPerWeight = channel.commit_transaction_fee / channel.commit_transaction_weight;
  const weight = channel.commit_transaction_weight + 2 * HTLC_WEIGHT;
  return Math.max(0, Math.ceil(2 * satPerWeight * weight) - channel.commit_transaction_fee);
}

/** The largest part that the peer passes on, as it has announced for this channel. */
async function largestPartSat(lnd: Lnd, { id, partner_public_key }: Channel): Promise<number> {
  try {
    const { policies } = await lnService().getChannel({ lnd, id });
    const most = policies.find(({ public_key }) => public_key === partner_public_key)?.max_htlc_mtokens;
    return most === undefined ? Number.POSITIVE_INFINITY : Math.floor(Number(most) / 1000);
  } catch (cause) {
    // A channel that is new has announced nothing yet.
    if (Array.isArray(cause) && cause[0] === 404) return Number.POSITIVE_INFINITY;
    throw cause;
  }
}
