// Stands where the report will be while the sums behind all reports are made for the first time.
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n.ts';

export function Counting({ percent }: { percent: number }) {
  const { t, i18n } = useTranslation('reports');
  const words = new Intl.NumberFormat(localeOf(i18n.language), { style: 'percent' }).format(percent / 100);
  return (
    <section className="reports-counting" aria-label={t('counting.title')}>
      <h2>{t('counting.title')}</h2>
      <p>{t('counting.explained')}</p>
      <progress max={100} value={percent} aria-label={t('counting.title')} />
      <p role="status">{t('counting.percent', { percent: words })}</p>
    </section>
  );
}
