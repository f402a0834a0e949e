// Giving a completed sale's Lightning money back: how much, what that is in sat at both rates, to whom, and by whom.
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, minorDigits, minorToDecimal } from '../../../shared/money.ts';
import { readPaymentText } from '../../../shared/payment-text.ts';
import type { RefundOffer } from '../../../shared/refund.ts';
import type { Failure } from '../../failure.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScans, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Money, Sat } from '../../ui/money.tsx';
import { countWords } from '../numbers.tsx';
import { isPin, PinField, Refused } from '../pin-field.tsx';
import { useTill } from '../till.ts';
import { minorOf } from './amount.ts';
import { PayeeField } from './payee-field.tsx';

/** What it is in sat is asked for when the typing rests. */
const REST_MS = 250;

export interface RefundSaleDialogProps {
  saleId: string;
  receiptNumber: string;
  /** All that can be refunded. */
  remainingMinor: number;
  onClose: () => void;
}

export function RefundSaleDialog({ saleId, receiptNumber, remainingMinor, onClose }: RefundSaleDialogProps) {
  const { t, i18n } = useTranslation(['refunds', 'common']);
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const locale = localeOf(i18n.language);
  const formId = useId();
  const [amount, setAmount] = useState(minorToDecimal(remainingMinor, minorDigits(currency)));
  const [to, setTo] = useState('');
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const amountMinor = minorOf(amount, minorDigits(currency));
  const within = amountMinor !== null && amountMinor >= 1 && amountMinor <= remainingMinor;
  const offer = useOffer(saleId, within ? amountMinor : null, setFailure);
  const amountSat = offer?.amountSat ?? null;
  const possible = amountSat !== null && amountSat > 0 && readPaymentText(to) !== null && isPin(pin);
  const sat = countWords(amountSat ?? 0, locale);

  useScans(async (scanned) => setTo(scanned));

  const send = async () => {
    if (busy || !possible || !offer) return;
    setBusy(true);
    setFailure(null);
    const outcome = await call((till) => till.refunds.send({ offerId: offer.id, to, pin }), { quiet: true });
    setBusy(false);
    setPin('');
    if (!outcome.ok) return setFailure(outcome.failure);
    store.getState().notify({ tone: 'done', title: t('done'), body: t(hasPrinter ? 'donePrinted' : 'doneWallet', { sat }) });
    onClose();
  };

  return (
    <Dialog
      title={t('ofSale', { receiptNumber })}
      onClose={onClose}
      actions={
        failure?.code === 'REFUND_UNKNOWN' ? (
          <Button onClick={onClose}>{t('common:close')}</Button>
        ) : (
          <Button kind="primary" size="large" wide submit form={formId} busy={busy} disabled={!possible}>
            {t('send', { sat })}
          </Button>
        )
      }
    >
      <form
        id={formId}
        className="refund"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <AmountField text={amount} onText={setAmount} wrong={!within} most={formatMinor(remainingMinor, currency, locale)} />
        {offer && <Rates offer={offer} />}
        <PayeeField amountSat={amountSat ?? 0} text={to} onText={setTo} />
        <PinField label={t('pin')} pin={pin} onPin={setPin} />
        {busy && (
          <p className="refund-hint" role="status">
            {t('sending')}
          </p>
        )}
        {failure && <Refused failure={failure} />}
      </form>
    </Dialog>
  );
}

/** The till's offer for the amount; null while there is none. */
function useOffer(saleId: string, amountMinor: number | null, onFailure: (failure: Failure) => void): RefundOffer | null {
  const call = useCall();
  const [offer, setOffer] = useState<RefundOffer | null>(null);
  useEffect(() => {
    if (amountMinor === null) return setOffer(null);
    let current = true;
    const timer = setTimeout(async () => {
      const outcome = await call((till) => till.refunds.offer({ saleId, amountMinor }), { quiet: true });
      if (!current) return;
      setOffer(outcome.ok ? outcome.value : null);
      if (!outcome.ok) onFailure(outcome.failure);
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [call, saleId, amountMinor, onFailure]);
  return offer;
}

function AmountField({ text, onText, wrong, most }: { text: string; onText: (text: string) => void; wrong: boolean; most: string }) {
  const { t } = useTranslation('refunds');
  const fieldId = useId();
  return (
    <div className="refund-field">
      <label htmlFor={fieldId}>{t('amount')}</label>
      <input
        id={fieldId}
        className="field refund-amount"
        inputMode="decimal"
        autoComplete="off"
        maxLength={16}
        aria-invalid={wrong}
        aria-describedby={`${fieldId}-hint`}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <p id={`${fieldId}-hint`} className="refund-hint" data-wrong={wrong || undefined}>
        {t(wrong ? 'amountWrong' : 'amountHint', { amount: most })}
      </p>
    </div>
  );
}

function Rates({ offer: { originalSat, today, rate } }: { offer: RefundOffer }) {
  const { t } = useTranslation('refunds');
  return (
    <dl className="refund-rates" aria-label={t('rates')} aria-live="polite">
      <div data-sent={rate === 'original' || undefined}>
        <dt>
          {t('original')}
          {rate === 'original' && <small>{t('sent')}</small>}
        </dt>
        <dd>
          <Sat sat={originalSat} />
        </dd>
      </div>
      <div data-sent={rate === 'today' || undefined}>
        <dt>
          {t('today')}
          {today && (
            <small>
              1 BTC = <Money minor={today.quote.minorPerBtc} currency={today.quote.currency} />
            </small>
          )}
          {rate === 'today' && <small>{t('sent')}</small>}
        </dt>
        <dd>{today ? <Sat sat={today.amountSat} /> : t('noRateToday')}</dd>
      </div>
    </dl>
  );
}
