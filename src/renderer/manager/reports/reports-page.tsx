// Reports over any days: what was taken against the days before, and when, what, by whom and how it was sold. Under each picture the
// same in numbers, and behind each number its sales.
import { ChartNoAxesCombined } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayCountOf } from '../../../shared/day-range.ts';
import { rangeTables } from '../../../shared/range-tables.ts';
import { shopDay } from '../../../shared/shop-day.ts';
import { LANGUAGES } from '../../../shared/state.ts';
import { useMainNow } from '../../screen.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HOME } from '../route.ts';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { go } from '../use-route.ts';
import { ChartSection } from './chart-section.tsx';
import { Counting } from './counting.tsx';
import { happened } from './happened.ts';
import { Headline } from './headline.tsx';
import { RangeChooser } from './range-chooser.tsx';
import { type RangeChoice, rangeOf, USUAL_RANGE } from './ranges.ts';
import { BestArticles, ByCashier, ByCategory, ByTax, ByTender, SlowestArticles, WatchedByCashier } from './share-charts.tsx';
import { type ChartProps, SalesByHour, SalesByWeekday, TakingsOverTime } from './time-charts.tsx';
import '../today/tables.css';
import '../today/today.css';
import './reports.css';

const MINUTE_MS = 60_000;
/** While the sums are being made for the first time. */
const ASK_AGAIN_MS = 500;

export function ReportsPage({ chosen }: { chosen: RangeChoice | null }) {
  const { t, i18n } = useTranslation('manager');
  const { t: tReports } = useTranslation('reports');
  const shop = useTill((till) => till.shop);
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const today = shopDay(useMainNow(MINUTE_MS), shop).day;
  const choice = chosen ?? USUAL_RANGE;
  const range = rangeOf(choice, today);
  const goingOn = range.to >= today;
  // What is over does not change with what is sold now.
  const version = goingOn ? journalSeq : 0;
  const { value: report, failure, again } = useAnswer(`${range.from} ${range.to}`, version, (till) => till.reports.range(range));
  const counting = failure?.code === 'REPORTS_COUNTING';
  useEffect(() => {
    if (failure?.code !== 'REPORTS_COUNTING') return;
    const timer = setTimeout(again, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [failure, again]);
  const language = LANGUAGES.find((one) => one === i18n.language) ?? 'en';
  const tables = useMemo(() => report && rangeTables(report, { ...shop, language }), [report, shop, language]);
  return (
    <div className="reports">
      <RangeChooser choice={choice} today={today} onChoice={(range) => go({ ...HOME, page: 'reports', range })} />
      {counting ? <Counting percent={Number(failure.detail.percent ?? 0)} /> : failure && <Unanswered failure={failure} onAgain={again} />}
      {report && tables && (
        <>
          <Headline report={report} goingOn={goingOn} />
          {!happened(report.figures) && !happened(report.figuresBefore) ? (
            <EmptyState icon={ChartNoAxesCombined} title={tReports('nothing')}>
              {tReports('nothingNext')}
            </EmptyState>
          ) : (
            <Charts report={report} tables={tables} />
          )}
        </>
      )}
      {!report && !failure && <p className="manager-counting">{t('counting')}</p>}
    </div>
  );
}

function Charts({ report, tables }: ChartProps) {
  const severalDays = dayCountOf(report) > 1;
  return (
    <>
      {severalDays && <TakingsOverTime report={report} tables={tables} />}
      <div className="reports-pair">
        <SalesByHour report={report} tables={tables} />
        {severalDays && <SalesByWeekday report={report} tables={tables} />}
      </div>
      <div className="reports-columns">
        <ByCategory report={report} tables={tables} />
        <ByTender report={report} tables={tables} />
        <ByCashier report={report} tables={tables} />
        <WatchedByCashier report={report} tables={tables} />
        <ByTax report={report} tables={tables} />
        <BestArticles report={report} tables={tables} />
        <SlowestArticles report={report} tables={tables} />
        <ChartSection range={report} table={tables.figures} />
      </div>
    </>
  );
}
