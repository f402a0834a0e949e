// A refund of which nobody knows whether it arrived, handed to the node once more: the node sends one code once.
import { useTranslation } from 'react-i18next';
import { useScreen } from '../../screen.tsx';
import { PinDialog } from '../pin-dialog.tsx';

export function SendAgainDialog({ refundId, onClose }: { refundId: string; onClose: () => void }) {
  const { t } = useTranslation('refunds');
  const { store } = useScreen();
  const done = () => {
    store.getState().notify({ tone: 'done', title: t('done') });
    onClose();
  };
  return (
    <PinDialog
      title={t('list.sendAgainAct')}
      action={t('list.sendAgainAct')}
      call={(till, pin) => till.refunds.sendAgain({ refundId, pin })}
      onDone={done}
      onClose={onClose}
    >
      <p>{t('list.sendAgainExplained')}</p>
    </PinDialog>
  );
}
