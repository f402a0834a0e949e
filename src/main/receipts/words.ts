// The receipt's words in each language it can be printed in; a missing one fails the type check.
import type { Language } from '../../shared/state.ts';

export interface ReceiptWords {
  receipt: string;
  copy: string;
  practice: string;
  servedBy: string;
  net: string;
  tax: string;
  total: string;
  items: (count: number) => string;
  taxIncluded: (name: string, rate: string) => string;
  taxAdded: (name: string, rate: string) => string;
  subtotal: string;
  cash: string;
  change: string;
  rounding: string;
  lightning: string;
  rate: (quoted: string) => string;
  quotedBy: (sources: string, time: string) => string;
  practiceRate: string;
  paymentHash: string;
}

export const RECEIPT_WORDS: Record<Language, ReceiptWords> = {
  en: {
    receipt: 'Receipt',
    copy: 'COPY',
    practice: 'PRACTICE · NO REAL MONEY',
    servedBy: 'Served by',
    net: 'Net',
    tax: 'Tax',
    total: 'Total',
    items: (count) => (count === 1 ? '1 item' : `${count} items`),
    taxIncluded: (name, rate) => `incl. ${name} ${rate}`,
    taxAdded: (name, rate) => `${name} ${rate}`,
    subtotal: 'Subtotal',
    cash: 'Cash',
    change: 'Change',
    rounding: 'Cash rounding',
    lightning: 'Bitcoin Lightning',
    rate: (quoted) => `1 BTC = ${quoted}`,
    quotedBy: (sources, time) => `${sources}, ${time}`,
    practiceRate: 'practice rate',
    paymentHash: 'Payment hash',
  },
  ko: {
    receipt: '영수증',
    copy: '사본',
    practice: '연습용 · 실제 결제 아님',
    servedBy: '담당',
    net: '공급가액',
    tax: '세금',
    total: '합계',
    items: (count) => `${count}개`,
    taxIncluded: (name, rate) => `${name} ${rate} 포함`,
    taxAdded: (name, rate) => `${name} ${rate}`,
    subtotal: '소계',
    cash: '현금',
    change: '거스름돈',
    rounding: '현금 단수 조정',
    lightning: '비트코인 라이트닝',
    rate: (quoted) => `1 BTC = ${quoted}`,
    quotedBy: (sources, time) => `${sources}, ${time}`,
    practiceRate: '연습용 환율',
    paymentHash: '결제 해시',
  },
};
