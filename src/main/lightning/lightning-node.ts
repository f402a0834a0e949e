// A Lightning node in our words. Implementations keep their library's words to themselves.
// Everything that moves money is idempotent by its payment hash.
import type { LightningSettings, NodeInfo, NodeTrouble } from '../../shared/lightning.ts';
import type { ChainWallet } from './chain-wallet.ts';
import type { NodeCare } from './node-care.ts';

export type { NodeInfo } from '../../shared/lightning.ts';

export type InvoiceState =
  | { status: 'open' }
  /** Parts of it are held, not settled yet: more is to come. */
  | { status: 'arriving'; heldMsat: number }
  /** All of it is held for a hold invoice: it waits for `settleInvoice` or `cancelInvoice`, until `mustDecideByMs` at the latest. */
  | { status: 'held'; heldMsat: number; mustDecideByMs: number | null }
  | { status: 'settled'; settlements: Settlement[] }
  /** Expired or cancelled at the node: it will not be paid in the normal way. Money may still have come. */
  | { status: 'closed'; outcome: 'expired' | 'cancelled'; settlements: Settlement[] };

/**
 * How money reached the node. `keysend` and `amp` come without an invoice of ours, or to one that can be paid many times.
 */
export type SettlementKind = 'invoice' | 'amp' | 'keysend';

/** Money that reached the node. */
export interface Settlement {
  /**
   * One settlement's own name at any node, for ever: the payment hash for what settles once (BOLT 11, keysend), with the set
   * id for each payment of an AMP invoice. The key of what is recorded: unlike the index it survives a node that was restored.
   */
  settlementId: string;
  /** The node's own, ascending: the cursor. It begins again when a node's database is migrated or restored. */
  settleIndex: number;
  kind: SettlementKind;
  paymentHash: string;
  receivedMsat: number;
  settledAtMs: number;
}

export interface NewInvoice {
  amountSat: number;
  /** What the customer's wallet shows; no sale id in it. */
  memo: string;
  expirySeconds: number;
  /** How payers find a node whose channels are private; `hints` where it is left out, or the node cannot do better. */
  route?: LightningSettings['route'];
  /** Present for a hold invoice: the SHA-256 of a preimage that only the till knows (32 bytes, hex). */
  holdPaymentHash?: string;
}

export interface CreatedInvoice {
  /** 32 bytes, lower-case hex. */
  paymentHash: string;
  /** BOLT 11, lower case. */
  paymentRequest: string;
  createdAtMs: number;
  expiresAtMs: number;
}

/** What can come in now, reserves and parts in flight considered. */
export interface Capacity {
  /** The largest payment in one part: the best channel's. */
  largestSingleSat: number;
  /** The largest payment in many parts: all channels together. */
  largestSat: number;
}

export type RefundOutcome =
  | { status: 'paid'; feeMsat: number }
  | { status: 'failed'; reason: string }
  | { status: 'in_flight' }
  /** The node never heard of it. */
  | { status: 'unknown' };

/**
 * The node says no to this (`refused`), or nothing can be asked of it now (`unreachable`, and `trouble` says why).
 * `reason` is for people and has no secret in it.
 */
export class NodeError extends Error {
  readonly kind: 'unreachable' | 'refused';
  readonly trouble: NodeTrouble;

  constructor(kind: 'unreachable' | 'refused', reason: string, options?: ErrorOptions & { trouble?: NodeTrouble }) {
    super(reason, options);
    this.name = 'NodeError';
    this.kind = kind;
    this.trouble = options?.trouble ?? 'unreachable';
  }
}

/** What the till can do with the credential it runs on: ask for money and look. It cannot spend. */
export interface LightningNode {
  /** Whose money it is: the identity public key (hex) that the till was connected with. Another one is not talked to (`other_node`). */
  readonly nodeId: string;
  info(): Promise<NodeInfo>;
  /** Null when the node cannot say. */
  capacity(): Promise<Capacity | null>;
  /** Throws NodeError. */
  createInvoice(request: NewInvoice): Promise<CreatedInvoice>;
  /**
   * Tells the invoice's state now and at each change, until disposed. Watching again is the reconciliation: the current
   * state comes first, always. `onEnd` is called once when the watch breaks; the caller watches again.
   */
  watchInvoice(paymentHash: string, onState: (state: InvoiceState) => void, onEnd: (error: NodeError) => void): () => void;
  /** An invoice that the node does not know, or not any more, is closed as cancelled: nobody can pay it. To a watch, too. */
  invoiceState(paymentHash: string): Promise<InvoiceState>;
  /** Resolves when the node will take no more money for it in the normal way; held money goes back. Already settled: refused. */
  cancelInvoice(paymentHash: string): Promise<void>;
  /** Takes the money that is held for a hold invoice. `preimage`: 32 bytes, hex. The same again changes nothing. */
  settleInvoice(preimage: string): Promise<void>;
  /** All settlements with an index above `afterIndex`, ascending, at most `limit`: the cursor for what nobody watches. */
  settlementsAfter(afterIndex: number, limit: number): Promise<Settlement[]>;
  /** Told at once when anything settles, watched or not; only a wake-up, `settlementsAfter` has the facts. Disposer. */
  onSettlement(listener: () => void): () => void;
  /** What a BOLT 11 code asks for. Throws NodeError `refused` when it is none, of another network, or expired. */
  readPaymentRequest(paymentRequest: string): Promise<PaymentRequestContent>;
  /** What became of a payment sent before: `unknown` when the node never heard of it. */
  paymentOutcome(paymentHash: string): Promise<RefundOutcome>;
  /** Receiving on chain; null where the node cannot. */
  readonly chain: ChainWallet | null;
  /** Backups, watchtowers, health; null where there is nothing to look after. */
  readonly care: NodeCare | null;
  close(): Promise<void>;
}

export interface PaymentRequestContent {
  paymentHash: string;
  /** Null for a code over no amount. */
  amountMsat: number | null;
  expiresAtMs: number;
  /** The payee's node id, hex. */
  payee: string;
}

/** What spends: opened with another credential, by a manager's PIN, and closed again when the work is done. */
export interface SpendingNode {
  /** Resolves when it answers and honours the credential: what cannot be sent is known before it is said to be on its way. NodeError. */
  reach(): Promise<void>;
  /** Pays a BOLT 11 code once, whatever is asked how often; fees up to `maxFeeMsat`. */
  payInvoice(request: { paymentRequest: string; amountMsat: number; maxFeeMsat: number }): Promise<RefundOutcome>;
  /** Sends from the chain wallet; resolves with the transaction's id. `label` is the transaction's name at the node, to find it by. */
  sendToAddress(request: { address: string; amountSat: number; satPerVbyte: number; label: string }): Promise<string>;
  /** From here on the node's channel states go to this tower too. */
  addWatchtower(tower: { towerId: string; socket: string }): Promise<void>;
  close(): Promise<void>;
}

/** Where a SpendingNode comes from. */
export interface Spending {
  /** Whether the node can spend with this person's PIN at all. */
  ready(staffId: string): boolean;
  /** PIN_WRONG, PIN_LOCKED, SPENDING_MISSING (no credential of this person's is there), or NodeError. */
  open(staffId: string, pin: string): Promise<SpendingNode>;
}
