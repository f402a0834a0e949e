// What the accountant gets: over which days, one file of each kind, the accounts in them, and how a file of the journal is proved.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { POSTINGS_BY, type PostingsBy } from '../../../shared/accounting.ts';
import type { DayRange } from '../../../shared/day-range.ts';
import { shopDay } from '../../../shared/shop-day.ts';
import { useMainNow } from '../../screen.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { OwnDays } from '../reports/range-chooser.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { ChartSection } from './chart-section.tsx';
import { ExportRow } from './export-row.tsx';
import '../reports/reports.css';
import '../settings/settings.css';
import './exports.css';

const MINUTE_MS = 60_000;

export function ExportsPage() {
  const { t } = useTranslation('exports');
  const shop = useTill((till) => till.shop);
  const today = shopDay(useMainNow(MINUTE_MS), shop).day;
  const [days, setDays] = useState<DayRange>({ from: `${today.slice(0, 7)}-01`, to: today });
  const [by, setBy] = useState<PostingsBy>('entry');
  const [journalOf, setJournalOf] = useState<'all' | 'days'>('all');
  const [version, renew] = useState(0);
  const { value, failure, again } = useAnswer('exports', version, (till) => till.accounting.state());
  const onSaved = () => renew(version + 1);
  return (
    <div className="settings exports">
      <header className="exports-head">
        <h1>{t('title')}</h1>
        <OwnDays range={days} today={today} onRange={setDays} />
      </header>
      <ExportRow wish={{ kind: 'payments', ...days }} onSaved={onSaved} />
      <ExportRow wish={{ kind: 'postings', ...days, by }} onSaved={onSaved}>
        <Segmented label={t('by.label')} segments={POSTINGS_BY.map((one) => ({ value: one, label: t(`by.${one}`) }))} value={by} onChange={setBy} />
      </ExportRow>
      <ExportRow wish={{ kind: 'cash_register', ...days }} onSaved={onSaved} />
      <ExportRow wish={{ kind: 'journal', days: journalOf === 'all' ? null : days }} onSaved={onSaved}>
        <Segmented
          label={t('journalOf.label')}
          segments={(['all', 'days'] as const).map((one) => ({ value: one, label: t(`journalOf.${one}`) }))}
          value={journalOf}
          onChange={setJournalOf}
        />
      </ExportRow>
      {value === null && failure && <Unanswered failure={failure} onAgain={again} />}
      {value && (
        <>
          <SettingsSection title={t('key.title')} explained={t('key.explained')}>
            <p className="exports-hash">{value.fingerprint ?? t('key.none')}</p>
            <p className="settings-hint">
              {t('key.verify')} <code>npm run journal -- verify FILE</code>
            </p>
          </SettingsSection>
          <ChartSection chart={value.chart} onSaved={onSaved} />
        </>
      )}
    </div>
  );
}
