// The receipt's words in each language it can be printed in; a missing one fails the type check. Rates come as "10%",
// amounts and times already formatted.
import type { RateMethod } from '../../shared/money.ts';
import type { Language } from '../../shared/state.ts';

export interface ReceiptWords {
  practice: string;
  testPrint: string;
  /** Paid on a network that is not Bitcoin's own. */
  trial: string;
  copy: (copyNumber: number) => string;
  receipt: string;
  servedBy: string;
  subtotal: string;
  total: string;
  /** Taken off, where no reason stands beside it. */
  discount: string;
  exempt: (reason: string) => string;
  takeaway: string;
  tip: string;
  toPay: string;
  /** For a tax class that is not in the settings any more. */
  tax: string;
  /** A tax with its rate and the net amount it is on: contained in the prices, or added to them. */
  taxIncluded: (name: string, rate: string, net: string) => string;
  taxAdded: (name: string, rate: string, net: string) => string;
  cash: string;
  change: string;
  rounding: string;
  foreignCash: (currency: string) => string;
  card: string;
  cardReference: string;
  signature: string;
  voucher: string;
  /** What is left on a voucher after this. */
  voucherLeft: (balance: string) => string;
  /** On a voucher's own paper. */
  voucherWorth: string;
  voucherUntil: (day: string) => string;
  voucherKeep: string;
  voucherCodeGone: string;
  /** On a staff badge's paper. */
  badge: string;
  badgeKeep: string;
  badgeCodeGone: string;
  onAccount: string;
  /** A payment on an account: its receipt's name, and its lines. */
  accountPayment: string;
  paidOnAccount: string;
  stillOwed: string;
  exchange: string;
  refundReceipt: (receiptNumber: string) => string;
  lightning: string;
  onChain: string;
  /** The transaction that paid, by its id. */
  transaction: string;
  /** What one bitcoin cost. */
  rate: (price: string) => string;
  quotedBy: (origin: string, time: string) => string;
  /** Whose a rate is, where no exchange is named. */
  rateOrigin: Record<Exclude<RateMethod, 'market'>, string>;
  /** When the rate was taken for the customer's code. */
  rateLocked: (time: string) => string;
  paymentHash: string;
  /** A refund's receipt: its name, which sale it is of, what went back, at which rate, and to whom. */
  refund: string;
  refundOf: (receiptNumber: string) => string;
  withoutReceipt: string;
  refundedTip: string;
  refunded: string;
  saleRate: string;
  refundedTo: (address: string) => string;
}

export const RECEIPT_WORDS: Record<Language, ReceiptWords> = {
  en: {
    testPrint: 'Test print',
    practice: 'PRACTICE · no real money',
    trial: 'TEST NETWORK · no real money',
    copy: (copyNumber) => `COPY ${copyNumber}`,
    receipt: 'Receipt',
    servedBy: 'Served by',
    subtotal: 'Subtotal',
    total: 'Total',
    discount: 'Discount',
    exempt: (reason) => `Tax exempt: ${reason}`,
    takeaway: 'Take away',
    tip: 'Tip',
    toPay: 'To pay',
    tax: 'Tax',
    taxIncluded: (name, rate, net) => `incl. ${name} ${rate} (net ${net})`,
    taxAdded: (name, rate, net) => `${name} ${rate} on ${net}`,
    cash: 'Cash',
    change: 'Change',
    rounding: 'Cash rounding',
    foreignCash: (currency) => `Cash ${currency}`,
    card: 'Card',
    cardReference: 'Ref.',
    signature: 'Signature',
    voucher: 'Voucher',
    voucherLeft: (balance) => `left on it: ${balance}`,
    voucherWorth: 'Worth',
    voucherUntil: (day) => `Good until ${day}`,
    voucherKeep: 'As good as cash: whoever has the code can spend it.',
    voucherCodeGone: 'The code was on the first paper and is not kept.',
    badge: 'Staff badge',
    badgeKeep: 'Opens the till in your name. Keep it as you keep a key; if it is lost, have it revoked.',
    badgeCodeGone: 'This badge was printed before, or revoked. Its code is not kept.',
    onAccount: 'On account',
    accountPayment: 'Payment on account',
    paidOnAccount: 'Paid',
    stillOwed: 'Still owed',
    exchange: 'Exchange',
    refundReceipt: (receiptNumber) => `  Refund ${receiptNumber}`,
    lightning: 'Bitcoin Lightning',
    onChain: 'Bitcoin on chain',
    transaction: 'Transaction',
    rate: (price) => `1 BTC = ${price}`,
    quotedBy: (origin, time) => `${origin}, ${time}`,
    rateOrigin: { hand: 'set by hand', practice: 'practice rate' },
    rateLocked: (time) => `Rate locked at ${time}`,
    paymentHash: 'Payment hash',
    refund: 'Refund',
    refundOf: (receiptNumber) => `Refund of receipt ${receiptNumber}`,
    withoutReceipt: 'Without a receipt',
    refundedTip: 'Tip',
    refunded: 'Refunded',
    saleRate: 'at the rate of the sale',
    refundedTo: (address) => `to ${address}`,
  },
  ko: {
    testPrint: '시험 인쇄',
    practice: '연습용 · 실제 돈이 아닙니다',
    trial: '테스트 네트워크 · 실제 돈이 아닙니다',
    copy: (copyNumber) => `사본 ${copyNumber}`,
    receipt: '영수증',
    servedBy: '담당',
    subtotal: '소계',
    total: '합계',
    discount: '할인',
    exempt: (reason) => `면세: ${reason}`,
    takeaway: '포장',
    tip: '팁',
    toPay: '결제할 금액',
    tax: '세금',
    taxIncluded: (name, rate, net) => `${name} ${rate} (공급가액 ${net})`,
    taxAdded: (name, rate, net) => `${name} ${rate} (공급가액 ${net})`,
    cash: '현금',
    change: '거스름돈',
    rounding: '현금 단수 조정',
    foreignCash: (currency) => `현금 ${currency}`,
    card: '카드',
    cardReference: '승인 번호',
    signature: '서명',
    voucher: '상품권',
    voucherLeft: (balance) => `남은 잔액 ${balance}`,
    voucherWorth: '금액',
    voucherUntil: (day) => `유효 기간 ${day}까지`,
    voucherKeep: '현금과 같습니다. 코드를 아는 사람은 누구나 쓸 수 있습니다.',
    voucherCodeGone: '코드는 처음 인쇄한 종이에만 있으며 보관하지 않습니다.',
    badge: '직원 배지',
    badgeKeep: '이 배지로 본인 이름의 계산대가 열립니다. 열쇠처럼 보관하고, 잃어버리면 바로 폐기를 요청하세요.',
    badgeCodeGone: '이미 인쇄되었거나 폐기된 배지입니다. 코드는 보관하지 않습니다.',
    onAccount: '외상',
    accountPayment: '외상 입금',
    paidOnAccount: '입금액',
    stillOwed: '남은 외상',
    exchange: '교환',
    refundReceipt: (receiptNumber) => `  환불 ${receiptNumber}`,
    lightning: '비트코인 라이트닝',
    onChain: '비트코인 온체인',
    transaction: '거래 ID',
    rate: (price) => `1 BTC = ${price}`,
    quotedBy: (origin, time) => `${origin}, ${time}`,
    rateOrigin: { hand: '직접 정한 시세', practice: '연습용 시세' },
    rateLocked: (time) => `시세 확정 ${time}`,
    paymentHash: '결제 해시',
    refund: '환불',
    refundOf: (receiptNumber) => `영수증 ${receiptNumber} 환불`,
    withoutReceipt: '영수증 없이 환불',
    refundedTip: '팁',
    refunded: '환불 금액',
    saleRate: '판매 당시 시세 적용',
    refundedTo: (address) => `받는 곳 ${address}`,
  },
};
