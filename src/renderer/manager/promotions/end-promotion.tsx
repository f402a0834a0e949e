// Ending a promotion: it is not begun again, so it is asked once more.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Promotion } from '../../../shared/promotion.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function EndPromotion({ promotion, onClose }: { promotion: Promotion; onClose: () => void }) {
  const { t, i18n } = useTranslation('selling');
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    const outcome = await call((till) => till.offers.endPromotion({ promotionId: promotion.id }));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={t('promotions.endTitle', { name: nameIn(promotion.names, i18n.language) })}
      onClose={onClose}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="danger" size="large" busy={busy} onClick={() => void end()}>
            {t('promotions.end')}
          </Button>
        </>
      }
    >
      <p>{t('promotions.endBody')}</p>
    </Dialog>
  );
}
