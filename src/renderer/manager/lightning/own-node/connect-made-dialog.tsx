// Connects the node that the till runs, where that did not come to its end, or was undone.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DialogPage } from './dialog-page.tsx';
import { MakingProgress } from './making-progress.tsx';
import { Refusal } from './refusal.tsx';
import { useMaking } from './use-making.ts';
import './own-node.css';

export function ConnectMadeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ownNode');
  const { progress, failure, connect } = useMaking();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    connect();
  }, [connect]);
  return (
    <Dialog
      title={t('section.connect')}
      shape="sheet"
      onClose={onClose}
      actions={
        <Button size="large" wide onClick={onClose}>
          {t(progress.stage === 'connected' ? 'dialog.done' : 'dialog.close')}
        </Button>
      }
    >
      <DialogPage label={t('dialog.title.making')}>
        <MakingProgress progress={progress} />
        {failure && <Refusal failure={failure} />}
      </DialogPage>
    </Dialog>
  );
}
