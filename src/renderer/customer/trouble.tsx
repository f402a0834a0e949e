// A code that ran out, and money that came too late: what happened, that the money is safe, and whom to ask.
import { Hourglass, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatSat } from '../../shared/money.ts';
import type { LightningTender } from '../../shared/tender.ts';
import { localeOf } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';

export function Expired() {
  const { t } = useTranslation('customer');
  return (
    <section className="customer-centre" role="status">
      <Icon of={Hourglass} size={96} />
      <h1>{t('expired.title')}</h1>
      <p className="customer-next">{t('expired.next')}</p>
      <p className="customer-safe">{t('expired.safe')}</p>
    </section>
  );
}

export function Late({ tender }: { tender: LightningTender }) {
  const { t, i18n } = useTranslation('customer');
  const amount = formatSat(Math.floor(tender.receivedMsat / 1000), localeOf(i18n.language));
  return (
    <section className="customer-centre customer-late" role="status">
      <Icon of={ShieldCheck} size={96} />
      <h1>{t('late.title')}</h1>
      <p className="customer-next">{t('late.received', { amount })}</p>
      <p className="customer-safe">
        {t('late.what')} {t('late.next')}
      </p>
    </section>
  );
}
