// What has been taken for the sale so far: one line a tender, and what is still due. A part that is not by code can be given back.
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isTakenTender, type Tender } from '../../shared/tender.ts';
import { useCall } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';
import { TENDER_ICONS } from '../ui/tender-icons.ts';
import { useTill } from './till.ts';

export function TenderList({ finished }: { finished: boolean }) {
  const { t } = useTranslation('cashier');
  const tenders = useTill((till) => till.checkout.sale.tenders);
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const currency = useTill((till) => till.shop.currency);
  const shown = tenders.filter(({ status }) => status === 'paid' || status === 'returned');
  if (shown.length === 0) return null;
  return (
    <section className="cashier-taken" aria-label={t('pay.taken')}>
      <ul>
        {shown.map((tender) => (
          <TakenTender key={tender.id} tender={tender} finished={finished} />
        ))}
      </ul>
      {!finished && (
        <p className="cashier-taken-due">
          <span>{t('pay.stillDue')}</span>
          <Money minor={dueMinor} currency={currency} />
        </p>
      )}
    </section>
  );
}

function TakenTender({ tender, finished }: { tender: Tender; finished: boolean }) {
  const { t } = useTranslation('cashier');
  const { t: tTenders } = useTranslation('tenders');
  const call = useCall();
  const saleId = useTill((till) => till.checkout.sale.id);
  const currency = useTill((till) => till.shop.currency);
  const returned = tender.status === 'returned';
  return (
    <li data-returned={returned || undefined}>
      <Icon of={TENDER_ICONS[tender.kind]} size={20} />
      <span className="cashier-taken-words">
        {tTenders(`kind.${tender.kind}`)}
        {returned && <small> {t('pay.givenBack')}</small>}
      </span>
      {isTakenTender(tender) && !returned && !finished && (
        <Button kind="plain" icon={Undo2} onClick={() => void call((client) => client.checkout.returnTender({ saleId, tenderId: tender.id }))}>
          {t('pay.giveBack')}
        </Button>
      )}
      <Money minor={tender.amountMinor} currency={currency} />
    </li>
  );
}
