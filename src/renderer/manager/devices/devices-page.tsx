// All of the shop's devices in one list: what each is for, how it is reached, and how it is right now. One opens on the side.
import { ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Device, MOST_DEVICES } from '../../../shared/devices.ts';
import { MOST_PRINTERS, type Printer } from '../../../shared/printers.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { type Tone, toneOf, useDeviceCondition, usePrinterCondition } from './condition.tsx';
import type { Connection, Kind } from './connection-draft.ts';
import { type DeviceDraft, deviceDraftOf, newDevice } from './device-draft.ts';
import { DeviceSheet } from './device-sheet.tsx';
import { DRAWINGS } from './drawings.ts';
import { KindDialog } from './kind-dialog.tsx';
import { OfficePrinterSection } from './office-printer-section.tsx';
import { PracticePrinter } from './practice-printer.tsx';
import { newPrinter, type PrinterDraft, printerDraftOf } from './printer-draft.ts';
import { PrinterSheet } from './printer-sheet.tsx';
import { TypingScannersSection } from './typing-scanners.tsx';
import '../settings/settings.css';
import './devices.css';

type Opened = { what: 'kinds' } | { what: 'printer'; first: PrinterDraft } | { what: 'device'; first: DeviceDraft };

export function DevicesPage() {
  const { t } = useTranslation(['devices', 'printers']);
  const printers = useTill((till) => till.shop.printers);
  const devices = useTill((till) => till.shop.devices);
  const practice = useTill((till) => till.shop.practice);
  const [opened, open] = useState<Opened | null>(null);
  const close = () => open(null);
  const begin = (kind: Kind) => {
    const id = crypto.randomUUID();
    open(kind === 'printer' ? { what: 'printer', first: newPrinter(id, printers.length === 0) } : { what: 'device', first: newDevice(id, kind) });
  };
  const full = printers.length >= MOST_PRINTERS && devices.length >= MOST_DEVICES;
  return (
    <div className="settings devices">
      <h1 className="visually-hidden">{t('title')}</h1>
      <SettingsSection title={t('title')} explained={t('explained')}>
        {printers.length + devices.length === 0 && <p>{t('none')}</p>}
        {printers.length + devices.length > 0 && (
          <ul className="device-list">
            {printers.map((printer) => (
              <li key={printer.id}>
                <PrinterRow printer={printer} onOpen={() => open({ what: 'printer', first: printerDraftOf(printer) })} />
              </li>
            ))}
            {devices.map((device) => (
              <li key={device.id}>
                <DeviceRow device={device} onOpen={() => open({ what: 'device', first: deviceDraftOf(device) })} />
              </li>
            ))}
          </ul>
        )}
        {!printers.some(({ receipts }) => receipts) && (
          <p className="settings-hint">{t(printers.length === 0 ? 'printers:none' : 'printers:noReceipts')}</p>
        )}
        <Button icon={Plus} disabled={full} onClick={() => open({ what: 'kinds' })}>
          {t('add')}
        </Button>
      </SettingsSection>
      <TypingScannersSection />
      <OfficePrinterSection />
      {practice && printers.some(({ connection }) => connection.kind === 'simulated') && <PracticePrinter />}
      {opened?.what === 'kinds' && <KindDialog onChoose={begin} onClose={close} />}
      {opened?.what === 'printer' && <PrinterSheet key={opened.first.id} first={opened.first} onClose={close} />}
      {opened?.what === 'device' && <DeviceSheet key={opened.first.id} first={opened.first} onClose={close} />}
    </div>
  );
}

function PrinterRow({ printer, onOpen }: { printer: Printer; onOpen: () => void }) {
  const { t, i18n } = useTranslation('printers');
  const condition = usePrinterCondition(printer.id);
  const categories = useTill((till) => till.catalogue.categories);
  const prints = [
    ...(printer.receipts ? [t('receipts')] : []),
    ...categories.filter(({ id }) => printer.categoryIds.includes(id)).map(({ names }) => nameIn(names, i18n.language)),
  ];
  return (
    <Row
      kind="printer"
      name={printer.name}
      role={prints.length > 0 ? prints.join(' · ') : t('printsNothing')}
      connection={printer.connection}
      tone={toneOf(condition)}
      condition={t(`condition.${condition}`)}
      onOpen={onOpen}
    />
  );
}

function DeviceRow({ device, onOpen }: { device: Device; onOpen: () => void }) {
  const { t } = useTranslation('devices');
  const condition = useDeviceCondition(device.id);
  return (
    <Row
      kind={device.kind}
      name={device.name}
      role={t(`kinds.${device.kind}.name`)}
      connection={device.connection}
      tone={toneOf(condition)}
      condition={t(`condition.${condition}.short`)}
      onOpen={onOpen}
    />
  );
}

interface RowProps {
  kind: Kind;
  name: string;
  role: string;
  connection: Connection;
  tone: Tone;
  condition: string;
  onOpen: () => void;
}

function Row({ kind, name, role, connection, tone, condition, onOpen }: RowProps) {
  const reach = useReach()(connection);
  return (
    <button type="button" className="device-row" data-tone={tone} onClick={onOpen}>
      <Icon of={DRAWINGS[kind]} size={24} />
      <span className="device-row-what">
        <b>{name}</b>
        <small>{role}</small>
      </span>
      <small className="device-row-reach">{reach}</small>
      <span className="device-row-condition">{condition}</span>
      <Icon of={ChevronRight} size={20} />
    </button>
  );
}

/** How it is reached, in a few words. */
function useReach() {
  const { t } = useTranslation('devices');
  return (connection: Connection): string => {
    const way = t(`ways.${connection.kind}`);
    switch (connection.kind) {
      case 'simulated':
        return way;
      case 'tcp':
        return `${connection.host}:${connection.port}`;
      case 'serial':
      case 'file':
        // Names by id are long, and what is in front of the last slash is the same for all.
        return connection.path.slice(connection.path.lastIndexOf('/') + 1);
      case 'pcsc':
        return connection.reader === '' ? t('anyReader') : connection.reader;
      default:
        return way;
    }
  };
}
