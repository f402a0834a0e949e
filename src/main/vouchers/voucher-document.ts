// A voucher on paper: what it is worth, and its code to be scanned or typed. The code is on it as long as it has not been forgotten.
import type { ReceiptDocument } from '../../shared/receipt.ts';
import { scannedCode, shownCode, type Voucher } from '../../shared/voucher.ts';
import { centred, framed, pair, small, speechOf, when } from '../receipts/receipt-parts.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';

export interface VoucherSource {
  voucher: Voucher;
  /** Null once it has been forgotten. */
  code: string | null;
  shop: ShopSettings;
  copyNumber: number;
}

export function voucherDocument({ voucher, code, shop, copyNumber }: VoucherSource): ReceiptDocument {
  const speech = speechOf(shop);
  const { words, money } = speech;
  const head = { title: voucher.number, name: words.voucher, atMs: voucher.issuedAtMs, shop, staffName: '', copyNumber, speech };
  return framed(head, [
    pair(words.voucherWorth, money(voucher.issuedMinor), 'large', true),
    ...when(voucher.lastDay !== null, small(words.voucherUntil(voucher.lastDay ?? ''))),
    ...(code === null
      ? [small(words.voucherCodeGone)]
      : [{ kind: 'qr' as const, data: scannedCode(code), caption: shownCode(code) }, centred(words.voucherKeep, 'small')]),
  ]);
}
