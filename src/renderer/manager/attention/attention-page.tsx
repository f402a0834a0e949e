// What needs a person: money that is part of no sale, papers nobody can vouch for, a printer in trouble. Calm when there is none.
import { Sprout } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { deviceNeedsSomebody } from '../../../shared/devices.ts';
import { Unsettled } from '../../refunds/unsettled.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTill } from '../till.ts';
import { CardMoney } from './card-money.tsx';
import { DeviceTroubles } from './device-troubles.tsx';
import { MoneyItem } from './money-item.tsx';
import { NoteAll } from './note-all.tsx';
import { jobNeedsSomebody, PrintJobs, printerNeedsSomebody } from './print-jobs.tsx';
import { UnsentMail } from './unsent-mail.tsx';
import './attention.css';

export function AttentionPage() {
  const { t } = useTranslation('manager');
  const { t: tRefunds } = useTranslation('refunds');
  const items = useTill((till) => till.attention.open);
  const losses = items.filter(({ kind }) => kind === 'lost');
  const money = items.filter(({ kind }) => kind !== 'lost');
  const papers = useTill((till) => till.printing.jobs.some(jobNeedsSomebody));
  const printer = useTill((till) => till.printing.printers.some(({ condition }) => printerNeedsSomebody(condition)));
  const device = useTill((till) => till.devices.devices.some(({ condition }) => deviceNeedsSomebody(condition)));
  const damaged = useTill((till) => till.upkeep.damaged);
  const unsettled = useTill((till) => till.refunds.unfinished.length + till.refunds.credits.length > 0);
  const cards = useTill(
    (till) => till.cards.unknown.length + till.cards.listed.length + till.cards.differing.length > 0 || till.cards.contradicted !== null,
  );
  const mail = useTill((till) => till.unsentMail.jobs.length > 0);
  const calm = items.length === 0 && !unsettled && !papers && !printer && !device && !damaged && !mail && !cards;
  return (
    <div className="attention">
      <h1 className={calm ? 'visually-hidden' : undefined}>{t('nav.attention')}</h1>
      {calm && (
        <EmptyState icon={Sprout} title={t('attention.none')}>
          {t('attention.noneExplained')}
        </EmptyState>
      )}
      {damaged && (
        <section aria-labelledby="attention-damage">
          <h2 id="attention-damage">{t('attention.damaged')}</h2>
          <p className="attention-lead">{t('attention.damagedExplained')}</p>
        </section>
      )}
      {losses.length > 0 && (
        <section aria-labelledby="attention-losses">
          <h2 id="attention-losses">{t('attention.losses')}</h2>
          <p className="attention-lead">{t('attention.lossesExplained')}</p>
          {losses.map((item) => (
            <MoneyItem key={item.id} item={item} />
          ))}
        </section>
      )}
      {money.length > 0 && (
        <section aria-labelledby="attention-money">
          <h2 id="attention-money">{t('attention.money')}</h2>
          <p className="attention-lead">{t('attention.moneyExplained')}</p>
          {money.map((item) => (
            <MoneyItem key={item.id} item={item} />
          ))}
          <NoteAll />
        </section>
      )}
      <CardMoney />
      {unsettled && (
        <section aria-labelledby="attention-refunds">
          <h2 id="attention-refunds">{tRefunds('unsettled.title')}</h2>
          <p className="attention-lead">{tRefunds('unsettled.lead')}</p>
          <Unsettled />
        </section>
      )}
      <PrintJobs />
      <DeviceTroubles />
      <UnsentMail />
    </div>
  );
}
