// Money that came for this sale after its code was closed: the cashier must know before taking it twice. A manager who is signed in applies it here.
import { BellRing } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useCall } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useTill } from './till.ts';

export function LateMoney() {
  const { t, i18n } = useTranslation('cashier');
  const call = useCall();
  const saleId = useTill((till) => till.checkout.sale.id);
  const open = useTill((till) => till.attention.open);
  const currency = useTill((till) => till.shop.currency);
  const isManager = useTill((till) => till.session.staff?.role === 'manager');
  const late = open.filter((item) => item.saleId === saleId && item.kind === 'late');
  const [first] = late;
  if (!first) return null;
  const amount = formatMinor(
    late.reduce((sum, item) => sum + (item.amountMinor ?? 0), 0),
    currency,
    localeOf(i18n.language),
  );
  return (
    <div className="cashier-late" role="alert">
      <Icon of={BellRing} size={28} />
      <div>
        <h3>{t('code.late', { count: late.length, amount })}</h3>
        <p>{t('code.lateExplained')}</p>
        {isManager && first.canApply && (
          <Button onClick={() => void call((client) => client.attention.apply({ itemId: first.id }))}>{t('code.apply')}</Button>
        )}
      </div>
    </div>
  );
}
