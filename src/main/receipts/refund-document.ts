// The receipt of a refund: which sale it is of, what went back in the shop's money and in sat, at which rate, and to which payment.
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { SaleRefund } from '../../shared/refund.ts';
import type { Sale } from '../../shared/sale.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { framed, pair, RULE, type Speech, satOf, small, speechOf, taxPair, when } from './receipt-parts.ts';

export interface RefundSource {
  /** One that has been paid out. */
  refund: SaleRefund;
  /** What it is a refund of. */
  sale: Sale;
  shop: ShopSettings;
  /** Empty when nobody is known to have made it. */
  staffName: string;
  /** 0 for the original. */
  copyNumber: number;
}

export function refundDocument({ refund, sale, shop, staffName, copyNumber }: RefundSource): ReceiptDocument {
  const { receiptNumber, endedAtMs, amountMinor, amountMsat, taxes, address, paymentHash } = refund;
  if (receiptNumber === null || endedAtMs === null) throw new Error(`refund ${refund.id} has no receipt`);
  const speech = speechOf(shop);
  const { words, money, language } = speech;
  return framed({ title: receiptNumber, name: words.refund, atMs: endedAtMs, shop, staffName, copyNumber, speech }, [
    small(words.refundOf(sale.receiptNumber ?? '')),
    RULE,
    pair(words.refunded, money(amountMinor), 'large', true),
    ...taxes.map((tax) => taxPair(tax, shop.taxClasses, words.taxIncluded, speech, 'small')),
    RULE,
    pair(words.lightning, satOf(amountMsat, language)),
    ...rateBlocks(refund, speech),
    ...when(address !== null, small(words.refundedTo(address ?? ''))),
    small(words.paymentHash),
    // Two lines of 32: the hash is whole, and fits the narrow paper.
    small(paymentHash.slice(0, 32)),
    small(paymentHash.slice(32)),
  ]);
}

function rateBlocks({ quote }: SaleRefund, { words, money, time }: Speech): ReceiptBlock[] {
  if (!quote) return [small(words.saleRate)];
  const origin = quote.method === 'market' ? quote.sources.join(', ') : words.rateOrigin[quote.method];
  return [small(words.rate(money(quote.minorPerBtc))), small(words.quotedBy(origin, time.format(quote.quotedAtMs)))];
}
