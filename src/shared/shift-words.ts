// The words of a shift's papers and files in each language they can be made in; a missing one fails the type check.
import { LISTED_EN, LISTED_KO, OFF_EN, OFF_KO } from './list-words.ts';
import type { CashMovement } from './shift.ts';
import type { Language } from './state.ts';
import type { TenderKind } from './tender.ts';
import { TENDER_WORDS } from './tender-words.ts';
import type { Correction } from './z-report.ts';

export interface ShiftWords {
  z: string;
  x: string;
  month: string;
  year: string;
  slip: string;
  movement: Record<CashMovement, string>;
  reason: string;
  signature: string;
  from: string;
  until: string;
  openedBy: string;
  endedBy: string;
  receipts: string;
  refundReceipts: string;
  sales: string;
  saleCount: string;
  net: string;
  tax: string;
  total: string;
  tips: string;
  tipTaxes: string;
  discounts: string;
  promotions: string;
  refunds: string;
  refundCount: string;
  taxes: string;
  takings: string;
  refundedBy: string;
  prepaid: string;
  tenders: Record<TenderKind, string>;
  rounding: string;
  lightning: string;
  received: string;
  matched: string;
  listed: (kind: string) => string;
  offList: (kind: string) => string;
  backOnList: (kind: string) => string;
  sent: string;
  fees: string;
  lost: string;
  vouchersSold: string;
  vouchersTakenBack: string;
  vouchersRedeemed: string;
  onAccount: string;
  accountPaid: string;
  drawer: string;
  carried: string;
  float: string;
  notCounted: string;
  moved: string;
  expected: string;
  counted: string;
  difference: string;
  lookedBefore: string;
  lookedAfter: string;
  taken: string;
  left: string;
  counts: string;
  cancelledSales: string;
  removedLines: string;
  drawerOpened: string;
  copies: string;
  refused: string;
  approved: string;
  carriedOver: string;
  openSale: string;
  paid: string;
  codes: string;
  refundsUnderWay: string;
  payouts: string;
  cards: string;
  cardsGoingBack: string;
  cardDay: string;
  cardsListed: string;
  onTheList: string;
  chain: string;
  papers: string;
  corrections: string;
  correction: (number: number, ofShift: number) => string;
  outcome: Record<Correction['kind'], string>;
  grandTotal: string;
  before: string;
  grandSales: string;
  grandRefunds: string;
  grandNet: string;
  entries: string;
  zs: string;
}

export const SHIFT_WORDS: Record<Language, ShiftWords> = {
  en: {
    z: 'Z report',
    x: 'X report',
    month: 'Month',
    year: 'Year',
    slip: 'Cash slip',
    movement: { paid_in: 'Paid in', paid_out: 'Paid out', safe_drop: 'To the safe' },
    reason: 'Reason',
    signature: 'Signature',
    from: 'From',
    until: 'Until',
    openedBy: 'Opened by',
    endedBy: 'Closed by',
    receipts: 'Receipts',
    refundReceipts: 'Refunds',
    sales: 'Sales',
    saleCount: 'Number of sales',
    net: 'Net',
    tax: 'Tax',
    total: 'Total',
    tips: 'Tips',
    tipTaxes: 'Tax in tips',
    discounts: 'Discounts',
    promotions: 'Promotions',
    refunds: 'Refunds',
    refundCount: 'Number of refunds',
    taxes: 'Tax by rate',
    takings: 'Paid by',
    refundedBy: 'Refunded by',
    prepaid: 'Paid for sales still open',
    tenders: TENDER_WORDS.en,
    rounding: 'Cash rounding',
    lightning: 'Lightning',
    received: 'Received',
    matched: 'Matched to sales',
    listed: (kind) => LISTED_EN[kind] ?? kind,
    offList: (kind) => OFF_EN[kind] ?? kind,
    backOnList: (kind) => `${LISTED_EN[kind] ?? kind}, back on the list`,
    sent: 'Sent',
    fees: 'Fees',
    lost: 'Replaced on chain',
    vouchersSold: 'Vouchers sold',
    vouchersTakenBack: 'Vouchers taken back',
    vouchersRedeemed: 'Vouchers redeemed',
    onAccount: 'Put on accounts',
    accountPaid: 'Paid off accounts',
    drawer: 'Drawer',
    carried: 'Left by the last closing',
    float: 'Float as counted',
    notCounted: 'not counted',
    moved: 'Moved',
    expected: 'Expected',
    counted: 'Counted',
    difference: 'Difference',
    lookedBefore: 'X seen before counting',
    lookedAfter: 'X seen after counting',
    taken: 'To the safe or bank',
    left: 'Left for the next shift',
    counts: 'Counts',
    cancelledSales: 'Cancelled sales',
    removedLines: 'Lines taken off',
    drawerOpened: 'Drawer opened without sale',
    copies: 'Papers printed again',
    refused: 'Refused',
    approved: 'Approved',
    carriedOver: 'Carried over',
    openSale: 'Open sale',
    paid: 'paid',
    codes: 'Codes waiting',
    refundsUnderWay: 'Refunds under way',
    payouts: 'Payments out under way',
    cards: 'Card, not known yet',
    cardsGoingBack: 'To a card, not known yet',
    cardDay: 'Card terminal’s day differs',
    cardsListed: 'Card money in no sale',
    onTheList: 'Money on the list',
    chain: 'On chain, not final',
    papers: 'Papers not printed',
    corrections: 'Corrections',
    correction: (number, ofShift) => `No. ${number} to Z ${ofShift}`,
    outcome: {
      code_paid: 'A code was paid',
      code_not_paid: 'A code was not paid',
      refund_completed: 'A refund was completed',
      refund_failed: 'A refund failed',
      card_moved: 'A card transaction was made',
      card_not_moved: 'A card transaction was not made',
      payout_sent: 'A payment out arrived',
      payout_failed: 'A payment out failed',
      chain_final: 'On chain for good',
      chain_replaced: 'Replaced on chain, paid',
      chain_lost: 'Replaced on chain, lost',
    },
    grandTotal: 'Grand total',
    before: 'Before',
    grandSales: 'Sales ever',
    grandRefunds: 'Refunds ever',
    grandNet: 'Sales less refunds',
    entries: 'Journal entries',
    zs: 'Zs',
  },
  ko: {
    z: '마감 정산(Z)',
    x: '중간 정산(X)',
    month: '월 마감',
    year: '연 마감',
    slip: '현금 전표',
    movement: { paid_in: '입금', paid_out: '출금', safe_drop: '금고 이동' },
    reason: '사유',
    signature: '서명',
    from: '시작',
    until: '종료',
    openedBy: '개시',
    endedBy: '마감',
    receipts: '영수증',
    refundReceipts: '환불 영수증',
    sales: '매출',
    saleCount: '판매 건수',
    net: '공급가액',
    tax: '세액',
    total: '합계',
    tips: '팁',
    tipTaxes: '팁에 포함된 세금',
    discounts: '할인',
    promotions: '프로모션',
    refunds: '환불',
    refundCount: '환불 건수',
    taxes: '세율별 세액',
    takings: '결제 수단별',
    refundedBy: '환불 수단별',
    prepaid: '미완료 판매 결제분',
    tenders: TENDER_WORDS.ko,
    rounding: '현금 단수 조정',
    lightning: '라이트닝',
    received: '받은 금액',
    matched: '판매와 일치',
    listed: (kind) => LISTED_KO[kind] ?? kind,
    offList: (kind) => OFF_KO[kind] ?? kind,
    backOnList: (kind) => `${LISTED_KO[kind] ?? kind}, 목록으로 되돌림`,
    sent: '보낸 금액',
    fees: '수수료',
    lost: '온체인 대체됨',
    vouchersSold: '판매한 상품권',
    vouchersTakenBack: '회수한 상품권',
    vouchersRedeemed: '사용된 상품권',
    onAccount: '외상 발생',
    accountPaid: '외상 입금',
    drawer: '금전함',
    carried: '지난 마감에서 남긴 금액',
    float: '실사한 준비금',
    notCounted: '실사하지 않음',
    moved: '변동',
    expected: '예상 금액',
    counted: '실사 금액',
    difference: '차액',
    lookedBefore: '실사 전 X 조회',
    lookedAfter: '실사 후 X 조회',
    taken: '금고·은행으로',
    left: '다음 근무로 남김',
    counts: '건수',
    cancelledSales: '취소된 판매',
    removedLines: '삭제된 품목',
    drawerOpened: '판매 없이 연 금전함',
    copies: '재출력',
    refused: '거부됨',
    approved: '승인됨',
    carriedOver: '이월',
    openSale: '진행 중인 판매',
    paid: '결제됨',
    codes: '대기 중인 코드',
    refundsUnderWay: '진행 중인 환불',
    payouts: '진행 중인 송금',
    cards: '결과를 모르는 카드 결제',
    cardsGoingBack: '결과를 모르는 카드 환불',
    cardDay: '카드 단말기 마감 차이',
    cardsListed: '판매에 없는 카드 금액',
    onTheList: '확인이 필요한 돈',
    chain: '온체인 미확정',
    papers: '출력되지 않은 용지',
    corrections: '정정',
    correction: (number, ofShift) => `${number}번, Z ${ofShift}에 대하여`,
    outcome: {
      code_paid: '코드가 결제됨',
      code_not_paid: '코드가 결제되지 않음',
      refund_completed: '환불이 완료됨',
      refund_failed: '환불이 실패함',
      card_moved: '카드 거래가 승인됨',
      card_not_moved: '카드 거래가 이루어지지 않음',
      payout_sent: '송금이 도착함',
      payout_failed: '송금이 실패함',
      chain_final: '온체인에서 확정됨',
      chain_replaced: '온체인에서 대체되어 결제됨',
      chain_lost: '온체인에서 대체되어 손실됨',
    },
    grandTotal: '누적 합계',
    before: '이전',
    grandSales: '누적 매출',
    grandRefunds: '누적 환불',
    grandNet: '매출 - 환불',
    entries: '저널 기록',
    zs: 'Z 목록',
  },
};
