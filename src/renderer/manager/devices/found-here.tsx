// What is plugged into this machine, to be tapped instead of typed. Looked for when it is shown, and again when somebody asks.
import { RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundHere as Found } from '../../../shared/discovery.ts';
import { missingCase } from '../../../shared/errors.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';

const FAILURES = { serialPorts: 'serial_ports', deviceFiles: 'device_files', cardReaders: 'card_readers' } as const;
type What = keyof typeof FAILURES;

export interface FoundHereProps {
  what: What;
  chosen: string;
  onChoose: (path: string) => void;
}

export function FoundHere({ what, chosen, onChoose }: FoundHereProps) {
  const { t } = useTranslation('devices');
  const call = useCall();
  const [found, keep] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const look = useCallback(async () => {
    setBusy(true);
    const outcome = await call((till) => till.devices.find());
    setBusy(false);
    if (outcome.ok) keep(outcome.value);
  }, [call]);
  useEffect(() => void look(), [look]);
  const choices = found ? choicesOf(what, found, t('notAllowed')) : [];
  return (
    <div className="device-found">
      <div className="device-found-head">
        <b>{t(`found.${what}`)}</b>
        <Button kind="plain" icon={RefreshCw} busy={busy} onClick={() => void look()}>
          {t('lookAgain')}
        </Button>
      </div>
      {found && choices.length === 0 && (
        <p className="settings-hint">{t(found.failed.includes(FAILURES[what]) ? `notLookedFor.${what}` : `nothingFound.${what}`)}</p>
      )}
      {choices.length > 0 && (
        <ul aria-label={t(`found.${what}`)}>
          {choices.map(({ path, name, hint }) => (
            <li key={path}>
              <button type="button" className="device-choice" aria-pressed={path === chosen} onClick={() => onChoose(path)}>
                <b>{name}</b>
                <small>{hint}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function choicesOf(what: What, { serialPorts, deviceFiles, cardReaders }: Found, notAllowed: string): { path: string; name: string; hint: string }[] {
  switch (what) {
    case 'serialPorts':
      return serialPorts.map(({ path, port, vendor, product }) => ({
        path,
        name: named(vendor, product, port),
        hint: vendor + product === '' ? path : port,
      }));
    case 'deviceFiles':
      return deviceFiles.map(({ path, vendor, product, allowed }) => ({
        path,
        name: named(vendor, product, path),
        hint: allowed ? path : `${path} · ${notAllowed}`,
      }));
    case 'cardReaders':
      return cardReaders.map((name) => ({ path: name, name, hint: '' }));
    default:
      return missingCase(what);
  }
}

function named(vendor: string, product: string, otherwise: string): string {
  return [vendor, product].filter((word) => word !== '').join(' ') || otherwise;
}
