// The rate: the one locked with the code that stands, or the one in force. Whose it is and from when, so that a customer's question has an answer.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { LightningTender } from '../../../shared/tender.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { rateOrigin } from '../../i18n/rate-origin.ts';
import { useTill } from '../till.ts';

export function CodeRate({ code }: { code: LightningTender | undefined }) {
  const { t, i18n } = useTranslation('cashier');
  const { t: tRates } = useTranslation('rates');
  const rate = useTill((till) => till.lightning.rate);
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const quote = code?.quote ?? (rate.ok ? rate : undefined);
  if (!quote) return <p className="cashier-rate" />;
  const locale = localeOf(i18n.language);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone }).format(
    quote.quotedAtMs,
  );
  return (
    <p className="cashier-rate">
      <b className="money">{t('code.rate', { amount: formatMinor(quote.minorPerBtc, currency, locale) })}</b>
      <span>{t('code.source', { origin: rateOrigin(quote, tRates), time })}</span>
    </p>
  );
}
