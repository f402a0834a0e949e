// What a refund would be, from what stands in the books at this moment: which goods at which worth, and which tenders the money
// is taken from. The same wish asked again gives the same plan as long as nothing has changed: that is how an offer is held
// against the books in the moment in which it becomes a fact.
import { TillError } from '../../shared/errors.ts';
import type { LineItem } from '../../shared/line-item.ts';
import type { Refund, RefundWish, Take } from '../../shared/refund.ts';
import {
  allOf,
  goodsLeft,
  grossOf,
  type LineLeft,
  partOf,
  type RefundLine,
  spreadOver,
  taxesOf,
  withoutVouchers,
} from '../../shared/refund-goods.ts';
import type { Share } from '../../shared/refund-money.ts';
import { moneyLeft, moneyMinor, standing, type TenderLeft, takeFrom } from '../../shared/refund-money.ts';
import type { Sale } from '../../shared/sale.ts';
import type { Tender } from '../../shared/tender.ts';
import { lessTipTax, tipTaxPart } from '../../shared/tip-tax.ts';
import { type Pricing, type TaxTotal, totalsOf } from '../../shared/totals.ts';
import { isVoucherLine } from '../../shared/voucher.ts';

/** A completed sale with what has gone back of it. */
export interface SaleBooks {
  sale: Sale;
  refunds: Refund[];
  lost: Share;
  /** Of a line that sells vouchers, how many nobody has used. */
  unusedVouchers: (lineId: string) => number;
}

/** What is left of a sale. */
export interface SaleLeft {
  goods: LineLeft[];
  tipMinor: number;
  tipTax: TaxTotal | null;
  /** In the order in which they were paid. */
  money: TenderLeft[];
  /** Goods and tip, as far as there is money left. */
  amountMinor: number;
}

export interface PlannedLeg {
  /** Null without a receipt, and where it pays a part of the sale in hand. */
  from: Tender | null;
  /** It becomes credit for the sale in hand. */
  exchange: boolean;
  amountMinor: number;
  takes: Take[];
}

export interface Plan {
  lines: RefundLine[];
  tipMinor: number;
  tipTax: TaxTotal | null;
  taxes: TaxTotal[];
  amountMinor: number;
  legs: PlannedLeg[];
}

export function leftOf({ sale, refunds, lost, unusedVouchers }: SaleBooks): SaleLeft {
  const stand = standing(refunds);
  const goods = goodsLeft(
    sale,
    stand.flatMap(({ lines }) => lines),
  ).map((line) => (isVoucherLine(line.line) ? unusedOf(line, unusedVouchers(line.line.id)) : line));
  const tipMinor = stand.reduce((left, refund) => left - refund.tipMinor, sale.tipMinor);
  const tipTax = stand.reduce((left, refund) => lessTipTax(left, refund.tipTax), sale.tipTax);
  const money = moneyLeft(sale, refunds, lost);
  return { goods, tipMinor, tipTax, money, amountMinor: Math.min(grossOf(goods) + tipMinor, moneyMinor(money)) };
}

/** What is left of a line that sells vouchers is as many as nobody has used: the others have gone for goods. */
function unusedOf(left: LineLeft, unused: number): LineLeft {
  if (unused >= left.quantity) return left;
  const { quantity, netMinor, taxMinor, grossMinor } = partOf(left, unused, false);
  return { ...left, quantity, netMinor, taxMinor, grossMinor };
}

/** REFUND_REFUSED `nothing_left`, `too_much`; NOT_FOUND for a line that is none of the sale's. */
export function planOf(books: SaleBooks, wish: RefundWish, exchangeMinor: number): Plan {
  const left = leftOf(books);
  if (left.amountMinor <= 0) throw refused('nothing_left');
  const { lines, tipMinor } = partsOf(left, wish);
  const amountMinor = grossOf(lines) + tipMinor;
  if (amountMinor > left.amountMinor) throw refused('too_much');
  if (amountMinor <= 0) throw refused('nothing_left');
  const legs = legsOf(left.money, amountMinor, Math.min(exchangeMinor, amountMinor));
  return { lines, tipMinor, tipTax: tipTaxPart(left.tipTax, tipMinor), taxes: taxesOf(lines), amountMinor, legs };
}

function partsOf(left: SaleLeft, wish: RefundWish): { lines: RefundLine[]; tipMinor: number } {
  switch (wish.kind) {
    case 'whole': {
      const goodsMinor = Math.min(grossOf(left.goods), left.amountMinor);
      const all = allOf(left.goods, wish.restock);
      // Where money was lost on chain there is less of it than goods.
      return { lines: grossOf(all) === goodsMinor ? all : worth(all, left.goods, goodsMinor), tipMinor: left.amountMinor - goodsMinor };
    }
    case 'amount':
      if (wish.amountMinor > grossOf(withoutVouchers(left.goods))) throw refused('too_much');
      return { lines: spreadOver(withoutVouchers(left.goods), wish.amountMinor), tipMinor: 0 };
    case 'lines': {
      if (wish.tipMinor > left.tipMinor) throw refused('too_much');
      const asked = new Map(wish.lines.map((line) => [line.lineId, line]));
      const lines = left.goods.flatMap((line) => {
        const part = asked.get(line.line.id);
        asked.delete(line.line.id);
        if (!part || part.quantity === 0) return [];
        if (part.quantity > line.quantity) throw refused('too_much');
        return partOf(line, part.quantity, part.restock);
      });
      if (asked.size > 0) throw new TillError('NOT_FOUND');
      return { lines, tipMinor: wish.tipMinor };
    }
  }
}

/** All goods come back, for that much of their worth. */
function worth(all: readonly RefundLine[], left: readonly LineLeft[], amountMinor: number): RefundLine[] {
  const shares = new Map(spreadOver(left, amountMinor).map((share) => [share.lineId, share]));
  return all.map((line) => {
    const { netMinor = 0, taxMinor = 0, grossMinor = 0 } = shares.get(line.lineId) ?? {};
    return { ...line, netMinor, taxMinor, grossMinor };
  });
}

/** What the sale in hand does not take goes back the way it came, from the first tender on; all Lightning money to one code. */
function legsOf(money: readonly TenderLeft[], amountMinor: number, exchangeMinor: number): PlannedLeg[] {
  const { taken, rest } = takeFrom(money, amountMinor - exchangeMinor);
  const legs: PlannedLeg[] = [];
  if (exchangeMinor > 0) {
    const takes = takeFrom(rest, exchangeMinor).taken.map(({ take }) => take);
    legs.push({ from: null, exchange: true, amountMinor: exchangeMinor, takes });
  }
  for (const { tender, take } of taken) {
    const lightning = legs.find(({ from }) => from?.kind === 'lightning');
    if (tender.kind === 'lightning' && lightning) {
      lightning.amountMinor += take.amountMinor;
      lightning.takes.push(take);
    } else legs.push({ from: tender, exchange: false, amountMinor: take.amountMinor, takes: [take] });
  }
  return legs;
}

/** Goods brought without a receipt, at what they cost today. REFUND_REFUSED `nothing_left` when that is nothing. */
export function planWithoutReceipt(lines: readonly LineItem[], restock: ReadonlySet<string>, pricing: Pricing, exchangeMinor: number): Plan {
  const totals = totalsOf({ lines, discount: null, taxExempt: null }, pricing);
  const goods = goodsLeft({ lines: [...lines], totals, taxExempt: null }, []);
  const parts = goods.map((line) => partOf(line, line.quantity, restock.has(line.line.id)));
  const amountMinor = grossOf(parts);
  if (amountMinor <= 0) throw refused('nothing_left');
  const credited = Math.min(exchangeMinor, amountMinor);
  const legs: PlannedLeg[] = [];
  if (credited > 0) legs.push({ from: null, exchange: true, amountMinor: credited, takes: [] });
  if (amountMinor > credited) legs.push({ from: null, exchange: false, amountMinor: amountMinor - credited, takes: [] });
  return { lines: parts, tipMinor: 0, tipTax: null, taxes: taxesOf(parts), amountMinor, legs };
}

export function refused(reason: string): TillError {
  return new TillError('REFUND_REFUSED', { reason });
}
