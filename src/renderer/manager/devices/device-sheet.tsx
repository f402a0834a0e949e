// One device beside the printers: set up, tried out, changed, removed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../shared/devices.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { useTill } from '../till.ts';
import { DeviceConditionWords } from './condition.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { type DeviceDraft, deviceDraftOf, deviceOf, withDevice } from './device-draft.ts';
import { DeviceTrial } from './device-trial.tsx';
import { KindFields } from './kind-fields.tsx';
import { SheetForm } from './sheet-form.tsx';

export function DeviceSheet({ first, onClose }: { first: DeviceDraft; onClose: () => void }) {
  const { t } = useTranslation('devices');
  const call = useCall();
  const { store } = useScreen();
  const devices = useTill((till) => till.shop.devices);
  const [draft, setDraft] = useState(first);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<DeviceDraft>) => setDraft({ ...draft, ...part });

  const there = devices.find(({ id }) => id === draft.id);
  const settings = deviceOf(draft);
  const taken = devices.some(({ id, name }) => id !== draft.id && name === draft.name.trim());
  const changed = !there || !settings || JSON.stringify(deviceDraftOf(there)) !== JSON.stringify(deviceDraftOf(settings));
  const put = async (next: Device[]) => {
    setBusy(true);
    const outcome = await call((till) => till.shop.change({ devices: next }));
    setBusy(false);
    return outcome.ok;
  };
  const save = async (saved: Device) => {
    // It stays open: whether it works is the next question.
    if (!(await put(withDevice(devices, saved)))) return;
    setDraft(deviceDraftOf(saved));
    store.getState().notify({ tone: 'done', title: t('saved', { name: saved.name }) });
  };
  const remove = async ({ id, name }: Device) => {
    if (!(await put(devices.filter((device) => device.id !== id)))) return;
    store.getState().notify({ tone: 'done', title: t('removed', { name }) });
    onClose();
  };

  const { kind } = draft.own;
  return (
    <SheetForm
      title={there?.name ?? t(`kinds.${kind}.add`)}
      there={
        there
          ? {
              id: there.id,
              condition: <DeviceConditionWords deviceId={there.id} />,
              trial: <DeviceTrial device={there} />,
              removeExplained: t('removeExplained'),
              onRemove: () => void remove(there),
            }
          : null
      }
      name={draft.name}
      nameHint={t(`kinds.${kind}.name`)}
      nameTaken={taken}
      onName={(name) => change({ name })}
      cannotSave={settings === null || !changed || taken}
      busy={busy}
      onSave={() => settings && void save(settings)}
      onClose={onClose}
    >
      <ConnectionFields
        kind={kind}
        draft={draft.connection}
        wasSimulated={first.connection.kind === 'simulated'}
        onChange={(connection) => change({ connection })}
      />
      <KindFields own={draft.own} onChange={(own) => change({ own })} />
    </SheetForm>
  );
}
