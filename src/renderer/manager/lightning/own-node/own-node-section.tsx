// "No node yet? Run one here": for a shop that has no node, and how the one that the till runs stands.
import { Server } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { SettingsSection } from '../../settings/settings-section.tsx';
import { useTill } from '../../till.ts';
import { ConnectMadeDialog } from './connect-made-dialog.tsx';
import { NewNodeDialog } from './new-node-dialog.tsx';
import { Standing } from './standing.tsx';

/** For a shop of one's own without a node, or with one that the till runs. */
export function OwnNodeSection() {
  const { t } = useTranslation('ownNode');
  const missing = useTill((till) => till.lightning.health === 'missing');
  const ownNode = useTill((till) => till.ownNode);
  const [open, setOpen] = useState<'new' | 'connect' | null>(null);
  const close = () => setOpen(null);
  const none = ownNode.status === 'none' || ownNode.status === 'making';
  // A dialog that is open goes on when its node has taken the section's place.
  if (none && !missing && open === null) return null;
  return (
    <SettingsSection title={t('section.title')} explained={t(none ? 'section.none' : 'section.runs')}>
      {!none && <Standing state={ownNode} />}
      {none && missing && (
        <Button icon={Server} onClick={() => setOpen('new')}>
          {t('section.begin')}
        </Button>
      )}
      {ownNode.status === 'running' && missing && (
        <Button kind="primary" onClick={() => setOpen('connect')}>
          {t('section.connect')}
        </Button>
      )}
      {open === 'new' && <NewNodeDialog onClose={close} />}
      {open === 'connect' && <ConnectMadeDialog onClose={close} />}
    </SettingsSection>
  );
}
