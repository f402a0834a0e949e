// The day: one big number, the pictures it is made of, and under every number the sales behind it.
import { useTranslation } from 'react-i18next';
import { shopDay } from '../../../shared/shop-day.ts';
import { useMainNow } from '../../screen.tsx';
import { FileKeys } from '../file-keys.tsx';
import { DayRefunds } from '../refunds/day-refunds.tsx';
import { HOME } from '../route.ts';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { go } from '../use-route.ts';
import { DaySwitch } from './day-switch.tsx';
import { Hours } from './hours.tsx';
import { OpenSales } from './open-sales.tsx';
import { OpenShift } from './open-shift.tsx';
import { ArticleShares, StaffShares, TenderShares } from './shares.tsx';
import { Takings } from './takings.tsx';
import { AlsoThatDay, Taxes } from './taxes.tsx';
import './tables.css';
import './today.css';

const MINUTE_MS = 60_000;

export function TodayPage({ chosenDay }: { chosenDay: string | null }) {
  const { t } = useTranslation('manager');
  const shop = useTill((till) => till.shop);
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const nowMs = useMainNow(MINUTE_MS / 4);
  const now = shopDay(nowMs, shop);
  const day = chosenDay ?? now.day;
  const goingOn = day === now.day;
  // What last week is compared up to moves with the clock, also when nothing is sold.
  const minute = goingOn ? Math.floor(nowMs / MINUTE_MS) : 0;
  const { value: report, failure, again } = useAnswer(day, `${journalSeq}|${minute}`, (till) => till.reports.day({ day }));
  return (
    <div className="today">
      <DaySwitch day={day} today={now.day} onDay={(chosen) => go({ ...HOME, day: chosen === now.day ? null : chosen })} />
      {goingOn && <OpenShift />}
      {failure && <Unanswered failure={failure} onAgain={again} />}
      {report ? (
        <>
          <Takings report={report} goingOn={goingOn} />
          <Hours report={report} nowHour={goingOn ? now.hour : null} />
          <div className="today-columns">
            <TenderShares report={report} />
            <StaffShares report={report} />
            <Taxes report={report} />
            <DayRefunds report={report} />
            <ArticleShares report={report} />
            <AlsoThatDay report={report} />
            {goingOn && <OpenSales />}
          </div>
          <FileKeys report={{ kind: 'day', day }} of={t('takings.title')} />
        </>
      ) : (
        !failure && <p className="manager-counting">{t('counting')}</p>
      )}
    </div>
  );
}
