// Money that needs a manager, told to whoever is at the till: that it is safe, what it is, and the way to settle it.
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMinor, formatSat } from '../../shared/money.ts';
import type { AttentionItem } from '../../shared/state.ts';
import { localeOf } from '../i18n/i18n.ts';
import { Unsettled } from '../refunds/unsettled.tsx';
import { useCall, useScreen } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useDueInHand } from './refunds/due-in-hand.ts';
import { useTill } from './till.ts';

export function AttentionDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('cashier');
  const open = useTill((till) => till.attention.open);
  const unsettled = useTill(({ refunds }) => refunds.unfinished.length + refunds.credits.length > 0);
  const dueInHandMinor = useDueInHand();
  return (
    <Dialog title={t('attention.title')} shape="sheet" onClose={onClose}>
      {unsettled && (
        <div className="refund">
          <Unsettled canUse={dueInHandMinor > 0} />
        </div>
      )}
      {open.length === 0 && !unsettled && (
        <EmptyState icon={CircleCheck} title={t('attention.none')}>
          {t('attention.noneExplained')}
        </EmptyState>
      )}
      {open.length > 0 && (
        <div className="cashier-attention">
          {open.some(({ kind }) => kind !== 'lost') && <p>{t('attention.explained')}</p>}
          <ul>
            {open.map((item) => (
              <li key={item.id}>
                <MoneyItem item={item} />
              </li>
            ))}
          </ul>
          <a className="button" data-kind="quiet" href="../manager/#attention">
            {t('attention.toManager')}
          </a>
        </div>
      )}
    </Dialog>
  );
}

function MoneyItem({ item }: { item: AttentionItem }) {
  const { t, i18n } = useTranslation('cashier');
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const mayApply = useTill((till) => till.session.staff?.rights.includes('manage_money') ?? false);
  const locale = localeOf(i18n.language);
  const sat = `${formatSat(Math.floor(item.amountMsat / 1000), locale)} sat`;
  const apply = async () => {
    const outcome = await call((client) => client.attention.apply({ itemId: item.id }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('attention.applied') });
  };
  return (
    <>
      <p className="cashier-attention-amount">
        <b className="money">{item.amountMinor === null ? sat : formatMinor(item.amountMinor, currency, locale)}</b>
        {item.amountMinor !== null && <span className="money">{sat}</span>}
      </p>
      <p>
        {t(`attention.kind.${item.kind}`)}
        {item.receiptNumber && ` · ${item.receiptNumber}`}
      </p>
      {item.status === 'refunding' && <p>{t('attention.refunding')}</p>}
      {mayApply && item.canApply && <Button onClick={() => void apply()}>{t('attention.apply')}</Button>}
    </>
  );
}
