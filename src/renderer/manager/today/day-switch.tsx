// Which day is shown: the one before, the one after, any other by the calendar, and back to today.
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAfter } from '../../../shared/day-range.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useShortcut } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { dayWords } from '../when.ts';

export function DaySwitch({ day, today, onDay }: { day: string; today: string; onDay: (day: string) => void }) {
  const { t, i18n } = useTranslation('manager');
  const calendar = useRef<HTMLInputElement>(null);
  const earlier = () => onDay(dayAfter(day, -1));
  const later = () => onDay(dayAfter(day, 1));
  const last = day >= today;
  useShortcut('ArrowLeft', earlier);
  useShortcut('ArrowRight', later, !last);
  return (
    <div className="day-switch">
      <IconButton icon={ChevronLeft} label={t('day.earlier')} aria-keyshortcuts="ArrowLeft" onClick={earlier} />
      <h1>
        <button type="button" className="day-switch-day" onClick={() => calendar.current?.showPicker()}>
          <Icon of={CalendarDays} size={20} />
          <b>{dayWords(day, localeOf(i18n.language), today.slice(0, 4))}</b>
          <span className="visually-hidden">{t('day.choose')}</span>
        </button>
      </h1>
      <input
        ref={calendar}
        className="day-switch-calendar"
        type="date"
        tabIndex={-1}
        aria-hidden
        max={today}
        value={day}
        onChange={(event) => event.target.value !== '' && onDay(event.target.value)}
      />
      <IconButton icon={ChevronRight} label={t('day.later')} aria-keyshortcuts="ArrowRight" disabled={last} onClick={later} />
      {day === today ? <span className="day-switch-today">{t('day.today')}</span> : <Button onClick={() => onDay(today)}>{t('day.toToday')}</Button>}
    </div>
  );
}
