// What each way to pay is called, on screens, in tables and on papers alike.
import type { Language } from './state.ts';
import type { TenderKind } from './tender.ts';

export const TENDER_WORDS: Record<Language, Record<TenderKind, string>> = {
  en: {
    cash: 'Cash',
    lightning: 'Lightning',
    card: 'Card',
    voucher: 'Voucher',
    account: 'On account',
    foreign_cash: 'Foreign cash',
    exchange: 'Exchange',
  },
  ko: {
    cash: '현금',
    lightning: '라이트닝',
    card: '카드',
    voucher: '상품권',
    account: '외상',
    foreign_cash: '외화 현금',
    exchange: '교환',
  },
};
