// Changing one's own PIN: the old one, then the new one twice.
import { useTranslation } from 'react-i18next';
import { LONG_PIN, needsLongPin } from '../../shared/rights.ts';
import { tillHook, useCall, useScreen } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { MIN_PIN } from './pin-dots.tsx';
import { PinSteps } from './pin-steps.tsx';

const useTill = tillHook<'cashier' | 'manager'>();

export function ChangePinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('staff');
  const call = useCall();
  const { store } = useScreen();
  const long = useTill((till) => !till.shop.practice && till.session.staff !== null && needsLongPin(till.session.staff));
  const change = async (newPin: string, oldPin: string) => {
    const outcome = await call((till) => till.session.changePin({ oldPin, newPin }), { quiet: true });
    if (outcome.ok) {
      const { spendingLost } = outcome.value;
      store.getState().notify({
        tone: spendingLost ? 'trouble' : 'done',
        title: t('pin.changed'),
        ...(spendingLost && { body: t('pin.spendingLost') }),
      });
      onClose();
    }
    return outcome;
  };
  return (
    <Dialog title={t('pin.changeOwn')} onClose={onClose}>
      <PinSteps own min={long ? LONG_PIN : MIN_PIN} onPins={change} />
    </Dialog>
  );
}
