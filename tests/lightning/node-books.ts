// What a node itself says that it received: what the till's books are held against.
import { getInvoices } from 'ln-service';
import { adminOf, type NodeDescription } from '../../tools/lightning/lnd.ts';
import type { Received } from '../crash/audit.ts';

const PAGE = 500;

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

/** The preimages that the node knows; of money that was held and went back it never knew one. */
export async function preimagesAt(node: NodeDescription): Promise<Buffer[]> {
  const lnd = adminOf(node);
  const { invoices } = await getInvoices({ lnd, limit: PAGE });
  return invoices.map(({ secret }) => Buffer.from(secret, 'hex')).filter((preimage) => preimage.some((byte) => byte !== 0));
}
