// To whom money goes back: the customer's code or address, scanned, pasted or typed.
import { Smartphone } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSat } from '../../shared/money.ts';
import { readPaymentText } from '../../shared/payment-text.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useCall } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { useTill } from './till.ts';
import './refunds.css';

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
        {wrong ? t('notOne') : t('toHint', { sat: formatSat(amountSat, localeOf(i18n.language)) })}
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
