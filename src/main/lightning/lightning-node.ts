// A Lightning node in our words. Implementations keep their library's words to themselves.
// Everything that moves money is idempotent by its payment hash.

export type InvoiceState =
  | { status: 'open' }
  /** Parts of it are held, not settled yet. */
  | { status: 'arriving'; heldMsat: number }
  | { status: 'settled'; settlements: Settlement[] }
  /** Expired or cancelled at the node: it will not be paid in the normal way. Money may still have come. */
  | { status: 'closed'; outcome: 'expired' | 'cancelled'; settlements: Settlement[] };

/** Money that reached the node. `settleIndex` is the node's own, ascending and never used twice. */
export interface Settlement {
  settleIndex: number;
  paymentHash: string;
  receivedMsat: number;
  settledAtMs: number;
}

export interface CreatedInvoice {
  /** 32 bytes, lower-case hex. */
  paymentHash: string;
  /** BOLT 11, lower case. */
  paymentRequest: string;
  createdAtMs: number;
  expiresAtMs: number;
}

export interface NodeInfo {
  /** The identity public key, hex. */
  nodeId: string;
  alias: string;
  /** The BOLT 11 human-readable prefix of its network: `lnbc`, `lnbcrt`, ... */
  prefix: string;
}

export type RefundOutcome = { status: 'paid' } | { status: 'failed'; reason: string } | { status: 'in_flight' } | { status: 'unknown' };

/** The node says no or is not there. `reason` is for people and has no secret in it. */
export class NodeError extends Error {
  readonly kind: 'unreachable' | 'refused';

  constructor(kind: 'unreachable' | 'refused', reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'NodeError';
    this.kind = kind;
  }
}

export interface LightningNode {
  info(): Promise<NodeInfo>;
  /** The largest amount that can be received now, in sat; null when the node cannot say. */
  canReceiveSat(): Promise<number | null>;
  /** `memo` is what the customer's wallet shows; no sale id in it. Throws NodeError. */
  createInvoice(request: { amountSat: number; memo: string; expirySeconds: number }): Promise<CreatedInvoice>;
  /**
   * Tells the invoice's state now and at each change, until disposed. Watching again is the reconciliation: the current
   * state comes first, always. `onEnd` is called once when the watch breaks; the caller watches again.
   */
  watchInvoice(paymentHash: string, onState: (state: InvoiceState) => void, onEnd: (error: NodeError) => void): () => void;
  /** An invoice that the node does not know, or not any more, is closed as cancelled: nobody can pay it. To a watch, too. */
  invoiceState(paymentHash: string): Promise<InvoiceState>;
  /** Resolves when the node will take no more money for it in the normal way. INVOICE already settled: refused. */
  cancelInvoice(paymentHash: string): Promise<void>;
  /** All settlements with an index above `afterIndex`, ascending, at most `limit`: the cursor for what nobody watches. */
  settlementsAfter(afterIndex: number, limit: number): Promise<Settlement[]>;
  /** Told at once when anything settles, watched or not; only a wake-up, `settlementsAfter` has the facts. Disposer. */
  onSettlement(listener: () => void): () => void;
  /** What a BOLT 11 code asks for. Throws NodeError `refused` when it is none, of another network, or expired. */
  readPaymentRequest(paymentRequest: string): Promise<{ paymentHash: string; amountMsat: number | null; expiresAtMs: number }>;
  /** Pays a refund; the same payment hash is never paid twice. */
  payInvoice(request: { paymentRequest: string; amountMsat: number }): Promise<RefundOutcome>;
  /** What became of a payment sent before: `unknown` when the node never heard of it. */
  paymentOutcome(paymentHash: string): Promise<RefundOutcome>;
  close(): Promise<void>;
}
