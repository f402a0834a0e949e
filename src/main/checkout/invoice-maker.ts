// Codes made to the shop's order by its node: looked at before they are believed, and remembered until somebody has seen
// them, so that none stays open at the node that nobody will ever pay.
import { createHash } from 'node:crypto';
import { TillError } from '../../shared/errors.ts';
import { type LockedQuote, satForMinor } from '../../shared/money.ts';
import { networkPrefix, readPaymentRequest } from '../lightning/bolt11.ts';
import { type CreatedInvoice, type LightningNode, type NewInvoice, NodeError } from '../lightning/lightning-node.ts';
import type { Log } from '../log.ts';
import { lockQuote } from '../rates/lock-quote.ts';
import type { RateSource } from '../rates/rate-source.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { UnseenInvoices } from '../store/unseen-invoices.ts';
import { DUST_SAT, type OnChainAddresses } from './on-chain-addresses.ts';

/** BOLT 11 keeps a description in at most 1023 5-bit words. */
const MAX_MEMO_BYTES = 639;
const PREIMAGE_BYTES = 32;

export interface InvoiceMakerParts {
  /** Null where no node is connected. */
  node: LightningNode | null;
  rates: RateSource;
  shop: () => ShopSettings;
  sales: SaleStore;
  unseen: UnseenInvoices;
  /** Null where the node takes nothing on chain. */
  addresses: OnChainAddresses | null;
  /** What the node's clock is ahead of the till's, ms, as a new invoice shows it. */
  onClock: (offMs: number) => void;
  randomBytes: (size: number) => Uint8Array;
  nowMs: () => number;
  log: Log;
}

/** What a code is asked for with, besides its amount. */
type Terms = Pick<NewInvoice, 'memo' | 'expirySeconds'> & { route: 'hints' | 'blinded'; checkFirst: boolean; onChain: boolean };

export interface MadeInvoice extends CreatedInvoice {
  amountMinor: number;
  amountSat: number;
  /** Where it can be paid on chain too. */
  address: string | null;
  quote: LockedQuote;
  terms: Terms;
  /** Of a hold invoice: what only the till knows until the money is taken. */
  preimage: Uint8Array | null;
}

export interface InvoiceMaker {
  /** Throws NODE_MISSING, RATE_..., or NodeError. */
  make(amountMinor: number): Promise<MadeInvoice>;
  /** Whether it would be made with the same terms now, and its rate still stands. */
  fits(made: MadeInvoice): boolean;
  /** It is in the journal, and watched from now on. */
  seen(made: MadeInvoice): void;
  /** Nobody will see it: it is cancelled at the node, now or with a later sweep. */
  discard(made: MadeInvoice): Promise<void>;
  /** Cancels what was made and never seen: the till stopped in between, or the node was away. */
  cancelUnseen(): Promise<void>;
}

export function createInvoiceMaker({
  node,
  rates,
  shop,
  sales,
  unseen,
  addresses,
  onClock,
  randomBytes,
  nowMs,
  log,
}: InvoiceMakerParts): InvoiceMaker {
  /** Made in this run, and not seen yet. */
  const waiting = new Set<string>();
  let prefix: string | null = null;

  const termsNow = (): Terms => {
    const { name, terminalId, lightning } = shop();
    const { memo, expirySeconds, route, checkFirst } = lightning;
    // What has come on chain cannot be given back unchecked.
    const onChain = lightning.onChain.enabled && !checkFirst;
    return { memo: memoOf(memo, { shop: name, terminal: terminalId }), expirySeconds, route, checkFirst, onChain };
  };

  const cancel = async (from: LightningNode, paymentHash: string) => {
    await from.cancelInvoice(paymentHash);
    unseen.remove(paymentHash);
  };

  /** Throws NodeError when the code is not the one that was asked for: nobody is ever shown it. */
  const look = (created: CreatedInvoice, asked: NewInvoice) => {
    const not = (fault: string, options?: ErrorOptions) =>
      new NodeError('refused', `The node did not make the code that was asked for: ${fault}.`, options);
    let code: ReturnType<typeof readPaymentRequest>;
    try {
      code = readPaymentRequest(created.paymentRequest);
    } catch (cause) {
      throw not('it cannot be read', { cause });
    }
    if (code.paymentHash !== (asked.holdPaymentHash ?? created.paymentHash) || code.paymentHash !== created.paymentHash)
      throw not('it is of another payment');
    if (code.amountMsat !== asked.amountSat * 1000) throw not('it is over another amount');
    if (networkPrefix(created.paymentRequest) !== prefix) throw not('it is of another network');
  };

  /** Throws NodeError. What it gives is remembered, until somebody has seen it. */
  const create = async (from: LightningNode, request: NewInvoice): Promise<CreatedInvoice> => {
    const created = await from.createInvoice(request);
    onClock(created.createdAtMs - nowMs());
    try {
      look(created, request);
      unseen.add(from.nodeId, created.paymentHash);
    } catch (cause) {
      await cancel(from, created.paymentHash).catch((stays: unknown) => log.error('checkout.unseen_invoice_stays', stays));
      throw cause;
    }
    waiting.add(created.paymentHash);
    return created;
  };
  const giveBack = (address: string | null) => {
    if (address !== null) addresses?.giveBack(address);
  };

  return {
    async make(amountMinor) {
      if (!node) throw new TillError('NODE_MISSING');
      const quote = lockQuote(rates, shop().currency, nowMs());
      const amountSat = satForMinor(amountMinor, quote.minorPerBtc);
      const terms = termsNow();
      const preimage = terms.checkFirst ? randomBytes(PREIMAGE_BYTES) : null;
      const { checkFirst: _check, onChain: _chain, ...asked } = terms;
      const holdPaymentHash = preimage && createHash('sha256').update(preimage).digest('hex');
      const request: NewInvoice = { amountSat, ...asked, ...(holdPaymentHash !== null && { holdPaymentHash }) };
      prefix ??= (await node.info()).prefix;
      const wanted = terms.onChain && amountSat >= DUST_SAT ? addresses : null;
      const taking = wanted?.take() ?? Promise.resolve(null);
      try {
        const created = await create(node, request);
        return { ...created, amountMinor, amountSat, address: await taking, quote, terms, preimage };
      } catch (cause) {
        void taking.then(giveBack);
        throw cause;
      }
    },
    fits({ terms, quote }) {
      const now = rates.quote(quote.currency, nowMs());
      if (!now.ok || now.quote.method !== quote.method) return false;
      // The market moves all the time; what a manager has set by hand is meant to hold at once.
      if (quote.method !== 'market' && now.quote.minorPerBtc !== quote.minorPerBtc) return false;
      return JSON.stringify(terms) === JSON.stringify(termsNow());
    },
    seen({ paymentHash }) {
      waiting.delete(paymentHash);
      try {
        unseen.remove(paymentHash);
      } catch (cause) {
        // It is known to the journal, which is asked before anything is cancelled.
        log.error('checkout.seen_invoice_kept', cause);
      }
    },
    async discard({ paymentHash, address }) {
      waiting.delete(paymentHash);
      giveBack(address);
      if (!node) return;
      await cancel(node, paymentHash).catch((cause: unknown) => log.error('checkout.unseen_invoice_stays', cause));
    },
    async cancelUnseen() {
      if (!node) return;
      for (const paymentHash of unseen.all(node.nodeId)) {
        if (waiting.has(paymentHash)) continue;
        try {
          if (sales.invoice(paymentHash)) unseen.remove(paymentHash);
          else await cancel(node, paymentHash);
        } catch (cause) {
          if (!(cause instanceof NodeError) || cause.kind === 'unreachable') throw cause;
          // It takes no money in the normal way any more; what it took all the same is listed by the cursor.
          log.warn('checkout.unseen_invoice_refused', { paymentHash, reason: cause.message });
          unseen.remove(paymentHash);
        }
      }
    },
  };
}

/** The text that the customer's wallet shows, of what a code can hold: `{shop}` and `{terminal}` stand for their names. */
export function memoOf(template: string, names: { shop: string; terminal: string }): string {
  const memo = template.replace(/\{(shop|terminal)\}/g, (_, name: 'shop' | 'terminal') => names[name]);
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(memo)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > MAX_MEMO_BYTES) return kept;
    kept += segment;
  }
  return kept;
}
