// The shift that goes on, and those that are over: a look at it so far, its end, and every Z there ever was.
import { Calculator, Printer, RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shopDay } from '../../../shared/shop-day.ts';
import type { ShiftReportHead } from '../../../shared/z-report.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useMainNow, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../../ui/money.tsx';
import { ReceiptPaper } from '../../ui/receipt-paper.tsx';
import { FileKeys } from '../file-keys.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { dayWords, momentWords, periodWords } from '../when.ts';
import { CardDay } from './card-day.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { DaySection } from './day-section.tsx';
import { type PaperOf, ReportSheet } from './report-sheet.tsx';
import '../settings/settings.css';
import './closing.css';

const MINUTE_MS = 60_000;

export function ClosingPage() {
  const { t } = useTranslation(['shifts', 'manager']);
  const mayLook = useTill((till) => till.session.staff?.rights.includes('see_totals') ?? false);
  const maySet = useTill((till) => till.session.staff?.rights.includes('settings') ?? false);
  const [opened, open] = useState<PaperOf | null>(null);
  return (
    <div className="settings closing">
      <h1 className="visually-hidden">{t('manager:nav.closing')}</h1>
      <Now mayLook={mayLook} onClosed={(number) => open({ number })} />
      <CardDay mayLook={mayLook} />
      {mayLook && <Past onOpen={open} />}
      {maySet && <DaySection />}
      {opened && <ReportSheet of={opened} onClose={() => open(null)} />}
    </div>
  );
}

function Now({ mayLook, onClosed }: { mayLook: boolean; onClosed: (number: number) => void }) {
  const { t, i18n } = useTranslation('shifts');
  const shift = useTill((till) => till.shift);
  const timeZone = useTill((till) => till.shop.timeZone);
  const [panel, show] = useState<'x' | 'close' | null>(null);
  const locale = localeOf(i18n.language);
  const moment = shift.openedAtMs === null ? '' : momentWords(shift.openedAtMs, locale, timeZone);
  return (
    <SettingsSection title={t('page.now', { number: shift.id })}>
      <p>
        {shift.openedAtMs === null
          ? t('page.notYet')
          : shift.openedBy === ''
            ? t('page.sinceNobody', { moment })
            : t('page.since', { moment, name: shift.openedBy })}
      </p>
      {shift.openedAtMs !== null && <p className="closing-hint">{t(shift.floatCounted ? 'page.floatCounted' : 'page.floatNotCounted')}</p>}
      <div className="settings-actions">
        <Button kind="primary" size="large" onClick={() => show('close')}>
          {t('page.close')}
        </Button>
        {mayLook && (
          <Button size="large" onClick={() => show('x')}>
            {t('page.x')}
          </Button>
        )}
      </div>
      {panel === 'x' && <XSheet onClose={() => show(null)} />}
      {panel === 'close' && (
        <CloseDialog
          onClose={() => show(null)}
          onClosed={(number) => {
            show(null);
            if (mayLook) onClosed(number);
          }}
        />
      )}
    </SettingsSection>
  );
}

function XSheet({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('shifts');
  const timeZone = useTill((till) => till.shop.timeZone);
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const call = useCall();
  const { store } = useScreen();
  const { value: looked, failure, again } = useAnswer('x', 0, (till) => till.shifts.x());
  const [printed, setPrinted] = useState<typeof looked>(null);
  const [busy, setBusy] = useState(false);
  const value = printed ?? looked;
  const print = async () => {
    setBusy(true);
    const outcome = await call((till) => till.shifts.printX());
    setBusy(false);
    if (!outcome.ok) return;
    setPrinted(outcome.value);
    store.getState().notify({ tone: 'done', title: t('z.printing'), body: t('page.xPrinting') });
  };
  const lookAgain = () => {
    setPrinted(null);
    again();
  };
  const actions = hasPrinter && (
    <Button kind="primary" icon={Printer} busy={busy} onClick={() => void print()}>
      {t('z.print')}
    </Button>
  );
  return (
    <Dialog shape="sheet" title={t('page.x')} onClose={onClose} actions={actions}>
      {failure && <Unanswered failure={failure} onAgain={again} />}
      {value && (
        <>
          <p className="closing-hint">{t('page.xTitle')}</p>
          <ReceiptPaper document={value.paper} label={t('page.x')} />
          <p className="closing-hint">{t('page.xUpTo', { moment: momentWords(value.report.endedAtMs, localeOf(i18n.language), timeZone) })}</p>
          <div className="report-files">
            <Button icon={RotateCw} onClick={lookAgain}>
              {t('page.xAgain')}
            </Button>
            <FileKeys report={{ kind: 'x' }} of={t('page.x')} />
          </div>
        </>
      )}
    </Dialog>
  );
}

function Past({ onOpen }: { onOpen: (of: PaperOf) => void }) {
  const { t, i18n } = useTranslation('shifts');
  const call = useCall();
  const lastZ = useTill((till) => till.shift.lastZ);
  const shop = useTill((till) => till.shop);
  const thisYear = shopDay(useMainNow(MINUTE_MS), shop).day.slice(0, 4);
  const { value, failure, again } = useAnswer('zs', lastZ, (till) => till.shifts.zs({ before: null }));
  const [older, setOlder] = useState<ShiftReportHead[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with a new Z the pages begin elsewhere.
  useEffect(() => setOlder([]), [lastZ]);
  const zs = [...(value ?? []), ...older];
  const last = zs.at(-1);
  const more = async () => {
    if (!last) return;
    const outcome = await call((till) => till.shifts.zs({ before: last.number }));
    if (outcome.ok) setOlder([...older, ...outcome.value]);
  };
  if (failure && !value) return <Unanswered failure={failure} onAgain={again} />;
  if (!value) return null;
  const months = [...new Set(zs.map(({ day }) => day.slice(0, 7)))];
  const years = [...new Set(zs.map(({ day }) => day.slice(0, 4)))];
  return (
    <>
      <SettingsSection title={t('page.past')} explained={t('page.pastExplained')}>
        {zs.length === 0 ? (
          <EmptyState icon={Calculator} title={t('page.none')}>
            {t('page.noneNext')}
          </EmptyState>
        ) : (
          <ul className="z-list">
            {zs.map((z) => (
              <ZRow key={z.number} z={z} thisYear={thisYear} onOpen={() => onOpen({ number: z.number })} />
            ))}
          </ul>
        )}
        {last && last.number > 1 && <Button onClick={() => void more()}>{t('page.older')}</Button>}
      </SettingsSection>
      {zs.length > 0 && (
        <SettingsSection title={t('page.months')} explained={t('page.monthsExplained')}>
          <div className="closing-periods">
            {[...years, ...months].map((period) => (
              <Button key={period} onClick={() => onOpen({ period })}>
                {periodWords(period, localeOf(i18n.language))}
              </Button>
            ))}
          </div>
        </SettingsSection>
      )}
    </>
  );
}

function ZRow({ z, thisYear, onOpen }: { z: ShiftReportHead; thisYear: string; onOpen: () => void }) {
  const { t, i18n } = useTranslation('shifts');
  const currency = useTill((till) => till.shop.currency);
  return (
    <li>
      <button type="button" className="z-row" onClick={onOpen}>
        <b>{t('z.title', { number: z.number })}</b>
        <span className="z-day">
          {dayWords(z.day, localeOf(i18n.language), thisYear)}
          <small>{t('page.saleCount', { count: z.saleCount })}</small>
        </span>
        <span className="z-sum">
          <Money minor={z.salesMinor - z.refundsMinor} currency={currency} />
          <small data-off={z.differenceMinor !== 0 || undefined}>
            {z.differenceMinor === 0 ? (
              t('page.exact')
            ) : (
              <>
                {z.differenceMinor > 0 ? '+' : ''}
                <Money minor={z.differenceMinor} currency={currency} />
              </>
            )}
          </small>
        </span>
      </button>
    </li>
  );
}
