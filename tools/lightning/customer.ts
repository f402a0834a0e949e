// The customer's wallet on a test network: pays what it is shown, asks for money, sends on chain.
import { createInvoice, decodePaymentRequest, payViaPaymentRequest, sendToChainAddress } from 'ln-service';
import { adminOf, type NodeDescription } from './lnd.ts';

export interface Paid {
  amountSat: number;
  feeSat: number;
  parts: number;
  /** From the call to its answer. */
  tookMs: number;
}

/** As wallets do by themselves; LND's own is one part. */
const MAX_PARTS = 16;
const CHAIN_SAT_PER_VBYTE = 2;

/** Pays a BOLT 11 code, alone or in a `lightning:` or `bitcoin:` (BIP 21) link. */
export async function payCode(customer: NodeDescription, code: string): Promise<Paid> {
  const lnd = adminOf(customer);
  const request = bolt11Of(code);
  const { tokens } = await decodePaymentRequest({ lnd, request });
  const fromMs = performance.now();
  const paid = await payViaPaymentRequest({ lnd, request, max_paths: MAX_PARTS });
  return { amountSat: tokens, feeSat: paid.safe_fee, parts: paid.paths.length, tookMs: performance.now() - fromMs };
}

function bolt11Of(code: string): string {
  const [scheme, rest = ''] = code.trim().split(/:(.*)/s);
  if (scheme?.toLowerCase() === 'lightning') return rest;
  if (scheme?.toLowerCase() !== 'bitcoin') return code.trim();
  const lightning = [...new URLSearchParams(rest.split('?')[1])].find(([key]) => key.toLowerCase() === 'lightning');
  if (!lightning) throw new Error('this link asks for money on chain only: use send');
  return lightning[1];
}

/** A code that asks the shop for money, as for a refund. */
export async function askForMoney(customer: NodeDescription, amountSat: number): Promise<string> {
  return (await createInvoice({ lnd: adminOf(customer), tokens: amountSat })).request;
}

/** The transaction's id. It waits for a block, which somebody has to make. */
export async function sendOnChain(customer: NodeDescription, address: string, amountSat: number): Promise<string> {
  const sent = await sendToChainAddress({
    lnd: adminOf(customer),
    address,
    tokens: amountSat,
    fee_tokens_per_vbyte: CHAIN_SAT_PER_VBYTE,
    // The change of the last one may still wait for its block.
    utxo_confirmations: 0,
  });
  return sent.id;
}

const FAILURES: Record<string, string> = {
  PaymentPathfindingFailedToFindPossibleRoute: 'no way to the payee has room for so much',
  PaymentRejectedByDestination: 'the payee refused it: paid already, cancelled, expired, or for another amount',
  PaymentAttemptsTimedOut: 'no way to the payee was found in time',
  InsufficientBalanceToAttemptPayment: 'there is not so much money in this wallet',
  InsufficientBalanceToSendToChainAddress: 'there is not so much money on chain in this wallet',
};

/** ln-service throws `[code, 'Name', { err }]`. */
export function failureWords(cause: unknown): string {
  if (!Array.isArray(cause)) return cause instanceof Error ? cause.message : String(cause);
  const [, name, detail] = cause as [number, string, { err?: { details?: string } } | undefined];
  return FAILURES[name] ?? detail?.err?.details ?? name;
}
