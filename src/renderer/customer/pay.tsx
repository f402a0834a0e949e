// The Lightning code, as large as the screen allows, with its amount and the time it is good for; then the money on its way.
import { Hand, type LucideIcon, Smartphone, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../shared/money.ts';
import type { LightningTender } from '../../shared/sale.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useMainNow } from '../screen.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money, Sat } from '../ui/money.tsx';
import { Qr } from '../ui/qr.tsx';
import { TimeRing } from '../ui/time-ring.tsx';
import { useTill } from './use-till.ts';

export function Pay({ tender }: { tender: LightningTender }) {
  const { t, i18n } = useTranslation('customer');
  const amount = formatMinor(tender.amountMinor, tender.quote.currency, localeOf(i18n.language));
  return (
    <section className="customer-pay">
      <div className="customer-code">
        {/* Upper case: the code is smaller then, and wallets read it all the same (BOLT 11, BIP 21). */}
        <Qr data={`LIGHTNING:${tender.paymentRequest.toUpperCase()}`} label={t('pay.code', { amount })} />
      </div>
      <div className="customer-pay-words">
        <h1>{t('pay.title')}</h1>
        <Amount tender={tender} />
        <div className="customer-pay-how">
          <TimeLeft tender={tender} />
          <p>{t('pay.how')}</p>
        </div>
        <a className="customer-open" href={`lightning:${tender.paymentRequest}`}>
          <Icon of={Smartphone} size={22} />
          {t('pay.open')}
        </a>
      </div>
    </section>
  );
}

function Amount({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  const isPart = useTill((till) => till.checkout.sale.totals.totalMinor !== tender.amountMinor);
  return (
    <div className="customer-total">
      {isPart && <p className="customer-label">{t('pay.amountPart')}</p>}
      <p className="customer-amount">
        <Money minor={tender.amountMinor} currency={tender.quote.currency} />
      </p>
      <p className="customer-sat">
        <Sat sat={tender.amountSat} />
      </p>
    </div>
  );
}

function TimeLeft({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  const nowMs = useMainNow(1_000);
  const leftMs = Math.max(0, tender.expiresAtMs - nowMs);
  const seconds = Math.ceil(leftMs / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <TimeRing share={leftMs / (tender.expiresAtMs - tender.createdAtMs)} label={t('pay.timeLeft', { time })}>
      {time}
    </TimeRing>
  );
}

export function Arriving({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  return <UnderWay tender={tender} icon={Zap} title={t('arriving.title')} explained={t('arriving.wait')} />;
}

/** The money is here, and not the shop's yet. */
export function Held({ tender }: { tender: LightningTender }) {
  const { t } = useTranslation('customer');
  return <UnderWay tender={tender} icon={Hand} title={t('held.title')} explained={t('held.wait')} />;
}

function UnderWay({ tender, icon, title, explained }: { tender: LightningTender; icon: LucideIcon; title: string; explained: string }) {
  return (
    <section className="customer-centre customer-arriving">
      <div className="customer-arriving-mark">
        <Icon of={icon} size={120} />
      </div>
      <div role="status">
        <h1>{title}</h1>
        <p>{explained}</p>
      </div>
      <p className="customer-sums-line">
        <Money minor={tender.amountMinor} currency={tender.quote.currency} /> · <Sat sat={tender.amountSat} />
      </p>
    </section>
  );
}
