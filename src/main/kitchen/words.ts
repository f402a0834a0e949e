// A kitchen slip's words, in the language of the staff.
import type { Dining } from '../../shared/sale.ts';
import type { Language } from '../../shared/state.ts';

export interface KitchenWords {
  dining: Record<Dining, string>;
  calledOff: string;
  /** What is wanted in its place, on the same slip. */
  ordered: string;
}

export const KITCHEN_WORDS: Record<Language, KitchenWords> = {
  en: { dining: { here: 'To eat here', takeaway: 'TAKEAWAY' }, calledOff: 'CANCEL', ordered: 'ORDER' },
  ko: { dining: { here: '매장', takeaway: '포장' }, calledOff: '주문 취소', ordered: '주문' },
};
