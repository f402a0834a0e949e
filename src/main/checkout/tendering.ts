// What is taken at once for the sale in hand, and given back before the sale is complete. What is asked for by a code is not.
import { missingCase, TillError } from '../../shared/errors.ts';
import type { Sale } from '../../shared/sale.ts';
import { isTakenTender, type TakenTender, type Tender } from '../../shared/tender.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Actor } from '../staff/actor.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append } from '../store/journal.ts';
import type { Vouchers } from '../vouchers/vouchers.ts';
import type { Completion } from './completion.ts';
import { factOfSale } from './fact-of-sale.ts';
import type { Hand } from './hand.ts';
import { addTender, replaceTender } from './sale-rules.ts';
import { accountTender, cardTender, cashTender, foreignCashTender, voucherReachMinor, voucherTender } from './tender-rules.ts';

export interface TenderingParts {
  hand: Hand;
  completion: Completion;
  vouchers: Pick<Vouchers, 'find' | 'refuseUnlessGood' | 'codesOfSale'>;
  accounts: Pick<Accounts, 'find'>;
  shop: () => ShopSettings;
  newId: () => string;
}

/** What the customer gives. */
export type Offer =
  /** `partMinor`: what one of several payers is to pay; change comes from what is more. */
  | { kind: 'cash'; givenMinor: number; partMinor?: number | undefined }
  /** Of the terminal beside the till, which has said that it is approved. */
  | { kind: 'card'; amountMinor: number; reference: string }
  /** Without an amount, as much as it can pay. */
  | { kind: 'voucher'; code: string; amountMinor?: number | undefined }
  | { kind: 'account'; customerId: string; amountMinor: number }
  | { kind: 'foreign_cash'; currency: string; foreignMinor: number; partMinor?: number | undefined };

export interface Tendering {
  /**
   * `dueMinor` is what the cashier saw. Pressing twice takes it once. TENDER_NOT_TAKEN for a kind that the shop does not take;
   * NOT_ALLOWED for more on an account than its limit, unless somebody approves it.
   */
  take(request: { saleId: string; dueMinor: number }, offer: Offer, actor: Actor): void;
  giveBack(request: { saleId: string; tenderId: string }, staffId: string): void;
  /** What a voucher is, and how much of the sale in hand it can pay. */
  look(code: string, staffId: string): { number: string; balanceMinor: number; lastDay: string | null; reachMinor: number };
  /** The vouchers that the sale on the screen has sold, with their codes; none of any other. */
  soldVouchers(saleId: string): { number: string; amountMinor: number; code: string }[];
}

export function createTendering({ hand, completion, vouchers, accounts, shop, newId }: TenderingParts): Tendering {
  const tenderFor = (sale: Sale, offer: Offer, actor: Actor): TakenTender => {
    const { tenders, currency } = shop();
    if (!tenders.kinds.includes(offer.kind)) throw new TillError('TENDER_NOT_TAKEN');
    switch (offer.kind) {
      case 'cash':
        return cashTender(sale, offer.givenMinor, currency, newId(), offer.partMinor);
      case 'card':
        return cardTender(sale, offer.amountMinor, offer.reference, newId());
      case 'voucher': {
        const voucher = vouchers.find(offer.code, actor.staffId);
        vouchers.refuseUnlessGood(voucher);
        return voucherTender(sale, voucher, offer.amountMinor ?? null, newId());
      }
      case 'account': {
        const customer = accounts.find(offer.customerId);
        const tender = accountTender(sale, customer, offer.amountMinor, newId());
        const overMinor = customer.balanceMinor + tender.amountMinor - customer.limitMinor;
        if (overMinor > 0) actor.require('manage_customers', { customer: customer.name, overMinor });
        return tender;
      }
      case 'foreign_cash': {
        const notes = tenders.foreignCash.find((one) => one.currency === offer.currency);
        if (!notes) throw new TillError('TENDER_NOT_TAKEN');
        return foreignCashTender(sale, offer.foreignMinor, notes, currency, newId(), offer.partMinor);
      }
      default:
        return missingCase(offer);
    }
  };
  /** The press that completed the sale, once more. */
  const wasTaken = (offer: Offer, last: Tender | undefined, dueMinor: number, staffId: string): boolean => {
    if (last === undefined || last.kind !== offer.kind || last.status !== 'paid' || last.amountMinor !== dueMinor) return false;
    switch (offer.kind) {
      case 'cash':
        return last.kind === 'cash' && last.givenMinor === offer.givenMinor;
      case 'card':
        return last.kind === 'card' && last.reference === offer.reference;
      case 'voucher':
        return last.kind === 'voucher' && last.voucherId === vouchers.find(offer.code, staffId).id;
      case 'account':
        return last.kind === 'account' && last.customerId === offer.customerId;
      case 'foreign_cash':
        return last.kind === 'foreign_cash' && last.currency === offer.currency && last.foreignMinor === offer.foreignMinor;
      default:
        return missingCase(offer);
    }
  };
  return {
    take({ saleId, dueMinor }, offer, actor) {
      const { staffId } = actor;
      const { sale } = hand;
      if (sale.id !== saleId) throw new TillError('SALE_CHANGED');
      if (sale.status === 'completed') {
        if (wasTaken(offer, sale.tenders.at(-1), dueMinor, staffId)) return;
        throw new TillError('SALE_CHANGED');
      }
      if (sale.dueMinor !== dueMinor) throw new TillError('SALE_CHANGED');
      const tender = tenderFor(sale, offer, actor);
      hand.record((append) => {
        const paid = appendTender(append, sale, tender, staffId);
        return { sale: completion.completeWhenPaid(append, paid, staffId), staffId };
      });
    },
    giveBack({ saleId, tenderId }, staffId) {
      const { sale } = hand;
      if (sale.id !== saleId || sale.status !== 'tendering') throw new TillError('SALE_CHANGED');
      const tender = sale.tenders.find(({ id }) => id === tenderId);
      if (!tender || !isTakenTender(tender)) throw new TillError('SALE_CHANGED');
      if (tender.status === 'returned') return;
      if (isAtTerminal(tender)) throw new TillError('CARD_AT_TERMINAL');
      hand.record((append) => {
        returnTender(append, saleId, tender, staffId);
        return { sale: replaceTender(sale, { ...tender, status: 'returned' }), staffId };
      });
    },
    look(code, staffId) {
      const voucher = vouchers.find(code, staffId);
      vouchers.refuseUnlessGood(voucher);
      const { number, balanceMinor, lastDay } = voucher;
      return { number, balanceMinor, lastDay, reachMinor: voucherReachMinor(hand.sale, balanceMinor) };
    },
    soldVouchers: (saleId) => (hand.sale.id === saleId ? vouchers.codesOfSale(saleId) : []),
  };
}

/** The till's own terminal took it: there it goes back, with an intent of its own. */
export function isAtTerminal(tender: Tender): boolean {
  return tender.kind === 'card' && tender.status === 'paid' && tender.terminal !== undefined;
}

/** Within a running fact: the sale with this tender, taken. */
export function appendTender(append: Append, sale: Sale, tender: TakenTender, staffId: string): Sale {
  const lines = tender.amountMinor < sale.dueMinor ? sale.lines : null;
  append('tender_taken', { ...factOfSale(sale), lines, position: sale.tenders.length, tender: asTaken(tender) }, staffId);
  return addTender(sale, tender);
}

/** Within the fact by which it goes back: by the cashier's wish, or because the sale is cancelled. */
export function returnTender(append: Append, saleId: string, tender: TakenTender, staffId: string): void {
  append('tender_returned', { saleId, tender: asTaken(tender) }, staffId);
}

/** What the journal says of it: what became of it is said by the facts that follow. */
function asTaken({ status: _, ...taken }: TakenTender): FactBody<'tender_taken'>['tender'] {
  return taken;
}
