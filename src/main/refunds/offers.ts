// What is offered of a refund: the plan as the books stand, with the ways its money can go. An offer holds ten minutes, as long as
// a customer needs to make a code; when it becomes a fact, it must still be what the books give.
import { TillError } from '../../shared/errors.ts';
import type { LineItem } from '../../shared/line-item.ts';
import type { OfferedLeg, OfferedWay, RefundLeg, RefundOffer, RefundWish } from '../../shared/refund.ts';
import { refundSat, standing } from '../../shared/refund-money.ts';
import type { Hand } from '../checkout/hand.ts';
import { lockQuote } from '../rates/lock-quote.ts';
import type { RateSource } from '../rates/rate-source.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import { payableMinor } from './credits.ts';
import type { Payouts } from './payouts.ts';
import { type Plan, type PlannedLeg, planOf, planWithoutReceipt, refused, type SaleBooks } from './planning.ts';
import type { RefundVouchers } from './refund-vouchers.ts';
import { createWays, type Ways } from './ways.ts';

/** As long as a customer needs to make a code over the amount. */
const OFFER_HOLDS_MS = 10 * 60_000;

/** What is to be refunded: a part of a sale, or goods without a receipt. `exchange`: to the credit of the sale in hand first. */
export type RefundRequest = { exchange: boolean } & (
  | { saleId: string; wish: RefundWish }
  | { saleId: null; lines: LineItem[]; restock: readonly string[] }
);

export interface MadeOffer {
  offer: RefundOffer;
  request: RefundRequest;
  plan: Plan;
  saleReceiptNumber: string | null;
  /** Legs of this sale's refunds that stand already. */
  standing: RefundLeg[];
}

export interface OffersParts {
  sales: SaleStore;
  store: RefundStore;
  hand: Hand;
  rates: RateSource;
  payouts: Pick<Payouts, 'obstacle'>;
  vouchers: RefundVouchers | null;
  shop: () => ShopSettings;
  newId: () => string;
  nowMs: () => number;
}

export interface Offers {
  ways: Ways;
  books(saleId: string): SaleBooks;
  make(request: RefundRequest, staffId: string): RefundOffer;
  /** REFUND_REFUSED `offer_over`. */
  made(offerId: string): MadeOffer;
  /** REFUND_REFUSED `offer_over` when the books have changed since. */
  refuseWhenChanged(offer: MadeOffer): void;
  forget(offerId: string): void;
}

export function createOffers({ sales, store, hand, rates, payouts, vouchers, shop, newId, nowMs }: OffersParts): Offers {
  const offers = new Map<string, MadeOffer>();

  const books = (saleId: string): SaleBooks => {
    const sale = sales.sale(saleId)?.sale;
    if (sale?.status !== 'completed') throw new TillError('NOT_FOUND');
    const unusedVouchers = (lineId: string) => vouchers?.unusedCount(saleId, lineId) ?? 0;
    return { sale, refunds: store.ofSale(saleId), lost: store.lostOf(saleId), unusedVouchers };
  };
  const planFor = (request: RefundRequest): Pick<MadeOffer, 'plan' | 'saleReceiptNumber' | 'standing'> => {
    const creditMinor = request.exchange ? payableMinor(hand) : 0;
    if (request.saleId === null) {
      const plan = planWithoutReceipt(request.lines, new Set(request.restock), { ...shop(), promotions: [] }, creditMinor);
      return { plan, saleReceiptNumber: null, standing: [] };
    }
    const now = books(request.saleId);
    const legs = standing(now.refunds).flatMap((refund) => refund.legs);
    return { plan: planOf(now, request.wish, creditMinor), saleReceiptNumber: now.sale.receiptNumber, standing: legs };
  };

  const atToday = (amountMinor: number): Extract<OfferedWay, { kind: 'lightning' }>['today'] => {
    try {
      const quote = lockQuote(rates, shop().currency, nowMs());
      return { amountSat: refundSat(amountMinor, quote.minorPerBtc), quote };
    } catch (cause) {
      if (cause instanceof TillError) return null;
      throw cause;
    }
  };
  const lightning = ({ amountMinor, takes }: PlannedLeg, staffId: string): Extract<OfferedWay, { kind: 'lightning' }> => {
    const originalSat = Math.floor(takes.reduce((sum, { msat }) => sum + msat, 0) / 1000);
    const today = atToday(amountMinor);
    const { rate } = shop().lightning.refund;
    const amountSat = rate === 'original' ? originalSat : (today?.amountSat ?? null);
    return { kind: 'lightning', originalSat, today, rate, amountSat, obstacle: payouts.obstacle(staffId) };
  };
  const ways = createWays({
    currency: () => shop().currency,
    foreignStepMinor: (currency) => shop().tenders.foreignCash.find((foreign) => foreign.currency === currency)?.stepMinor ?? 1,
    lightning,
    vouchers,
  });

  return {
    ways,
    books,
    make(request, staffId) {
      for (const [id, { offer }] of offers) if (offer.expiresAtMs <= nowMs()) offers.delete(id);
      const planned = planFor(request);
      const { lines, tipMinor, tipTax, taxes, amountMinor, legs } = planned.plan;
      const offeredLegs = legs.map(
        (leg): OfferedLeg => ({
          id: newId(),
          from: leg.from?.kind ?? null,
          amountMinor: leg.amountMinor,
          ways: ways.offered(leg, planned.standing, staffId),
        }),
      );
      const expiresAtMs = nowMs() + OFFER_HOLDS_MS;
      const offer: RefundOffer = { id: newId(), saleId: request.saleId, lines, tipMinor, tipTax, taxes, amountMinor, legs: offeredLegs, expiresAtMs };
      offers.set(offer.id, { offer, request, ...planned });
      return offer;
    },
    made(offerId) {
      const made = offers.get(offerId);
      if (!made || made.offer.expiresAtMs <= nowMs()) throw refused('offer_over');
      return made;
    },
    refuseWhenChanged({ request, plan }) {
      if (canonicalJson(planFor(request).plan) !== canonicalJson(plan)) throw refused('offer_over');
    },
    forget: (offerId) => void offers.delete(offerId),
  };
}
