// What is in the mail of a receipt: the receipt as on paper, in text and as a page, with what was refunded since.
import { plainText } from '../../shared/receipt-text.ts';
import type { SaleReceipt } from '../digital-receipts/digital-receipts.ts';
import { receiptPage } from '../digital-receipts/receipt-page.ts';
import { DIGITAL_RECEIPT_WORDS } from '../digital-receipts/words.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { MailJob } from '../store/mail-jobs.ts';
import type { Message } from './message.ts';

const COLUMNS = 44;

export function receiptMessage(
  { sale, document, refunds }: SaleReceipt,
  { id, queuedAtMs }: Pick<MailJob, 'id' | 'queuedAtMs'>,
  { askedFor, to, sender, shop }: { askedFor: string; to: string; sender: string; shop: ShopSettings },
): Message {
  const language = shop.languages.receipt;
  const said = DIGITAL_RECEIPT_WORDS[language];
  const number = sale.receiptNumber ?? '';
  const before = [...(shop.practice ? [said.practiceMail(askedFor)] : []), said.greeting(shop.name)];
  const after = refunds ? [`${refunds.title}:`, ...refunds.lines, ''] : [];
  const subject = said.subject(shop.name, number);
  return {
    id,
    from: { name: shop.name, address: sender },
    to,
    subject: shop.practice ? `[${said.practice}] ${subject}` : subject,
    text: [...before, '', plainText(document, COLUMNS), ...after, said.noReply, ''].join('\n'),
    html: receiptPage({ document, title: subject, before, notes: [said.noReply], refunds, drawCodes: false }),
    language,
    atMs: queuedAtMs,
  };
}
