// A promotion as it is typed, and what is kept of it. Pure.
import type { PromotionInput } from '../../../shared/contract/offers.ts';
import type { Names } from '../../../shared/line-item.ts';
import { type CurrencyCode, minorDigits } from '../../../shared/money.ts';
import { minorOf } from '../../refunds/amount.ts';
import { ppmOfPercent } from '../settings/percent.ts';

/** An article, or one of its variants, as it was found. */
export interface Picked {
  /** What of it can be rung up: itself, or its variants. */
  sellableIds: string[];
  id: string;
  names: Names;
}

export interface PromotionDraft {
  en: string;
  ko: string;
  kind: PromotionInput['rule']['kind'];
  count: string;
  pay: string;
  everything: boolean;
  categoryIds: string[];
  picked: Picked[];
  price: string;
  from: string;
  offKind: 'percent' | 'amount';
  off: string;
  fromDay: string;
  untilDay: string;
  weekdays: number[];
  fromTime: string;
  untilTime: string;
}

export const EMPTY_DRAFT: PromotionDraft = {
  en: '',
  ko: '',
  kind: 'n_for_m',
  count: '3',
  pay: '2',
  everything: false,
  categoryIds: [],
  picked: [],
  price: '',
  from: '',
  offKind: 'percent',
  off: '',
  fromDay: '',
  untilDay: '',
  weekdays: [],
  fromTime: '',
  untilTime: '',
};

/** The names that were typed; null where there is none. */
export function typedNames(en: string, ko: string): Names | null {
  const names = { ...(en.trim() !== '' && { en: en.trim() }), ...(ko.trim() !== '' && { ko: ko.trim() }) };
  return Object.keys(names).length === 0 ? null : names;
}

/** The minute of the day; nothing typed is midnight, null is no time. */
function minuteOf(time: string): number | null {
  if (time === '') return 0;
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Null where something is missing. */
export function promotionOf(draft: PromotionDraft, currency: CurrencyCode): PromotionInput | null {
  const names = typedNames(draft.en, draft.ko);
  const rule = ruleOf(draft, currency);
  const fromMinute = minuteOf(draft.fromTime);
  const untilMinute = minuteOf(draft.untilTime);
  if (!names || !rule || fromMinute === null || untilMinute === null) return null;
  const [fromDay, untilDay] = [draft.fromDay || null, draft.untilDay || null];
  if (fromDay !== null && untilDay !== null && fromDay > untilDay) return null;
  return { names, rule, validity: { fromDay, untilDay, weekdays: draft.weekdays.toSorted((a, b) => a - b), fromMinute, untilMinute } };
}

function ruleOf(draft: PromotionDraft, currency: CurrencyCode): PromotionInput['rule'] | null {
  const money = (text: string) => minorOf(text, minorDigits(currency));
  switch (draft.kind) {
    case 'n_for_m': {
      const [count, pay] = [minorOf(draft.count, 0), minorOf(draft.pay, 0)];
      const chosen = [
        ...draft.categoryIds.map((id) => ({ kind: 'category' as const, id })),
        ...draft.picked.map(({ id }) => ({ kind: 'article' as const, id })),
      ];
      const targets = draft.everything ? [{ kind: 'all' as const }] : chosen;
      if (count === null || pay === null || count < 2 || count > 100 || pay >= count || targets.length === 0) return null;
      return { kind: 'n_for_m', targets, count, pay };
    }
    case 'bundle': {
      const priceMinor = money(draft.price);
      if (priceMinor === null || draft.picked.length < 2) return null;
      return { kind: 'bundle', parts: draft.picked.map(({ sellableIds }) => ({ articleIds: sellableIds, quantity: 1 })), priceMinor };
    }
    case 'threshold': {
      const fromMinor = money(draft.from);
      if (!fromMinor) return null;
      if (draft.offKind === 'percent') {
        const ppm = ppmOfPercent(draft.off);
        return ppm ? { kind: 'threshold', fromMinor, off: { kind: 'percent', ppm } } : null;
      }
      const amountMinor = money(draft.off);
      return amountMinor ? { kind: 'threshold', fromMinor, off: { kind: 'amount', amountMinor } } : null;
    }
  }
}
