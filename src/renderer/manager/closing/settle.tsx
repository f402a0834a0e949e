// After the count: how it differs and why it may, what stays in the drawer, and what goes on in the next shift.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, formatMinor, minorDigits, minorToDecimal } from '../../../shared/money.ts';
import type { Cash, ClosingState } from '../../../shared/shift.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { typedMinor } from '../../shift/typed-minor.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';
import { Carried } from './carried.tsx';

export interface SettleProps {
  closing: ClosingState;
  onAgain: () => void;
  onClose: () => void;
  onClosed: (number: number) => void;
}

const of = (cash: readonly Cash[] | null, currency: string | null) => cash?.find((each) => each.currency === currency)?.amountMinor ?? 0;

export function Settle({ closing, onAgain, onClose, onClosed }: SettleProps) {
  const { t } = useTranslation('shifts');
  const call = useCall();
  const own = useTill((till) => till.shop.currency);
  const { counts, inDrawer, begunWith, carriedOver, shiftId } = closing;
  const last = counts.at(-1);
  const currencies = [...new Set([null, ...(inDrawer ?? []).map(({ currency }) => currency)])];
  const differs = last?.difference.some(({ amountMinor }) => amountMinor !== 0) ?? false;
  const [reason, setReason] = useState('');
  // What was in it this morning is what a shop leaves in it, if there is as much.
  const usual = (currency: string | null) => Math.min(Math.max(of(begunWith, currency), 0), Math.max(of(inDrawer, currency), 0));
  const [stays, setStays] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const codeOf = (currency: string | null): CurrencyCode => currency ?? own;
  const stayMinor = (currency: string | null) => {
    const typed = stays[codeOf(currency)];
    return typed === undefined ? usual(currency) : typed.trim() === '' ? 0 : typedMinor(typed, codeOf(currency));
  };
  const taken = currencies.map((currency) => ({ currency, amountMinor: of(inDrawer, currency) - (stayMinor(currency) ?? Number.NaN) }));
  const fits = taken.every(({ amountMinor }) => amountMinor >= 0);
  const ready = last !== undefined && fits && (!differs || reason.trim() !== '');
  const end = async () => {
    if (!last || !ready) return;
    setBusy(true);
    const outcome = await call((till) => till.shifts.close({ shiftId, countId: last.id, reason: reason.trim(), taken }));
    setBusy(false);
    if (outcome.ok) onClosed(outcome.value.number);
  };
  return (
    <Dialog
      title={t('closing.title', { number: shiftId })}
      onClose={onClose}
      actions={
        <>
          <Button size="large" onClick={onAgain}>
            {t('closing.again')}
          </Button>
          <Button kind="primary" size="large" busy={busy} disabled={!ready} onClick={() => void end()}>
            {t('closing.finish')}
          </Button>
        </>
      }
    >
      <section className="closing-result">
        {currencies.map((currency) => (
          <Difference
            key={codeOf(currency)}
            currency={codeOf(currency)}
            expected={of(last?.expected ?? null, currency)}
            difference={of(last?.difference ?? null, currency)}
          />
        ))}
        <p className="closing-hint">{t('closing.countedTimes', { count: counts.length })}</p>
      </section>
      {differs && (
        <label className="closing-field">
          <span>{t('closing.why')}</span>
          <input
            className="field"
            type="text"
            maxLength={200}
            autoComplete="off"
            placeholder={t('closing.whyHint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      {currencies.map((currency) => (
        <Stays
          key={codeOf(currency)}
          currency={codeOf(currency)}
          there={of(inDrawer, currency)}
          typed={stays[codeOf(currency)] ?? minorToDecimal(usual(currency), minorDigits(codeOf(currency)))}
          staysMinor={stayMinor(currency)}
          onTyped={(text) => setStays({ ...stays, [codeOf(currency)]: text })}
        />
      ))}
      <Carried carried={carriedOver} />
      {busy && (
        <p className="closing-hint" role="status">
          {t('closing.finishing')}
        </p>
      )}
    </Dialog>
  );
}

function Difference({ currency, expected, difference }: { currency: CurrencyCode; expected: number; difference: number }) {
  const { t, i18n } = useTranslation('shifts');
  const amount = formatMinor(Math.abs(difference), currency, localeOf(i18n.language));
  return (
    <>
      <p className="closing-difference" data-off={difference !== 0 || undefined}>
        {difference === 0 ? t('closing.right') : t(difference < 0 ? 'closing.short' : 'closing.over', { amount })}
      </p>
      <dl className="closing-sums">
        <div>
          <dt>{t('closing.expected')}</dt>
          <dd>
            <Money minor={expected} currency={currency} />
          </dd>
        </div>
        <div>
          <dt>{t('closing.found')}</dt>
          <dd>
            <Money minor={expected + difference} currency={currency} />
          </dd>
        </div>
      </dl>
    </>
  );
}

interface StaysProps {
  currency: CurrencyCode;
  there: number;
  typed: string;
  staysMinor: number | null;
  onTyped: (text: string) => void;
}

function Stays({ currency, there, typed, staysMinor, onTyped }: StaysProps) {
  const { t, i18n } = useTranslation('shifts');
  const tooMuch = staysMinor === null || staysMinor > there;
  return (
    <div className="closing-stays">
      <label className="closing-field">
        <span>{t('closing.stays')}</span>
        <input
          className="field"
          type="text"
          inputMode={minorDigits(currency) === 0 ? 'numeric' : 'decimal'}
          autoComplete="off"
          aria-invalid={tooMuch}
          value={typed}
          onChange={(event) => onTyped(event.target.value)}
        />
        <small data-wrong={tooMuch || undefined}>
          {tooMuch ? t('closing.tooMuch', { amount: formatMinor(there, currency, localeOf(i18n.language)) }) : t('closing.staysHint')}
        </small>
      </label>
      <p className="closing-goes">
        <span>{t('closing.goes')}</span>
        <b>{tooMuch ? '–' : <Money minor={there - (staysMinor ?? 0)} currency={currency} />}</b>
      </p>
    </div>
  );
}
