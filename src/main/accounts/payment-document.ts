// The receipt of a payment on an account: no sale's, with what is still owed.
import type { AccountPayment } from '../../shared/account.ts';
import { missingCase } from '../../shared/errors.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import { framed, pair, RULE, roundingBlocks, type Speech, small, speechOf, when } from '../receipts/receipt-parts.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';

export interface PaymentSource {
  payment: AccountPayment;
  shop: ShopSettings;
  staffName: string;
  copyNumber: number;
}

export function paymentDocument({ payment, shop, staffName, copyNumber }: PaymentSource): ReceiptDocument {
  const speech = speechOf(shop);
  const { words, money } = speech;
  const head = { title: payment.receiptNumber, name: words.accountPayment, atMs: payment.atMs, shop, staffName, copyNumber, speech };
  return framed(head, [
    small(payment.customerName),
    pair(words.paidOnAccount, money(payment.amountMinor), 'large', true),
    RULE,
    ...wayBlocks(payment, speech),
    RULE,
    pair(words.stillOwed, money(payment.balanceMinor), 'normal', true),
  ]);
}

function wayBlocks({ way, amountMinor, givenMinor, changeMinor, roundingMinor, reference }: AccountPayment, speech: Speech): ReceiptBlock[] {
  const { words, money } = speech;
  switch (way) {
    case 'cash':
      return [
        ...roundingBlocks(roundingMinor, speech),
        pair(words.cash, money(givenMinor)),
        ...when(changeMinor !== 0, pair(words.change, money(changeMinor), 'normal', true)),
      ];
    case 'card':
      return [pair(words.card, money(amountMinor)), ...when(reference !== '', small(`  ${words.cardReference} ${reference}`))];
    default:
      return missingCase(way);
  }
}
