// What the list is narrowed down to, as chips that can be taken off, and the usual ways to narrow it further.

import type { LucideIcon } from 'lucide-react';
import { Ban, CalendarDays, Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesFilter } from '../../../shared/reports.ts';
import { TENDER_KINDS } from '../../../shared/tender.ts';
import { VOUCHER_TAX_CLASS } from '../../../shared/voucher.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Icon } from '../../ui/icon.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { rateWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { dayWords, hourWords, rangeWords, timeWords, weekdayName } from '../when.ts';

export interface FilterChipsProps {
  filter: SalesFilter;
  /** What its article or person is called, when the slices do not know. */
  named: string | null;
  today: string;
  onChange: (filter: SalesFilter) => void;
}

export function FilterChips({ filter, named, today, onChange }: FilterChipsProps) {
  const { t } = useTranslation('manager');
  const { t: tTenders } = useTranslation('tenders');
  const without = (...keys: (keyof SalesFilter)[]) =>
    onChange(Object.fromEntries(Object.entries(filter).filter(([key]) => !keys.includes(key as keyof SalesFilter))));
  const set = useWordsOfFilter(filter, named, today);
  return (
    <ul className="chips" aria-label={t('filter.label')}>
      {set.map(({ keys, words }) => (
        <li key={keys[0]}>
          <button type="button" className="chip" data-set onClick={() => without(...keys)} aria-label={t('filter.remove', { filter: words })}>
            {words}
            <Icon of={X} size={18} />
          </button>
        </li>
      ))}
      {filter.day === undefined && filter.lastDay === undefined && <DayChip today={today} onDay={(day) => onChange({ ...filter, day })} />}
      {filter.tenderKind === undefined &&
        TENDER_KINDS.map((kind) => (
          <AddChip key={kind} icon={TENDER_ICONS[kind]} words={tTenders(`kind.${kind}`)} onPress={() => onChange({ ...filter, tenderKind: kind })} />
        ))}
      {filter.status === undefined && (
        <AddChip icon={Ban} words={t('status.cancelled')} onPress={() => onChange({ ...filter, status: 'cancelled' })} />
      )}
    </ul>
  );
}

function AddChip({ icon, words, onPress }: { icon: LucideIcon; words: string; onPress: () => void }) {
  const { t } = useTranslation('manager');
  return (
    <li>
      <button type="button" className="chip" onClick={onPress} aria-label={t('filter.add', { filter: words })}>
        <Icon of={icon} size={18} />
        {words}
      </button>
    </li>
  );
}

function DayChip({ today, onDay }: { today: string; onDay: (day: string) => void }) {
  const { t } = useTranslation('manager');
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <>
      <AddChip icon={Plus} words={t('day.today')} onPress={() => onDay(today)} />
      <li className="chip-calendar">
        <button type="button" className="chip" onClick={() => calendar.current?.showPicker()}>
          <Icon of={CalendarDays} size={18} />
          {t('filter.day')}
        </button>
        <input
          ref={calendar}
          type="date"
          tabIndex={-1}
          aria-hidden
          max={today}
          value=""
          onChange={(event) => event.target.value !== '' && onDay(event.target.value)}
        />
      </li>
    </>
  );
}

/** Each part of the filter in words, with the keys that go with it. The text is in its field. */
function useWordsOfFilter(filter: SalesFilter, named: string | null, today: string): { keys: (keyof SalesFilter)[]; words: string }[] {
  const { t, i18n } = useTranslation('manager');
  const { t: tTenders } = useTranslation('tenders');
  const locale = localeOf(i18n.language);
  const timeZone = useTill((till) => till.shop.timeZone);
  const classes = useTill((till) => till.shop.taxClasses);
  const people = useTill((till) => till.staff.tiles);
  const { tiles, categories } = useTill((till) => till.catalogue);
  const words: { keys: (keyof SalesFilter)[]; words: string }[] = [];
  const add = (said: string, ...keys: (keyof SalesFilter)[]) => words.push({ keys, words: said });
  const { day = filter.lastDay, lastDay = filter.day } = filter;
  if (day !== undefined && lastDay !== undefined) {
    const several = rangeWords({ from: day, to: lastDay }, locale);
    const one = day === today ? t('day.today') : dayWords(day, locale, today.slice(0, 4));
    add(day === lastDay ? one : several, 'day', 'lastDay', 'hour', 'untilMs');
  }
  if (filter.weekday !== undefined) add(weekdayName(filter.weekday, locale), 'weekday');
  if (filter.hour !== undefined) add(hourWords(filter.hour), 'hour');
  if (filter.untilMs !== undefined) add(t('filter.until', { time: timeWords(filter.untilMs, locale, timeZone) }), 'untilMs');
  if (filter.tenderKind !== undefined) add(tTenders(`kind.${filter.tenderKind}`), 'tenderKind');
  if (filter.status !== undefined) add(t(`status.${filter.status}`), 'status');
  if (filter.articleId !== undefined) {
    const article = tiles.find(({ id }) => id === filter.articleId);
    add(filter.articleId === null ? t('openAmount') : article ? nameIn(article.names, i18n.language) : (named ?? t('articles.article')), 'articleId');
  }
  if (filter.categoryId !== undefined) {
    const category = categories.find(({ id }) => id === filter.categoryId);
    add(category ? nameIn(category.names, i18n.language) : (named ?? t('articles.category')), 'categoryId');
  }
  if (filter.staffId !== undefined) {
    const person = people.find(({ id }) => id === filter.staffId);
    add(filter.staffId === null ? t('nobody') : (person?.name ?? named ?? t('people.person')), 'staffId');
  }
  if (filter.taxRatePpm !== undefined) {
    const name = classes.find(({ id }) => id === filter.taxClassId)?.name ?? '';
    if (filter.taxClassId === VOUCHER_TAX_CLASS) add(tTenders('vouchers.sold'), 'taxRatePpm', 'taxClassId');
    else add(`${name} ${rateWords(filter.taxRatePpm, locale)}`.trim(), 'taxRatePpm', 'taxClassId');
  }
  return words;
}
