// lnd's invoices in our words: what state one is in, and what money reached it. Pure.
import { z } from 'zod';
import { missingCase } from '../../../shared/errors.ts';
import type { InvoiceState, Settlement } from '../lightning-node.ts';

/** 64-bit numbers come as decimal strings. */
const integer = z.string().regex(/^\d+$/).transform(Number).pipe(z.int());
const bytes = z.instanceof(Uint8Array).transform((value) => Buffer.from(value).toString('hex'));
const atMs = integer.transform((seconds) => seconds * 1000);

/** The part of lnrpc.Invoice that is used: the preimage is not looked at. */
const invoiceSchema = z.object({
  r_hash: bytes,
  state: z.enum(['OPEN', 'ACCEPTED', 'SETTLED', 'CANCELED']),
  creation_date: atMs,
  expiry: atMs,
  settle_date: atMs,
  settle_index: integer,
  amt_paid_msat: integer,
  is_keysend: z.boolean(),
  is_amp: z.boolean(),
  htlcs: z.array(
    z.object({
      state: z.enum(['ACCEPTED', 'SETTLED', 'CANCELED']),
      amt_msat: integer,
      accept_time: atMs,
      accept_height: z.int(),
      expiry_height: z.int(),
    }),
  ),
  /** By set id, hex: each payment of an AMP invoice. What a subscription tells has the one that it is about. */
  amp_invoice_state: z.record(
    z.string(),
    z.object({ state: z.enum(['ACCEPTED', 'SETTLED', 'CANCELED']), settle_index: integer, settle_time: atMs, amt_paid_msat: integer }),
  ),
});
export type LndInvoice = z.infer<typeof invoiceSchema>;

export function readInvoice(reply: unknown): LndInvoice {
  return invoiceSchema.parse(reply);
}

/** So many blocks before the parts of a held payment run out lnd gives them back (`invoices.holdexpirydelta`). */
const GIVEN_BACK_BEFORE_BLOCKS = 12;
/** Half of what blocks take on average: nobody can count on the slow ones. */
const SHORT_BLOCK_MS = 300_000;

export function settlementsOf(invoice: LndInvoice): Settlement[] {
  const hash = invoice.r_hash;
  if (invoice.is_amp) {
    return Object.entries(invoice.amp_invoice_state)
      .filter(([, payment]) => payment.state === 'SETTLED')
      .map(([setId, payment]) => ({
        // The payer chooses the set id: alone it must not pass for the hash of another payment.
        settlementId: `${hash}:${setId}`,
        settleIndex: payment.settle_index,
        kind: 'amp' as const,
        paymentHash: hash === '' ? setId : hash,
        receivedMsat: payment.amt_paid_msat,
        settledAtMs: payment.settle_time,
      }))
      .sort((a, b) => a.settleIndex - b.settleIndex);
  }
  if (invoice.state !== 'SETTLED') return [];
  return [
    {
      settlementId: hash,
      settleIndex: invoice.settle_index,
      kind: invoice.is_keysend ? 'keysend' : 'invoice',
      paymentHash: hash,
      receivedMsat: invoice.amt_paid_msat,
      settledAtMs: invoice.settle_date,
    },
  ];
}

export function stateOf(invoice: LndInvoice, nowMs: number): InvoiceState {
  const parts = invoice.htlcs.filter((part) => part.state === 'ACCEPTED');
  const heldMsat = parts.reduce((sum, part) => sum + part.amt_msat, 0);
  const { state } = invoice;
  switch (state) {
    case 'OPEN':
      // lnd keeps an invoice open until all of it is there.
      return heldMsat === 0 ? { status: 'open' } : { status: 'arriving', heldMsat };
    case 'ACCEPTED':
      return { status: 'held', heldMsat, mustDecideByMs: parts.length === 0 ? null : Math.min(...parts.map(givenBackAtMs)) };
    case 'SETTLED':
      return { status: 'settled', settlements: settlementsOf(invoice) };
    case 'CANCELED': {
      const expired = invoice.creation_date + invoice.expiry <= nowMs;
      return { status: 'closed', outcome: expired ? 'expired' : 'cancelled', settlements: settlementsOf(invoice) };
    }
    default:
      return missingCase(state);
  }
}

function givenBackAtMs(part: LndInvoice['htlcs'][number]): number {
  const blocks = part.expiry_height - GIVEN_BACK_BEFORE_BLOCKS - part.accept_height;
  return part.accept_time + Math.max(blocks, 0) * SHORT_BLOCK_MS;
}
