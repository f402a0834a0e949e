// What a Lightning leg needs besides: both rates, the customer's code, and the PIN of who sends it.
import { useTranslation } from 'react-i18next';
import type { OfferedWay } from '../../shared/refund.ts';
import { PinField } from '../manager/pin-field.tsx';
import { useScans } from '../screen.tsx';
import { Money, Sat } from '../ui/money.tsx';
import { PayeeField } from './payee-field.tsx';

type Lightning = Extract<OfferedWay, { kind: 'lightning' }>;

export interface Sending {
  to: string;
  pin: string;
}

export interface LightningFieldsProps {
  way: Lightning;
  sending: Sending;
  /** What has changed of it: a code may come from a wallet while the PIN is being typed. */
  onSending: (change: Partial<Sending>) => void;
}

export function LightningFields({ way, sending, onSending }: LightningFieldsProps) {
  const { t } = useTranslation('refunds');
  useScans(async (scanned) => onSending({ to: scanned }));
  return (
    <>
      <Rates way={way} />
      <PayeeField amountSat={way.amountSat ?? 0} text={sending.to} onText={(to) => onSending({ to })} />
      <PinField label={t('pin')} pin={sending.pin} onPin={(pin) => onSending({ pin })} />
    </>
  );
}

function Rates({ way: { originalSat, today, rate } }: { way: Lightning }) {
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
