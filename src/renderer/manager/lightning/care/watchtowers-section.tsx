// The node's watchtowers: which there are, whether they watch, and another one by its address.
import { CircleCheck, CircleDashed, Hourglass, type LucideIcon, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchtowerView } from '../../../../shared/lightning-care.ts';
import { useScreen } from '../../../screen.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { PinDialog } from '../../pin-dialog.tsx';
import { SettingsSection } from '../../settings/settings-section.tsx';
import { TextField } from '../../text-field.tsx';
import { useTill } from '../../till.ts';
import { Condition, type Tone } from '../condition.tsx';

const LOOKS: Record<WatchtowerView['state'] | 'none', { tone: Tone; icon: LucideIcon }> = {
  watching: { tone: 'well', icon: CircleCheck },
  waiting: { tone: 'careful', icon: Hourglass },
  inactive: { tone: 'careful', icon: CircleDashed },
  none: { tone: 'quiet', icon: CircleDashed },
};

export function WatchtowersSection() {
  const { t } = useTranslation('lightning');
  const towers = useTill((till) => till.care.watchtowers);
  const [adding, setAdding] = useState(false);
  if (towers === null) return null;
  const state =
    towers === 'off' ? 'off' : ((['watching', 'waiting', 'inactive'] as const).find((one) => towers.some((tower) => tower.state === one)) ?? 'none');
  return (
    <SettingsSection title={t('towers.title')} explained={t('towers.explained')}>
      <Condition {...LOOKS[state === 'off' ? 'none' : state]} what={t(`towers.${state}.what`)} next={t(`towers.${state}.next`)} />
      {towers !== 'off' && (
        <>
          {towers.length > 0 && (
            <ul className="backup-places">
              {towers.map((tower) => (
                <li key={tower.towerId}>
                  <Icon of={LOOKS[tower.state].icon} size={18} /> <b>{t(`towers.state.${tower.state}`)}</b> <span>{tower.sockets.join(', ')}</span>
                  <code>{tower.towerId}</code>
                </li>
              ))}
            </ul>
          )}
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t('towers.add')}
          </Button>
        </>
      )}
      {adding && <AddTower onClose={() => setAdding(false)} />}
    </SettingsSection>
  );
}

function AddTower({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('lightning');
  const { store } = useScreen();
  const [uri, setUri] = useState('');
  return (
    <PinDialog
      title={t('towers.add')}
      action={t('towers.addAction')}
      possible={uri.trim() !== ''}
      call={(till, pin) => till.care.addWatchtower({ uri: uri.trim(), pin })}
      onDone={() => {
        store.getState().notify({ tone: 'done', title: t('towers.added'), body: t('towers.addedNext') });
        onClose();
      }}
      onClose={onClose}
    >
      <TextField label={t('towers.uri')} hint={t('towers.uriHint')} value={uri} maxLength={400} onValue={setUri} />
    </PinDialog>
  );
}
