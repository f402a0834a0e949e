// What is on every receipt of a shop, as a paper that is never printed: laid out when a printer is there, it has the fonts and tables of
// characters that the first receipt needs read while nobody waits for it.
import { codeBlocks, type ReceiptDocument } from '../../shared/receipt.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { framed, pair, speechOf } from './receipt-parts.ts';

export function usualPaper(shop: ShopSettings, atMs: number): ReceiptDocument {
  const speech = speechOf(shop);
  const { words, money } = speech;
  const title = `${shop.terminalId}-000000`;
  return framed({ title, name: words.receipt, atMs, shop, staffName: '', copyNumber: 0, speech }, [
    pair(words.total, money(123_456_789), 'large', true),
    pair(words.cash, money(123_456_789)),
    ...codeBlocks(title, shop.codeOnPaper),
  ]);
}
