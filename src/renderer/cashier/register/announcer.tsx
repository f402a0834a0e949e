// What is seen to change, said for those who hear the screen: the line that was added, and where the payment stands.
import { useTranslation } from 'react-i18next';
import { listMinorOf } from '../../../shared/line-item.ts';
import { formatMinor } from '../../../shared/money.ts';
import { toPayMinor } from '../../../shared/sale.ts';
import { kilograms } from '../../../shared/sale-sums.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { codeStateOf } from '../stage.ts';
import { useTill } from '../till.ts';

export function Announcer() {
  const { t, i18n } = useTranslation('cashier');
  const currency = useTill((till) => till.shop.currency);
  const { lastLineId, sale } = useTill((till) => till.checkout);
  const code = useTill((till) => codeStateOf(till.checkout));
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const line = sale.lines.find(({ id }) => id === lastLineId);
  const words = (): string => {
    if (sale.status === 'completed') return `${t('paid.paid')} ${amount(toPayMinor(sale))}`;
    if (code !== 'none') return t(`code.state.${code}`);
    if (line)
      return t(line.unit === 'kg' ? 'cart.weighed' : 'cart.added', {
        name: nameIn(line.names, i18n.language),
        quantity: line.unit === 'kg' ? kilograms(line) : line.quantity,
        amount: amount(listMinorOf(line)),
        total: amount(sale.totals.totalMinor),
      });
    return sale.lines.length === 0 ? t('cart.emptied') : '';
  };
  return (
    <p className="visually-hidden" role="status">
      {words()}
    </p>
  );
}
