// What is due, as large as it can be: what the cashier says aloud.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { toPayMinor } from '../../../shared/sale.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { FitMoney } from '../../ui/fit-money.tsx';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';

/** `minor`: a code over a part asks for less than is due. */
export function AmountDue({ minor }: { minor?: number | undefined }) {
  const { t, i18n } = useTranslation('cashier');
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const totalMinor = useTill((till) => toPayMinor(till.checkout.sale));
  const currency = useTill((till) => till.shop.currency);
  const now = usePayNowMinor();
  const shown = minor ?? now;
  const total = formatMinor(totalMinor, currency, localeOf(i18n.language));
  return (
    <div className="cashier-due">
      <h2>{t(dueMinor < totalMinor ? 'pay.stillDue' : 'pay.due')}</h2>
      <p className="cashier-due-amount">
        <FitMoney minor={shown} currency={currency} />
      </p>
      {shown < totalMinor && <p className="cashier-due-of">{t('pay.partOf', { total })}</p>}
    </div>
  );
}
