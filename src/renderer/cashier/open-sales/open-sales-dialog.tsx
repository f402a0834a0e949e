// All parked sales: one tap takes one in hand, and what was in hand is parked for it. Beside each what else can be done with it.
import { Archive, ChefHat, Combine, Printer, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { ParkedSale } from '../../../shared/parking.ts';
import { ageWords } from '../../i18n/age-words.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall, useMainNow, useScreen } from '../../screen.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

import { CancelParkedDialog } from './cancel-parked-dialog.tsx';

const LOOK_EVERY_MS = 15_000;

export function OpenSalesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('parking');
  const sales = useTill((till) => till.parking.sales);
  const [cancelling, cancel] = useState<ParkedSale | null>(null);
  return (
    <Dialog title={t('title')} shape="sheet" onClose={onClose}>
      {sales.length === 0 ? (
        <EmptyState icon={Archive} title={t('none')}>
          {t('noneExplained')}
        </EmptyState>
      ) : (
        <ol className="open-sales">
          {sales.map((sale) => (
            <OpenSale key={sale.id} sale={sale} onDone={onClose} onCancel={() => cancel(sale)} />
          ))}
        </ol>
      )}
      {cancelling && <CancelParkedDialog sale={cancelling} onClose={() => cancel(null)} />}
    </Dialog>
  );
}

function OpenSale({ sale, onDone, onCancel }: { sale: ParkedSale; onDone: () => void; onCancel: () => void }) {
  const { t, i18n } = useTranslation(['parking', 'papers']);
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const inHand = useTill((till) => till.checkout.sale.id);
  const busyHand = useTill(({ checkout: { sale: hand } }) => hand.lines.length > 0 && hand.status !== 'completed');
  const nowMs = useMainNow(LOOK_EVERY_MS);
  const { id, label, lines, lineCount, paidMinor, totalMinor, tipMinor, awaitsPayment, kitchen } = sale;
  const locale = localeOf(i18n.language);
  const free = !awaitsPayment && paidMinor === 0;
  const pieces = lines.map(
    ({ names, unit, quantity }) => `${unit === 'piece' && quantity > 1 ? `${quantity} × ` : ''}${nameIn(names, i18n.language)}`,
  );
  if (lineCount > lines.length) pieces.push(t('andMore', { count: lineCount - lines.length }));
  const recall = async () => {
    const outcome = await call((client) => client.parking.recall({ saleId: id, handSaleId: inHand }));
    if (outcome.ok) onDone();
  };
  const merge = async () => {
    const outcome = await call((client) => client.parking.merge({ saleId: inHand, fromSaleId: id }));
    if (!outcome.ok) return;
    onDone();
    store.getState().notify({ tone: 'done', title: t('merged', { label }) });
  };
  const print = async () => {
    const outcome = await call((client) => client.parking.print({ saleId: id }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('printed') });
  };
  const send = async () => {
    const outcome = await call((client) => client.kitchen.send({ saleId: id }), { quiet: ['ALREADY_DONE'] });
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('papers:kitchenSent') });
  };
  return (
    <li className="open-sale">
      <button type="button" className="open-sale-recall" aria-label={t('recall', { label })} onClick={() => void recall()}>
        <span className="open-sale-head">
          <b>{label}</b>
          <Money minor={totalMinor + tipMinor} currency={currency} />
        </span>
        <span className="open-sale-lines">{pieces.join(', ')}</span>
        {awaitsPayment && <span className="open-sale-mark">{t('awaits')}</span>}
        {paidMinor > 0 && (
          <span className="open-sale-mark">
            {t('paidPart', { paid: formatMinor(paidMinor, currency, locale), total: formatMinor(totalMinor + tipMinor, currency, locale) })}
          </span>
        )}
        {kitchen.told && kitchen.unsentLines === 0 && <span className="open-sale-mark">{t('papers:kitchenSent')}</span>}
        <span className="open-sale-foot">
          {[sale.staffName, ageWords(sale.openedAtMs, nowMs, i18n.language) || t('justNow')].filter(Boolean).join(' · ')}
        </span>
      </button>
      <span className="open-sale-more">
        {kitchen.unsentLines > 0 && (
          <IconButton icon={ChefHat} label={t('sendToKitchen', { label, count: kitchen.unsentLines })} onClick={() => void send()} />
        )}
        <IconButton icon={Printer} label={t('print', { label })} onClick={() => void print()} />
        {free && busyHand && <IconButton icon={Combine} label={t('merge', { label })} onClick={() => void merge()} />}
        {free && <IconButton icon={Trash2} label={t('cancel', { label })} onClick={onCancel} />}
      </span>
    </li>
  );
}
