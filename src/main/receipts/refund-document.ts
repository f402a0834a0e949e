// The receipt of a refund: which sale it is of, which goods came back, what went back with its taxes, and by which ways.
import { missingCase } from '../../shared/errors.ts';
import type { Names } from '../../shared/line-item.ts';
import { formatMinor } from '../../shared/money.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { Refund, RefundLeg, RefundWay } from '../../shared/refund.ts';
import type { RefundLine } from '../../shared/refund-goods.ts';
import type { Language } from '../../shared/state.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { framed, pair, RULE, type Speech, satOf, small, speechOf, taxPair, when } from './receipt-parts.ts';

export interface RefundSource {
  /** A completed one. */
  refund: Refund;
  shop: ShopSettings;
  /** Empty when nobody is known to have made it. */
  staffName: string;
  /** 0 for the original. */
  copyNumber: number;
}

export function refundDocument({ refund, shop, staffName, copyNumber }: RefundSource): ReceiptDocument {
  const { receiptNumber, endedAtMs, saleReceiptNumber, lines, tipMinor, tipTax, taxes, amountMinor, legs, reason } = refund;
  if (receiptNumber === null || endedAtMs === null) throw new Error(`refund ${refund.id} has no receipt`);
  const speech = speechOf(shop);
  const { words, money } = speech;
  const goods = lines.filter(({ quantity }) => quantity > 0);
  return framed({ title: receiptNumber, name: words.refund, atMs: endedAtMs, shop, staffName, copyNumber, speech }, [
    small(saleReceiptNumber === null ? words.withoutReceipt : words.refundOf(saleReceiptNumber)),
    ...when(reason !== '', small(reason)),
    RULE,
    ...goods.flatMap((line) => lineBlocks(line, speech)),
    ...when(tipMinor > 0, pair(words.refundedTip, money(tipMinor))),
    ...(tipTax ? [taxPair(tipTax, shop.taxClasses, words.taxIncluded, speech, 'small')] : []),
    ...when(goods.length > 0 || tipMinor > 0, RULE),
    pair(words.refunded, money(amountMinor), 'large', true),
    ...taxes.map((tax) => taxPair(tax, shop.taxClasses, words.taxIncluded, speech, 'small')),
    RULE,
    ...legs.flatMap((leg) => legBlocks(leg, speech)),
  ]);
}

function nameIn(names: Names, language: Language): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}

function lineBlocks({ names, unit, quantity, grossMinor }: RefundLine, { money, language }: Speech): ReceiptBlock[] {
  const much = unit === 'kg' ? `${new Intl.NumberFormat(language, { minimumFractionDigits: 3 }).format(quantity / 1000)} kg` : `${quantity} ×`;
  return [pair(nameIn(names, language), money(grossMinor)), ...when(unit === 'kg' || quantity > 1, small(`  ${much}`))];
}

function legBlocks({ amountMinor, way, reason }: RefundLeg, speech: Speech): ReceiptBlock[] {
  return [...wayBlocks(amountMinor, way, speech), ...when(reason !== '', small(`  ${reason}`))];
}

function wayBlocks(amountMinor: number, way: RefundWay, speech: Speech): ReceiptBlock[] {
  const { words, money, language } = speech;
  switch (way.kind) {
    case 'cash':
      return [
        ...when(way.roundingMinor !== 0, pair(words.rounding, `${way.roundingMinor > 0 ? '+' : ''}${money(way.roundingMinor)}`)),
        pair(words.cash, money(amountMinor + way.roundingMinor)),
      ];
    case 'foreign_cash':
      return [pair(words.foreignCash(way.currency), formatMinor(way.foreignMinor, way.currency, language)), small(`  ${money(amountMinor)}`)];
    case 'card':
      return [pair(words.card, money(amountMinor)), ...when(way.reference !== '', small(`  ${way.reference}`))];
    case 'voucher':
      return [pair(words.voucher, money(amountMinor)), small(`  ${way.voucherNumber}`)];
    case 'account':
      return [pair(words.onAccount, money(amountMinor)), small(`  ${way.customerName}`)];
    case 'exchange':
      return [pair(words.exchange, money(amountMinor))];
    case 'lightning':
      return [
        pair(words.lightning, satOf(way.amountMsat, language)),
        ...rateBlocks(way, speech),
        ...when(way.address !== null, small(words.refundedTo(way.address ?? ''))),
        small(words.paymentHash),
        // Two lines of 32: the hash is whole, and fits the narrow paper.
        small(way.paymentHash.slice(0, 32)),
        small(way.paymentHash.slice(32)),
      ];
    default:
      return missingCase(way);
  }
}

function rateBlocks({ quote }: Extract<RefundWay, { kind: 'lightning' }>, { words, money, time }: Speech): ReceiptBlock[] {
  if (!quote) return [small(words.saleRate)];
  const origin = quote.method === 'market' ? quote.sources.join(', ') : words.rateOrigin[quote.method];
  return [small(words.rate(money(quote.minorPerBtc))), small(words.quotedBy(origin, time.format(quote.quotedAtMs)))];
}
