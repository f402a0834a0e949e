// What is to be added: the first question for a new device.
import { useTranslation } from 'react-i18next';
import { DEVICE_KINDS, MOST_DEVICES, ONE_OF_ITS_KIND } from '../../../shared/devices.ts';
import { MOST_PRINTERS } from '../../../shared/printers.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTill } from '../till.ts';
import type { Kind } from './connection-draft.ts';
import { DRAWINGS } from './drawings.ts';

const KINDS = ['printer', ...DEVICE_KINDS] as const satisfies Kind[];

export function KindDialog({ onChoose, onClose }: { onChoose: (kind: Kind) => void; onClose: () => void }) {
  const { t } = useTranslation('devices');
  const printerCount = useTill((till) => till.shop.printers.length);
  const devices = useTill((till) => till.shop.devices);
  const isFull = (kind: Kind) => (kind === 'printer' ? printerCount >= MOST_PRINTERS : devices.length >= MOST_DEVICES);
  const isThere = (kind: Kind) => kind !== 'printer' && ONE_OF_ITS_KIND.has(kind) && devices.some((device) => device.kind === kind);
  return (
    <Dialog title={t('addWhat')} onClose={onClose}>
      <ul className="device-kinds">
        {KINDS.map((kind) => (
          <li key={kind}>
            <button type="button" className="device-kind" disabled={isFull(kind) || isThere(kind)} onClick={() => onChoose(kind)}>
              <Icon of={DRAWINGS[kind]} size={28} />
              <span>
                <b>{t(`kinds.${kind}.name`)}</b>
                <small>{isThere(kind) ? t('oneOfIt') : isFull(kind) ? t('full') : t(`kinds.${kind}.what`)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
