// How a device is right now, in words, and what to do about it.
import { CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeviceCondition, DeviceKind } from '../../../shared/devices.ts';
import type { PrinterCondition } from '../../../shared/state.ts';
import { Icon } from '../../ui/icon.tsx';
import { GoOn, printerNeedsSomebody } from '../attention/print-jobs.tsx';
import { useTill } from '../till.ts';

export type Tone = 'well' | 'trouble' | 'quiet';

export function toneOf(condition: PrinterCondition | DeviceCondition): Tone {
  return condition === 'ready' ? 'well' : printerNeedsSomebody(condition) ? 'trouble' : 'quiet';
}

const TONE_DRAWINGS = { well: CircleCheck, trouble: TriangleAlert, quiet: LoaderCircle };

export function usePrinterCondition(printerId: string): PrinterCondition {
  return useTill((till) => till.printing.printers.find(({ id }) => id === printerId)?.condition ?? 'connecting');
}

export function useDeviceCondition(deviceId: string): DeviceCondition {
  return useTill((till) => till.devices.devices.find(({ id }) => id === deviceId)?.condition ?? 'connecting');
}

export function PrinterConditionWords({ printerId }: { printerId: string }) {
  const { t } = useTranslation('manager');
  const condition = usePrinterCondition(printerId);
  return (
    <>
      <Words tone={toneOf(condition)} what={t(`papers.condition.${condition}.what`)} next={t(`papers.condition.${condition}.next`)} />
      <GoOn printerId={printerId} condition={condition} />
    </>
  );
}

export function DeviceConditionWords({ deviceId }: { deviceId: string }) {
  const wordsOf = useDeviceWords();
  const condition = useDeviceCondition(deviceId);
  const kind = useTill((till) => till.devices.devices.find(({ id }) => id === deviceId)?.kind);
  return <Words tone={toneOf(condition)} {...wordsOf(kind, condition)} />;
}

/** What is the matter with a device, and what to do: the same wherever it is told. */
export function useDeviceWords() {
  const { t } = useTranslation('devices');
  return (kind: DeviceKind | undefined, condition: DeviceCondition) => {
    if (kind === 'scale' && condition === 'wrong_device') return { what: t('wrongScale.what'), next: t('wrongScale.next') };
    return { what: t(`condition.${condition}.what`), next: t(`condition.${condition}.next`) };
  };
}

function Words({ tone, what, next }: { tone: Tone; what: string; next: string }) {
  return (
    <p className="device-condition" role="status" data-tone={tone}>
      <Icon of={TONE_DRAWINGS[tone]} size={22} />
      <span>
        <b>{what}</b> {next}
      </span>
    </p>
  );
}
