// Money that came and is part of no sale: what happened in words, how much, when, to which sale it belongs, and what to do.
import { Ban, CircleHelp, ClockAlert, CopyPlus, ListPlus, type LucideIcon, RefreshCw, Undo2, Unlink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionItem, AttentionKind } from '../../../shared/state.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { satWords } from '../numbers.tsx';
import { SendAgainDialog } from '../refunds/send-again-dialog.tsx';
import { HOME, hashOf } from '../route.ts';
import { useTill } from '../till.ts';
import { momentWords } from '../when.ts';
import { RefundDialog } from './refund-dialog.tsx';

const DRAWINGS: Record<AttentionKind, LucideIcon> = {
  late: ClockAlert,
  double: CopyPlus,
  excess: ListPlus,
  unexplained: CircleHelp,
  cancelled_sale: Ban,
  lost: Unlink,
};

export function MoneyItem({ item }: { item: AttentionItem }) {
  const { t, i18n } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const [applying, setApplying] = useState(false);
  const [refunding, setRefunding] = useState(false);
  const [sendingAgain, setSendingAgain] = useState(false);
  const { t: tRefunds } = useTranslation('refunds');
  const locale = localeOf(i18n.language);
  const what = item.kind === 'unexplained' && (item.source === 'keysend' || item.source === 'amp') ? item.source : item.kind;

  const apply = async () => {
    setApplying(true);
    const outcome = await call((till) => till.attention.apply({ itemId: item.id }));
    setApplying(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('attention.applied'), body: t('attention.appliedNext') });
  };
  const note = async () => {
    setApplying(true);
    const outcome = await call((till) => till.attention.note({ itemIds: [item.id] }));
    setApplying(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('attention.noted'), body: t('attention.notedNext') });
  };

  return (
    <article className="money-item" aria-labelledby={`item-${item.id}`}>
      <Icon of={DRAWINGS[item.kind]} size={28} />
      <div className="money-item-words">
        <h3 id={`item-${item.id}`}>{t(`attention.kind.${what}.what`)}</h3>
        <p>{t(`attention.kind.${what}.meaning`)}</p>
        <dl className="facts">
          <Fact name={t('attention.when')}>{momentWords(item.settledAtMs, locale, timeZone)}</Fact>
          <Fact name={t('attention.sale')}>
            {item.saleId === null ? (
              t('attention.noSale')
            ) : (
              <a href={hashOf({ ...HOME, page: 'attention', saleId: item.saleId })}>{item.receiptNumber ?? t('attention.withoutReceipt')}</a>
            )}
          </Fact>
          <Fact name={t(item.outpoint === null ? 'tenders.paymentHash' : 'tenders.transaction')}>
            <code className="payment-hash">{item.outpoint ?? item.paymentHash}</code>
          </Fact>
        </dl>
      </div>
      <div className="money-item-side">
        <p className="money-item-amount">
          <b>
            {satWords(item.amountMsat, locale)} <small>sat</small>
          </b>
          <span>{item.amountMinor === null ? t('attention.noRate') : <Money minor={item.amountMinor} currency={currency} />}</span>
        </p>
        {item.status === 'refunding' ? (
          <>
            <p className="money-item-waiting" role="status">
              <Icon of={RefreshCw} size={20} />
              {t('attention.refunding')}
            </p>
            <Button onClick={() => setSendingAgain(true)}>{tRefunds('list.sendAgain')}</Button>
          </>
        ) : (
          <div className="money-item-actions">
            {item.canApply && (
              <Button kind="primary" busy={applying} onClick={() => void apply()}>
                {t('attention.apply')}
              </Button>
            )}
            {item.kind !== 'lost' && (
              <Button icon={Undo2} disabled={applying} onClick={() => setRefunding(true)}>
                {t('attention.refund')}
              </Button>
            )}
            {(item.kind === 'lost' || item.kind === 'unexplained') && (
              <Button busy={applying} onClick={() => void note()}>
                {t(`attention.note.${item.kind}`)}
              </Button>
            )}
          </div>
        )}
      </div>
      {sendingAgain && (
        <SendAgainDialog call={(till, pin) => till.attention.sendAgain({ itemId: item.id, pin })} onClose={() => setSendingAgain(false)} />
      )}
      {refunding && <RefundDialog item={item} onClose={() => setRefunding(false)} />}
    </article>
  );
}
