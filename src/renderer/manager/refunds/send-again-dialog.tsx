// Money of which nobody knows whether it arrived, handed to the node once more: the node sends one code once.
import { useTranslation } from 'react-i18next';
import { useScreen } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { PinDialog } from '../pin-dialog.tsx';

export function SendAgainDialog({ call, onClose }: { call: (till: TillClient, pin: string) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation('refunds');
  const { store } = useScreen();
  const done = () => {
    store.getState().notify({ tone: 'done', title: t('done') });
    onClose();
  };
  return (
    <PinDialog title={t('list.sendAgainAct')} action={t('list.sendAgainAct')} call={call} onDone={done} onClose={onClose}>
      <p>{t('list.sendAgainExplained')}</p>
    </PinDialog>
  );
}
