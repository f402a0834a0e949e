// Credit of an exchange: what goods brought back are worth to the sale in hand. It is used by a tender of that sale; what is not
// used, or comes back because the sale is cancelled, stays listed until it is used in another one or given back.
import { TillError } from '../../shared/errors.ts';
import type { CurrencyCode } from '../../shared/money.ts';
import { roundForCash } from '../../shared/money.ts';
import type { RefundCredit } from '../../shared/refund-state.ts';
import { shopDay } from '../../shared/shop-day.ts';
import type { ExchangeTender } from '../../shared/tender.ts';
import type { Completion } from '../checkout/completion.ts';
import type { Draft, Hand } from '../checkout/hand.ts';
import { requireOwner } from '../checkout/parking.ts';
import { refuseUnlessPayable } from '../checkout/sale-rules.ts';
import { appendTender } from '../checkout/tendering.ts';
import type { Actor } from '../staff/actor.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { RefundStore } from '../store/refund-store.ts';
import { refused } from './planning.ts';
import { putOnVoucher, type RefundVouchers } from './refund-vouchers.ts';

export interface CreditsParts {
  hand: Hand;
  journal: Journal;
  store: RefundStore;
  completion: Pick<Completion, 'completeWhenPaid'>;
  /** Null where none are issued. */
  vouchers: RefundVouchers | null;
  shop: () => ShopSettings;
  newId: () => string;
  nowMs: () => number;
}

export interface Credits {
  /** Within a running transaction: of the refund's credit as much as is due becomes a tender of the sale in hand. */
  use(append: Append, refundId: string, staffId: string): Partial<Draft>;
  /** The same for credit that is listed. SALE_EMPTY or SALE_HAS_PAYMENT where nothing can be paid now; ALREADY_DONE. */
  useListed(refundId: string, actor: Actor): void;
  /** What is left of it goes back, all of it. ALREADY_DONE. */
  giveBack(request: { refundId: string; kind: 'cash' | 'voucher'; reason: string }, staffId: string): void;
}

/** What is due of the sale in hand, if it can be paid at this moment. */
export function payableMinor(hand: Hand): number {
  refuseUnlessPayable(hand.sale);
  return hand.sale.dueMinor;
}

function cashOf(amountMinor: number, currency: CurrencyCode): { kind: 'cash'; roundingMinor: number } {
  const handedMinor = roundForCash(amountMinor, currency);
  if (handedMinor <= 0) throw refused('too_small');
  return { kind: 'cash', roundingMinor: handedMinor - amountMinor };
}

export function createCredits({ hand, journal, store, completion, vouchers, shop, newId, nowMs }: CreditsParts): Credits {
  const open = (refundId: string): RefundCredit => {
    const credit = store.credit(refundId);
    if (!credit) throw new TillError('NOT_FOUND');
    if (credit.leftMinor <= 0) throw new TillError('ALREADY_DONE');
    return credit;
  };

  const use: Credits['use'] = (append, refundId, staffId) => {
    const { sale } = hand;
    const { receiptNumber, leftMinor } = open(refundId);
    const amountMinor = Math.min(leftMinor, payableMinor(hand));
    const tender: ExchangeTender = { kind: 'exchange', id: newId(), status: 'paid', amountMinor, refundId, receiptNumber };
    return { sale: completion.completeWhenPaid(append, appendTender(append, sale, tender, staffId), staffId), staffId };
  };

  return {
    use,
    useListed(refundId, actor) {
      open(refundId);
      requireOwner(hand.sale, actor);
      payableMinor(hand);
      hand.record((append) => use(append, refundId, actor.staffId));
    },
    giveBack({ refundId, kind, reason }, staffId) {
      const { receiptNumber, leftMinor: amountMinor } = open(refundId);
      const { day } = shopDay(nowMs(), shop());
      journal.transact((append) => {
        const way =
          kind === 'cash'
            ? cashOf(amountMinor, shop().currency)
            : putOnVoucher(vouchers, append, { refundId, legId: newId(), amountMinor, onto: null }, staffId);
        append('credit_given_back', { refundId, receiptNumber, amountMinor, way, reason, day }, staffId);
      });
    },
  };
}
