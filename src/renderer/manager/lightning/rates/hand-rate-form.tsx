// A manager's own rate, for an hour: typed in whole units, read back as the till understood it before it is set.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../../shared/money.ts';
import { localeOf } from '../../../i18n/i18n.ts';
import { useCall, useScreen } from '../../../screen.tsx';
import { Button } from '../../../ui/button.tsx';
import { useTill } from '../../till.ts';
import { minorOfPrice } from './typed-price.ts';

export function HandRateForm() {
  const { t, i18n } = useTranslation('rates');
  const call = useCall();
  const { store } = useScreen();
  const fieldId = useId();
  const currency = useTill((till) => till.shop.currency);
  const hand = useTill((till) => till.rates.hand);
  const limits = useTill((till) => till.rates.handLimits);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);

  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const minorPerBtc = minorOfPrice(typed, currency);
  const likely = minorPerBtc !== null && (!limits || (minorPerBtc >= limits.lowestMinorPerBtc && minorPerBtc <= limits.highestMinorPerBtc));
  const hint = () => {
    if (minorPerBtc !== null && likely) return t('hand.understood', { amount: amount(minorPerBtc) });
    if (typed !== '' && minorPerBtc === null) return t('hand.noPrice');
    return limits
      ? t('hand.between', { lowest: amount(limits.lowestMinorPerBtc), highest: amount(limits.highestMinorPerBtc) })
      : t('hand.nothingKnown');
  };
  const run = async (work: () => ReturnType<typeof call>, title: string) => {
    setBusy(true);
    const outcome = await work();
    setBusy(false);
    if (!outcome.ok) return;
    setTyped('');
    store.getState().notify({ tone: 'done', title, body: t('hand.doneNext') });
  };
  const set = (price: number) => run(() => call((till) => till.rates.setByHand({ minorPerBtc: price })), t('hand.set'));
  const clear = () => run(() => call((till) => till.rates.clearByHand()), t('hand.cleared'));

  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (minorPerBtc !== null && likely) void set(minorPerBtc);
      }}
    >
      <div className="settings-field">
        <label htmlFor={fieldId}>{t('hand.label', { currency })}</label>
        <input
          id={fieldId}
          className="field"
          inputMode="numeric"
          autoComplete="off"
          aria-describedby={`${fieldId}-hint`}
          aria-invalid={typed !== '' && !likely}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p id={`${fieldId}-hint`} className="settings-hint" data-wrong={(typed !== '' && !likely) || undefined}>
          {hint()}
        </p>
      </div>
      <div className="settings-actions">
        <Button kind="primary" submit busy={busy} disabled={!likely}>
          {t('hand.use')}
        </Button>
        {hand && (
          <Button kind="plain" busy={busy} onClick={() => void clear()}>
            {t('hand.clear')}
          </Button>
        )}
      </div>
    </form>
  );
}
