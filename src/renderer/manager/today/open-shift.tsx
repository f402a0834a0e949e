// The shift that goes on, and the way to its end.
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n.ts';
import { HOME, hashOf } from '../route.ts';
import { useTill } from '../till.ts';
import { timeWords } from '../when.ts';

export function OpenShift() {
  const { t, i18n } = useTranslation('shifts');
  const { id, openedAtMs, openedBy } = useTill((till) => till.shift);
  const timeZone = useTill((till) => till.shop.timeZone);
  const mayClose = useTill((till) => till.session.staff?.rights.includes('close_shift') ?? false);
  if (openedAtMs === null) return null;
  const moment = timeWords(openedAtMs, localeOf(i18n.language), timeZone);
  const since = openedBy === '' ? t('page.sinceNobody', { moment }) : t('page.since', { moment, name: openedBy });
  const name = t('page.now', { number: id });
  return (
    <p className="today-shift">
      {mayClose ? <a href={hashOf({ ...HOME, page: 'closing' })}>{name}</a> : <b>{name}</b>} {since}
    </p>
  );
}
