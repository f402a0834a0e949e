// One device beside the printers: set up, tried out, changed, removed.
import { useTranslation } from 'react-i18next';
import { useTill } from '../till.ts';
import { DeviceConditionWords } from './condition.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { type DeviceDraft, deviceDraftOf, deviceOf, withDevice } from './device-draft.ts';
import { DeviceTrial } from './device-trial.tsx';
import { KindFields } from './kind-fields.tsx';
import { SheetForm } from './sheet-form.tsx';
import { useSheet } from './use-sheet.ts';

export function DeviceSheet({ first, onClose }: { first: DeviceDraft; onClose: () => void }) {
  const { t } = useTranslation('devices');
  const { draft, change, there, form } = useSheet({
    first,
    all: useTill((till) => till.shop.devices),
    draftOf: deviceDraftOf,
    keptOf: deviceOf,
    withOne: withDevice,
    put: (till, devices) => till.shop.change({ devices }),
    onClose,
  });
  const { kind } = draft.own;
  return (
    <SheetForm
      {...form}
      title={there?.name ?? t(`kinds.${kind}.add`)}
      nameHint={t(`kinds.${kind}.name`)}
      there={
        there
          ? {
              id: there.id,
              condition: <DeviceConditionWords deviceId={there.id} />,
              trial: <DeviceTrial device={there} />,
              removeExplained: t('removeExplained'),
            }
          : null
      }
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
