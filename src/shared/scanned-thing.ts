// What a scanned text is meant as, by its form alone: the one table of it, for each screen and each moment of a sale. Pure. Whether it
// is what it is meant as, main or the far end says: a card's number, for one, looks like goods, and main knows it.
import { isMeantAsBadge } from './badge.ts';
import { readPaymentText } from './payment-text.ts';
import { isReceiptNumber } from './receipt.ts';
import { isHeldCard } from './taps.ts';
import { isMeantAsVoucher } from './voucher.ts';

export const SCANNED_THINGS = ['payment', 'voucher', 'badge', 'receipt', 'card', 'article'] as const;
export type ScannedThing = (typeof SCANNED_THINGS)[number];

export function whatIsScanned(text: string): ScannedThing {
  if (readPaymentText(text)) return 'payment';
  if (isMeantAsVoucher(text)) return 'voucher';
  if (isMeantAsBadge(text)) return 'badge';
  if (isHeldCard(text)) return 'card';
  if (isReceiptNumber(text) || receiptTokenIn(text) !== null) return 'receipt';
  return 'article';
}

/** What stands behind the link to a receipt on a phone (digital-receipts/receipt-links.ts); null for any other text. */
export function receiptTokenIn(text: string): string | null {
  return /^http:\/\/(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}\/r\/([A-Za-z0-9_-]{43})$/.exec(text.trim())?.[1] ?? null;
}

/** Where money is being taken, or where goods are rung up and nothing is asked for yet. */
export type ScanMoment = 'selling' | 'paying';

/** `pay_from`: the customer's code is asked to pay. `look_at_voucher`: what is on it is said. `pay_with_voucher`: it is looked at to pay.
 * `bring_up`: whose card it is. */
export type ScanDeed = 'pay_from' | 'look_at_voucher' | 'pay_with_voucher' | 'take_over' | 'bring_back' | 'bring_up' | 'ring_up';

/** At the register. Elsewhere (sign-in, approval, a refund's payee, an article's form) a page waits for one thing, and takes all scans for it. */
const DEEDS: Record<ScanMoment, Record<ScannedThing, ScanDeed>> = {
  selling: { payment: 'pay_from', voucher: 'look_at_voucher', badge: 'take_over', receipt: 'bring_back', card: 'bring_up', article: 'ring_up' },
  paying: { payment: 'pay_from', voucher: 'pay_with_voucher', badge: 'take_over', receipt: 'bring_back', card: 'bring_up', article: 'ring_up' },
};

export function deedOfScan(text: string, moment: ScanMoment): ScanDeed {
  return DEEDS[moment][whatIsScanned(text)];
}
