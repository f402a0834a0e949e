// Which of several equal parts is to be paid now, and the way back to paying all at once.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { partOf } from '../../../shared/parking.ts';
import { liveLightningTender } from '../../../shared/tender.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { useTill } from '../till.ts';
import { usePayNowMinor } from './use-pay-now.ts';

export function PartDue() {
  const { t, i18n } = useTranslation('parking');
  const call = useCall();
  const saleId = useTill((till) => till.checkout.sale.id);
  const part = useTill(({ checkout: { sale } }) => partOf(sale)?.part ?? 0);
  const parts = useTill(({ checkout: { sale } }) => sale.evenly?.parts ?? 0);
  const live = useTill(({ checkout: { sale } }) => liveLightningTender(sale.tenders) !== undefined);
  const minor = usePayNowMinor();
  const currency = useTill((till) => till.shop.currency);
  if (part === 0) return null;
  return (
    <p className="cashier-part" role="status">
      <span>
        {t('part', { part, parts })} · <span className="money">{formatMinor(minor, currency, localeOf(i18n.language))}</span>
      </span>
      {!live && (
        <Button kind="plain" onClick={() => void call((client) => client.parking.divide({ saleId, parts: null }))}>
          {t('partEnds')}
        </Button>
      )}
    </p>
  );
}
