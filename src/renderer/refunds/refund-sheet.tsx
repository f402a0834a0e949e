// The refund of a sale, step by step: which part of it, where the money goes, done.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundOutcome, RefundWish } from '../../shared/refund.ts';
import type { RefundableSale } from '../../shared/refund-state.ts';
import { DoneStage, type GivenLeg } from './done-stage.tsx';
import { EMPTY_GOODS, GoodsStage } from './goods-stage.tsx';
import { OfferStage } from './offer-stage.tsx';

export interface RefundSheetProps {
  sale: RefundableSale;
  /** What is due of the sale in hand; zero where there is none. */
  dueInHandMinor?: number;
  onClose: () => void;
}

export function RefundSheet({ sale, dueInHandMinor = 0, onClose }: RefundSheetProps) {
  const { t } = useTranslation('refunds');
  const [draft, setDraft] = useState(EMPTY_GOODS);
  const [wish, setWish] = useState<RefundWish | null>(null);
  const [done, setDone] = useState<{ outcome: RefundOutcome; given: readonly GivenLeg[] } | null>(null);
  const { saleId } = sale;
  if (done) return <DoneStage outcome={done.outcome} given={done.given} onClose={onClose} />;
  if (!wish) return <GoodsStage sale={sale} draft={draft} onDraft={setDraft} onWish={setWish} onClose={onClose} />;
  return (
    <OfferStage
      title={t('ofSale', { receiptNumber: sale.receiptNumber })}
      ask={(client, exchange) => client.refunds.offer({ saleId, wish, exchange })}
      reasonNeeded={false}
      dueInHandMinor={dueInHandMinor}
      onDone={(outcome, given) => setDone({ outcome, given })}
      onBack={() => setWish(null)}
      onClose={onClose}
    />
  );
}
