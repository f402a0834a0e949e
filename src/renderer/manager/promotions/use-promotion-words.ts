// What a promotion does and when, in a line.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { Promotion } from '../../../shared/promotion.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { percentOfPpm } from '../settings/percent.ts';
import { useTill } from '../till.ts';

/** A Monday: from it the weekdays are named. */
const MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** "Mon": 1 is Monday, 7 is Sunday. */
export function weekdayName(weekday: number, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', timeZone: 'UTC' }).format(MONDAY_MS + (weekday - 1) * DAY_MS);
}

/** "17:30" of the minute of a day. */
function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export function usePromotionWords({ rule, validity }: Promotion): string {
  const { t, i18n } = useTranslation('selling');
  const currency = useTill((till) => till.shop.currency);
  const money = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const what = (): string => {
    switch (rule.kind) {
      case 'n_for_m':
        return t('promotions.says.n_for_m', { count: rule.count, pay: rule.pay });
      case 'bundle':
        return t('promotions.says.bundle', { amount: money(rule.priceMinor) });
      case 'threshold':
        return rule.off.kind === 'percent'
          ? t('promotions.says.percent', { percent: percentOfPpm(rule.off.ppm), from: money(rule.fromMinor) })
          : t('promotions.says.amount', { amount: money(rule.off.amountMinor), from: money(rule.fromMinor) });
    }
  };
  const { fromDay, untilDay, weekdays, fromMinute, untilMinute } = validity;
  const days = fromDay === null && untilDay === null ? '' : `${fromDay ?? ''} – ${untilDay ?? ''}`.trim();
  const hours = fromMinute === untilMinute ? '' : `${clockOf(fromMinute)} – ${clockOf(untilMinute)}`;
  return [what(), days, weekdays.map((weekday) => weekdayName(weekday, i18n.language)).join(' '), hours].filter(Boolean).join(' · ');
}
