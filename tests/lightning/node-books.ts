// What a node itself says that it received: what the till's books are held against.
import { getInvoices, getPayments, getPendingPayments } from 'ln-service';
import { adminOf, type NodeDescription } from '../../tools/lightning/lnd.ts';
import { until } from '../../tools/lightning/until.ts';
import type { Received } from '../crash/audit.ts';

const PAGE = 1000;
const ALL_ENDED_MS = 120_000;

/** All settled invoices, in the order of their payment hashes, which are their settlements' ids. */
export async function receivedAt(node: NodeDescription): Promise<Received[]> {
  const lnd = adminOf(node);
  const received: Received[] = [];
  let token: string | undefined;
  do {
    const page = await getInvoices({ lnd, ...(token === undefined ? { limit: PAGE } : { token }) });
    for (const invoice of page.invoices) {
      if (invoice.is_confirmed) received.push({ settlement_id: invoice.id, received_msat: Number(invoice.received_mtokens) });
    }
    token = page.next;
  } while (token !== undefined);
  return received.sort((a, b) => (a.settlement_id < b.settlement_id ? -1 : 1));
}

export function totalOf(received: readonly Received[]): { count: number; msat: number } {
  return { count: received.length, msat: received.reduce((sum, { received_msat }) => sum + received_msat, 0) };
}

/**
 * What a payer's node has sent, without fees: what went through by its own list, since the answer to a payment's call may come
 * before its end. Resolves when nothing is on its way any more.
 */
export async function sentBy(node: NodeDescription): Promise<{ count: number; msat: number }> {
  const lnd = adminOf(node);
  await until(`all payments of ${node.name} have ended`, async () => (await getPendingPayments({ lnd })).payments.length === 0, ALL_ENDED_MS);
  const { payments } = await getPayments({ lnd, limit: PAGE });
  const sent = payments.filter((payment) => payment.is_confirmed);
  return { count: sent.length, msat: sent.reduce((sum, payment) => sum + Number(payment.mtokens), 0) };
}

/** The preimages that the node knows; of money that was held and went back it never knew one. */
export async function preimagesAt(node: NodeDescription): Promise<Buffer[]> {
  const lnd = adminOf(node);
  const { invoices } = await getInvoices({ lnd, limit: PAGE });
  return invoices.map(({ secret }) => Buffer.from(secret, 'hex')).filter((preimage) => preimage.some((byte) => byte !== 0));
}
