// A new promotion: what it is called, what it does to which articles, and when. Once made it is only ended.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../text-field.tsx';
import { useTill } from '../till.ts';
import { ArticlePicker } from './article-picker.tsx';
import { EMPTY_DRAFT, type PromotionDraft, promotionOf } from './promotion-draft.ts';
import { TargetChoice } from './target-choice.tsx';
import { ValidityFields } from './validity-fields.tsx';

const KINDS = ['n_for_m', 'bundle', 'threshold'] as const;

export function PromotionSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('selling');
  const call = useCall();
  const formId = useId();
  const currency = useTill((till) => till.shop.currency);
  const [draft, setDraft] = useState<PromotionDraft>(EMPTY_DRAFT);
  const [busy, setBusy] = useState(false);
  const promotion = promotionOf(draft, currency);
  const put = (more: Partial<PromotionDraft>) => setDraft((before) => ({ ...before, ...more }));
  const make = async () => {
    if (!promotion || busy) return;
    setBusy(true);
    const outcome = await call((till) => till.offers.makePromotion(promotion));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={t('promotions.make')}
      shape="sheet"
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" wide submit form={formId} busy={busy} disabled={!promotion}>
          {t('promotions.save')}
        </Button>
      }
    >
      <form
        id={formId}
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <div className="settings-pair promotion-even">
          <TextField maxLength={60} label={t('promotions.nameEn')} value={draft.en} onValue={(en) => put({ en })} />
          <TextField maxLength={60} label={t('promotions.nameKo')} value={draft.ko} onValue={(ko) => put({ ko })} />
        </div>
        <Segmented
          label={t('promotions.kind')}
          segments={KINDS.map((value) => ({ value, label: t(`promotions.kinds.${value}`) }))}
          value={draft.kind}
          onChange={(kind) => put({ kind })}
        />
        {draft.kind === 'n_for_m' && (
          <>
            <div className="settings-pair promotion-even">
              <TextField label={t('promotions.count')} numeric value={draft.count} onValue={(count) => put({ count })} />
              <TextField label={t('promotions.pay')} numeric value={draft.pay} onValue={(pay) => put({ pay })} />
            </div>
            <TargetChoice draft={draft} onChange={put} />
          </>
        )}
        {draft.kind === 'bundle' && (
          <>
            <ArticlePicker label={t('promotions.bundleOf')} picked={draft.picked} onPick={(picked) => put({ picked })} />
            <TextField label={`${t('promotions.price')} (${currency})`} numeric value={draft.price} onValue={(price) => put({ price })} />
          </>
        )}
        {draft.kind === 'threshold' && (
          <>
            <TextField label={`${t('promotions.from')} (${currency})`} numeric value={draft.from} onValue={(from) => put({ from })} />
            <Segmented
              label={t('promotions.off')}
              segments={[
                { value: 'percent', label: t('percent') },
                { value: 'amount', label: t('amount') },
              ]}
              value={draft.offKind}
              onChange={(offKind) => put({ offKind })}
            />
            <TextField
              label={`${t('promotions.off')} (${draft.offKind === 'percent' ? '%' : currency})`}
              numeric
              value={draft.off}
              onValue={(off) => put({ off })}
            />
          </>
        )}
        <ValidityFields draft={draft} onChange={put} />
        {!promotion && <p className="settings-hint">{t('promotions.incomplete')}</p>}
      </form>
    </Dialog>
  );
}
