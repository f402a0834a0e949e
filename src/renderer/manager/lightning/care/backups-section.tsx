// What gives the channels' money back when the node is lost: where it is kept, how old it is, and a copy to carry away.
import { CircleCheck, Download, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupPlace, BackupsState } from '../../../../shared/lightning-care.ts';
import { localeOf } from '../../../i18n/i18n.ts';
import { useCall, useMainNow } from '../../../screen.tsx';
import { Button } from '../../../ui/button.tsx';
import { saveFile } from '../../save-file.ts';
import { SettingsSection } from '../../settings/settings-section.tsx';
import { TextField } from '../../text-field.tsx';
import { useTill } from '../../till.ts';
import { agoWords } from '../ago.ts';
import { Condition } from '../condition.tsx';
import { KeptForm } from '../kept-form.tsx';
import { backupDraft, readBackup } from '../settings/lightning-draft.ts';

/** The one sentence on top, the worst first. */
function conditionOf({ newest, unreadable, places }: BackupsState) {
  if (unreadable) return 'unreadable';
  if (newest === null && places.every((place) => place.newestAtMs === null)) return 'none';
  if (places.some(({ trouble }) => trouble !== null && trouble !== 'same_disk')) return 'incomplete';
  if (!places.some(({ kind }) => kind === 'second')) return 'onePlace';
  return places.some(({ trouble }) => trouble === 'same_disk') ? 'sameDisk' : 'kept';
}

const TONES = { unreadable: 'trouble', none: 'careful', incomplete: 'careful', onePlace: 'careful', sameDisk: 'careful', kept: 'well' } as const;

export function BackupsSection() {
  const { t } = useTranslation('lightning');
  const backups = useTill((till) => till.care.backups);
  const settings = useTill((till) => till.shop.lightning);
  if (!backups) return null;
  const condition = conditionOf(backups);
  return (
    <SettingsSection title={t('backups.title')} explained={t('backups.explained')}>
      <Condition
        tone={TONES[condition]}
        icon={condition === 'kept' ? CircleCheck : TriangleAlert}
        what={t(`backups.${condition}.what`)}
        next={t(`backups.${condition}.next`)}
      />
      <ul className="backup-places">
        {backups.places.map((place) => (
          <Place key={place.kind} place={place} />
        ))}
      </ul>
      {backups.newest && <CarryAway channelCount={backups.newest.channelCount} />}
      <KeptForm kept={backupDraft(settings)} read={readBackup}>
        {(draft, change) => (
          <TextField
            label={t('backups.second')}
            hint={t('backups.secondHint')}
            placeholder="/media/usb/flash-till"
            value={draft.dir}
            maxLength={500}
            wrong={readBackup(draft) === null}
            onValue={(dir) => change({ dir })}
          />
        )}
      </KeptForm>
    </SettingsSection>
  );
}

function Place({ place: { kind, dir, newestAtMs, trouble } }: { place: BackupPlace }) {
  const { t, i18n } = useTranslation('lightning');
  const nowMs = useMainNow(5_000);
  const age = newestAtMs === null ? t('backups.nothingThere') : t('backups.age', { ago: agoWords(nowMs - newestAtMs, localeOf(i18n.language)) });
  return (
    <li data-trouble={trouble !== null || undefined}>
      <b>{t(`backups.place.${kind}`)}</b> <span>{age}</span>
      <code>{dir}</code>
      {trouble && (
        <span className="backup-trouble">
          <TriangleAlert size={18} aria-hidden /> {t(`backups.trouble.${trouble}`)}
        </span>
      )}
    </li>
  );
}

function CarryAway({ channelCount }: { channelCount: number }) {
  const { t } = useTranslation('lightning');
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const carry = async () => {
    setBusy(true);
    const outcome = await call((till) => till.care.backup());
    setBusy(false);
    if (!outcome.ok) return;
    const bytes = Uint8Array.from(atob(outcome.value.base64), (character) => character.charCodeAt(0));
    saveFile(outcome.value.fileName, [bytes], 'application/octet-stream');
  };
  return (
    <div className="settings-actions">
      <Button icon={Download} busy={busy} onClick={() => void carry()}>
        {t('backups.carry', { count: channelCount })}
      </Button>
    </div>
  );
}
