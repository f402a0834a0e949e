// How a device is reached: one set of fields for printers and all others. What is found can be tapped instead of typed.
import { useTranslation } from 'react-i18next';
import { SERIAL_FRAMES } from '../../../shared/connections.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../text-field.tsx';
import { useTill } from '../till.ts';
import { type ConnectionDraft, type Kind, WAYS } from './connection-draft.ts';
import { FoundHere } from './found-here.tsx';
import { FoundPrinters } from './found-printers.tsx';

export interface ConnectionFieldsProps {
  kind: Kind;
  draft: ConnectionDraft;
  /** It was simulated before: that stays to choose, also in a shop of one's own. */
  wasSimulated: boolean;
  onChange: (draft: ConnectionDraft) => void;
}

export function ConnectionFields({ kind, draft, wasSimulated, onChange }: ConnectionFieldsProps) {
  const { t } = useTranslation('devices');
  const practice = useTill((till) => till.shop.practice);
  // A shop of one's own works with what is real.
  const ways = WAYS[kind].filter((way) => practice || way !== 'simulated' || wasSimulated);
  const change = (part: Partial<ConnectionDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Segmented
        label={t('way')}
        segments={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        value={draft.kind}
        onChange={(way) => change({ kind: way })}
      />
      <p className="settings-hint">{t(`wayExplained.${draft.kind}`)}</p>
      {draft.kind === 'tcp' && (
        <>
          <div className="settings-pair">
            <TextField label={t('host')} placeholder="192.168.0.20" value={draft.host} onValue={(host) => change({ host })} maxLength={255} />
            <TextField label={t('port')} value={draft.port} onValue={(port) => change({ port })} numeric maxLength={5} />
          </div>
          {kind === 'printer' && <FoundPrinters onChoose={(host, port) => change({ host, port: String(port) })} />}
        </>
      )}
      {draft.kind === 'serial' && (
        <>
          <FoundHere what="serialPorts" chosen={draft.path} onChoose={(path) => change({ path })} />
          <div className="settings-pair">
            <TextField
              label={t('serialPort')}
              placeholder={t('serialPortHint')}
              value={draft.path}
              onValue={(path) => change({ path })}
              maxLength={255}
            />
            <TextField label={t('baudRate')} value={draft.baudRate} onValue={(baudRate) => change({ baudRate })} numeric maxLength={6} />
          </div>
          <div className="settings-row">
            <span>{t('frame')}</span>
            <Segmented
              label={t('frame')}
              segments={SERIAL_FRAMES.map((value) => ({ value, label: value }))}
              value={draft.frame}
              onChange={(frame) => change({ frame })}
            />
          </div>
        </>
      )}
      {draft.kind === 'file' && (
        <>
          <FoundHere what="deviceFiles" chosen={draft.path} onChoose={(path) => change({ path })} />
          <TextField label={t('file')} placeholder="/dev/usb/lp0" value={draft.path} onValue={(path) => change({ path })} maxLength={255} />
        </>
      )}
      {draft.kind === 'pcsc' && (
        <>
          <FoundHere what="cardReaders" chosen={draft.reader} onChoose={(reader) => change({ reader })} />
          <TextField label={t('reader')} placeholder={t('anyReader')} value={draft.reader} onValue={(reader) => change({ reader })} maxLength={127} />
        </>
      )}
    </>
  );
}
