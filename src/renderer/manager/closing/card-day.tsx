// The end of the card terminal's day: by hand here, with what the terminal and the till said of it the last time.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Money } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';

export function CardDay({ mayLook }: { mayLook: boolean }) {
  const { t } = useTranslation('cards');
  const terminal = useTill((till) => till.cards.terminal);
  const call = useCall();
  const { store } = useScreen();
  const [busy, setBusy] = useState(false);
  if (!terminal) return null;
  const end = async () => {
    setBusy(true);
    const outcome = await call((till) => till.cards.endDay());
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('day.ended') });
  };
  return (
    <SettingsSection title={t('day.title')} explained={t('day.explained')}>
      {mayLook && <LastDay />}
      {terminal.condition !== 'ready' && <p className="closing-hint">{t('away.what')}</p>}
      <div className="settings-actions">
        <Button busy={busy} disabled={terminal.condition !== 'ready'} onClick={() => void end()}>
          {t('day.end')}
        </Button>
      </div>
    </SettingsSection>
  );
}

function LastDay() {
  const { t, i18n } = useTranslation('cards');
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const { value: day } = useAnswer('card-day', journalSeq, (till) => till.cards.day());
  const locale = localeOf(i18n.language);
  if (!day) return <p>{t('day.none')}</p>;
  const differ = day.differenceMinor !== 0;
  return (
    <>
      <p>{t('day.last', { moment: momentWords(day.endedAtMs, locale, timeZone) })}</p>
      <dl className="facts">
        <Fact name={t('day.terminal')}>
          <Money minor={day.terminal.totalMinor} currency={currency} />
        </Fact>
        <Fact name={t('day.till')}>
          <Money minor={day.till.totalMinor} currency={currency} />
        </Fact>
      </dl>
      <p role={differ ? 'alert' : undefined}>
        {differ ? t('day.differ', { amount: formatMinor(day.differenceMinor, currency, locale) }) : t('day.agree')}
      </p>
    </>
  );
}
