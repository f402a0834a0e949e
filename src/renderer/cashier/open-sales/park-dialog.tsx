// Parking the sale in hand: under a name, or a number by itself. Says before what becomes of a code and of money already taken.
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { StateOf } from '../../../shared/state.ts';
import { liveLightningTender, paidMinor } from '../../../shared/tender.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { useTill } from '../till.ts';

export function ParkDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('parking');
  const call = useCall();
  const { store } = useScreen();
  const saleId = useTill((till) => till.checkout.sale.id);
  const before = useTill((till) => till.checkout.sale.label);
  const tenders = useTill((till) => till.checkout.sale.tenders);
  const currency = useTill((till) => till.shop.currency);
  const [label, setLabel] = useState(before);
  const live = liveLightningTender(tenders);
  const underWay = live && (live.status !== 'waiting' || live.seenOnChain?.status === 'seen');
  const cardUnknown = useTill((till) => till.checkout.sale.cardMove !== null);
  const takenMinor = paidMinor(tenders);
  const park = async () => {
    onClose();
    const outcome = await call((client) => client.parking.park({ saleId, label }));
    if (!outcome.ok) return;
    const { parking } = store.getState().till as StateOf<'cashier'>;
    const name = parking.sales.find(({ id }) => id === saleId)?.label ?? label;
    store.getState().notify({ tone: 'done', title: t('parked', { label: name }) });
  };
  return (
    <Dialog
      title={t('parkTitle')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" wide icon={Archive} shortcut="Enter" onClick={() => void park()}>
          {t('parkIt')}
        </KeyButton>
      }
    >
      <label className="cashier-field">
        <span>{t('name')}</span>
        <input
          className="field"
          type="text"
          data-first-focus
          maxLength={40}
          autoComplete="off"
          placeholder={t('nameHint')}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
      </label>
      <ul className="cashier-consequences open-sales-consequences">
        {live && <li>{t(underWay ? 'paymentGoesOn' : 'codeCloses')}</li>}
        {cardUnknown && <li>{t('paymentGoesOn')}</li>}
        {takenMinor > 0 && <li>{t('moneyStays', { amount: formatMinor(takenMinor, currency, localeOf(i18n.language)) })}</li>}
      </ul>
    </Dialog>
  );
}
