// What stands around a receipt on a phone and in a mail, and in the text of a code, in the receipt's language.
import type { Language } from '../../shared/state.ts';

export interface DigitalReceiptWords {
  /** How its page is called. */
  title: (shopName: string, receiptNumber: string) => string;
  /** It is reached in the shop alone, and until a day. */
  save: (until: string) => string;
  refunded: string;
  refund: (receiptNumber: string, date: string) => string;
  /** In a code: lines that have no room in it. */
  more: (count: number) => string;
  practice: string;
  /** A refused visitor's page. */
  notHere: string;
  notHereWhy: string;
  subject: (shopName: string, receiptNumber: string) => string;
  /** At the head and the foot of a mail. */
  greeting: (shopName: string) => string;
  noReply: string;
  practiceMail: (to: string) => string;
  testSubject: (shopName: string) => string;
  testBody: string;
}

export const DIGITAL_RECEIPT_WORDS: Record<Language, DigitalReceiptWords> = {
  en: {
    title: (shopName, receiptNumber) => `${shopName}, receipt ${receiptNumber}`,
    save: (until) => `Save or print this page to keep it. It opens only in the shop’s own network, and until ${until}.`,
    refunded: 'Since refunded',
    refund: (receiptNumber, date) => `Refund ${receiptNumber}, ${date}`,
    more: (count) => `+ ${count} more`,
    practice: 'PRACTICE, no real money',
    notHere: 'No receipt here',
    notHereWhy: 'The link is not whole, or its time is over. Ask the shop for a copy: it has the receipt.',
    subject: (shopName, receiptNumber) => `Receipt ${receiptNumber} from ${shopName}`,
    greeting: (shopName) => `Thank you for your purchase at ${shopName}. Here is your receipt.`,
    noReply: 'The shop sent this because you asked for it at the counter. Your address is not used for anything else.',
    practiceMail: (to) => `Practice: this would have gone to ${to}. In practice every mail goes to the shop itself.`,
    testSubject: (shopName) => `Test mail from the till of ${shopName}`,
    testBody: 'The till can send e-mail. Receipts will come from this address.',
  },
  ko: {
    title: (shopName, receiptNumber) => `${shopName} 영수증 ${receiptNumber}`,
    save: (until) => `보관하려면 이 페이지를 저장하거나 인쇄하세요. 매장 네트워크 안에서만, ${until}까지 열립니다.`,
    refunded: '이후 환불',
    refund: (receiptNumber, date) => `환불 ${receiptNumber}, ${date}`,
    more: (count) => `외 ${count}건`,
    practice: '연습용, 실제 돈이 아닙니다',
    notHere: '영수증이 없습니다',
    notHereWhy: '링크가 온전하지 않거나 기간이 지났습니다. 영수증은 매장에 있으니 사본을 요청하세요.',
    subject: (shopName, receiptNumber) => `${shopName} 영수증 ${receiptNumber}`,
    greeting: (shopName) => `${shopName}에서 구매해 주셔서 감사합니다. 영수증을 보내 드립니다.`,
    noReply: '계산대에서 요청하셔서 보내 드린 메일입니다. 이메일 주소는 다른 용도로 쓰지 않습니다.',
    practiceMail: (to) => `연습용: 실제라면 ${to}(으)로 보냈을 메일입니다. 연습 중에는 모든 메일이 매장 주소로 갑니다.`,
    testSubject: (shopName) => `${shopName} 계산대 시험 메일`,
    testBody: '계산대에서 이메일을 보낼 수 있습니다. 영수증은 이 주소에서 발송됩니다.',
  },
};
