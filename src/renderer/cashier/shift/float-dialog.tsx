// The float, counted before the first sale: what the evening is compared with.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { pileMinor } from '../../../shared/shift.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { CountPad, emptyPile } from '../../shift/count-pad.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { useTill } from '../till.ts';

export function FloatDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('shifts');
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const shiftId = useTill((till) => till.shift.id);
  const [pile, setPile] = useState(emptyPile(null));
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const outcome = await call((client) => client.shifts.countFloat({ shiftId, counted: [pile] }));
    setBusy(false);
    if (!outcome.ok) return;
    store.getState().notify({ tone: 'done', title: t('floatSaved'), body: t('floatSavedNext') });
    onClose();
  };
  return (
    <Dialog
      title={t('floatTitle')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} onClick={() => void save()}>
          {t('floatSave', { amount: formatMinor(pileMinor(pile), currency, localeOf(i18n.language)) })}
        </KeyButton>
      }
    >
      <CountPad pile={pile} currency={currency} onPile={setPile} />
    </Dialog>
  );
}
