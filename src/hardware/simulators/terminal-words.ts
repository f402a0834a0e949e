// What a simulated card terminal says, on its display and on its papers, in the language that it was set to. Real ones have one of
// their own too, whatever the till's is: the till prints their lines as they are.
import type { TerminalBooking } from './terminal-books.ts';

export const TERMINAL_LANGUAGES = ['de', 'en', 'ko'] as const;
export type TerminalLanguage = (typeof TERMINAL_LANGUAGES)[number];

/** As it was set up where it stands. */
export interface TerminalPlace {
  language: TerminalLanguage;
  /** IANA zone of the times on its papers. */
  timeZone: string;
}

export interface TerminalWords {
  /** By the numbers of intermediate status (PA00P015, 04 FF). */
  steps: Readonly<Record<number, string>>;
  /** What a paper is of; how drivers know a reversal is PA00P015's "important receipt texts". */
  titles: Readonly<Record<TerminalBooking['kind'], string>>;
  done: Readonly<Record<TerminalBooking['kind'], string>>;
  merchantCopy: string;
  customerCopy: string;
  keepIt: string;
  amount: string;
  terminalId: string;
  numbers: string;
  card: string;
  authorisation: string;
  endOfDay: string;
  bookings: string;
  decimalPoint: string;
}

export const TERMINAL_WORDS: Readonly<Record<TerminalLanguage, TerminalWords>> = {
  de: {
    steps: { 1: 'Geheimzahl eingeben', 4: 'Bitte warten', 10: 'Karte einstecken', 11: 'Karte entnehmen', 14: 'Bitte warten' },
    titles: { payment: 'Kartenzahlung', reversal: '* * * STORNO * * *', refund: 'Gutschrift' },
    done: { payment: 'Zahlung erfolgt', reversal: 'Storno erfolgt', refund: 'Gutschrift erfolgt' },
    merchantCopy: 'H-Ä-N-D-L-E-R-B-E-L-E-G',
    customerCopy: 'K-U-N-D-E-N-B-E-L-E-G',
    keepIt: 'Bitte Beleg aufbewahren',
    amount: 'Betrag',
    terminalId: 'Terminal-ID',
    numbers: 'TA-Nr. / Beleg-Nr.',
    card: 'Karte',
    authorisation: 'Genehmigung',
    endOfDay: 'KASSENSCHNITT',
    bookings: 'Buchungen',
    decimalPoint: ',',
  },
  en: {
    steps: { 1: 'Enter PIN', 4: 'Please wait', 10: 'Insert card', 11: 'Remove card', 14: 'Please wait' },
    titles: { payment: 'Card payment', reversal: '* * * REVERSAL * * *', refund: 'Refund' },
    done: { payment: 'Payment approved', reversal: 'Payment taken back', refund: 'Refund approved' },
    merchantCopy: 'MERCHANT COPY',
    customerCopy: 'CUSTOMER COPY',
    keepIt: 'Please keep this receipt',
    amount: 'Amount',
    terminalId: 'Terminal ID',
    numbers: 'Trace / receipt no.',
    card: 'Card',
    authorisation: 'Authorisation',
    endOfDay: 'END OF DAY',
    bookings: 'Bookings',
    decimalPoint: '.',
  },
  ko: {
    steps: { 1: '비밀번호 입력', 4: '잠시만 기다려 주세요', 10: '카드를 넣어 주세요', 11: '카드를 빼 주세요', 14: '잠시만 기다려 주세요' },
    titles: { payment: '카드 결제', reversal: '승인 취소 (REVERSAL)', refund: '환불' },
    done: { payment: '정상 승인되었습니다', reversal: '취소되었습니다', refund: '환불되었습니다' },
    merchantCopy: '가맹점용 (MERCHANT COPY)',
    customerCopy: '고객용',
    keepIt: '영수증을 보관해 주세요',
    amount: '금액',
    terminalId: '단말기 번호',
    numbers: '거래 번호 / 전표 번호',
    card: '카드',
    authorisation: '승인 번호',
    endOfDay: '단말기 마감',
    bookings: '거래 건수',
    decimalPoint: '.',
  },
};
