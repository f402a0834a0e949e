// To whom money goes back, and by whom: the customer's code or address, scanned, pasted or typed, and the manager's PIN.
import { Smartphone } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { readPaymentText } from '../../../shared/payment-text.ts';
import type { Failure } from '../../failure.ts';
import { wordsForFailure } from '../../i18n/failure-words.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { countWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import './refunds.css';

export function isPin(text: string): boolean {
  return /^\d{4,8}$/.test(text);
}

export function PayeeField({ amountSat, text, onText }: { amountSat: number; text: string; onText: (text: string) => void }) {
  const { t, i18n } = useTranslation('refunds');
  const fieldId = useId();
  const practice = useTill((till) => till.shop.practice);
  const wrong = text.trim() !== '' && !readPaymentText(text);
  return (
    <div className="refund-field">
      <label htmlFor={fieldId}>{t('to')}</label>
      <textarea
        id={fieldId}
        className="field refund-code"
        rows={2}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={wrong}
        aria-describedby={`${fieldId}-hint`}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <p id={`${fieldId}-hint`} className="refund-hint" data-wrong={wrong || undefined}>
        {wrong ? t('notOne') : t('toHint', { sat: countWords(amountSat, localeOf(i18n.language)) })}
      </p>
      {practice && amountSat > 0 && <AskPracticeWallet amountSat={amountSat} onCode={onText} />}
    </div>
  );
}

function AskPracticeWallet({ amountSat, onCode }: { amountSat: number; onCode: (code: string) => void }) {
  const { t } = useTranslation('refunds');
  const call = useCall();
  const ask = async () => {
    const outcome = await call((till) => till.practice.refundCode({ amountSat }));
    if (outcome.ok) onCode(outcome.value.paymentRequest);
  };
  return (
    <Button icon={Smartphone} onClick={() => void ask()}>
      {t('askWallet')}
    </Button>
  );
}

/** Signed in is not enough for money to leave. */
export function PinField({ pin, onPin }: { pin: string; onPin: (pin: string) => void }) {
  const { t } = useTranslation('refunds');
  const fieldId = useId();
  return (
    <div className="refund-field">
      <label htmlFor={fieldId}>{t('pin')}</label>
      <input
        id={fieldId}
        className="field"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        value={pin}
        onChange={(event) => onPin(event.target.value)}
      />
    </div>
  );
}

export function Refused({ failure }: { failure: Failure }) {
  const { t, i18n } = useTranslation('errors');
  const { title, body } = wordsForFailure(failure, t, i18n.language);
  return (
    <p className="refund-refused" role="alert">
      <b>{title}</b> {body}
    </p>
  );
}
