// Printers of the shop's own network, looked for only when somebody asks: those that say that they are there, and those that
// listen at addresses that are named.
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressesIn, type FoundOnNetwork } from '../../../shared/discovery.ts';
import { type Failure, failureOf } from '../../failure.ts';
import { useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../text-field.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';

export function FoundPrinters({ onChoose }: { onChoose: (host: string, port: number) => void }) {
  const { t } = useTranslation('devices');
  const { client } = useScreen();
  const [addresses, setAddresses] = useState('');
  const [found, keep] = useState<FoundOnNetwork | null>(null);
  const [failure, fail] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const looking = useRef<AbortController>(undefined);
  useEffect(() => () => looking.current?.abort(), []);
  const named = addressesIn(addresses);
  const look = async () => {
    const stop = new AbortController();
    looking.current = stop;
    setBusy(true);
    fail(null);
    try {
      keep(await client.devices.findPrinters({ addresses }, { signal: stop.signal }));
    } catch (error) {
      // Nobody is here any more who asked.
      if (stop.signal.aborted) return;
      fail(failureOf(error));
    }
    setBusy(false);
  };
  return (
    <div className="device-found">
      <b>{t('found.printers')}</b>
      <TextField
        label={t('addresses')}
        hint={named.ok ? t('addressesHint') : t(`addressTrouble.${named.trouble}`, { at: named.at })}
        placeholder="192.168.0.0/24"
        value={addresses}
        onValue={setAddresses}
        wrong={!named.ok}
        maxLength={500}
      />
      <Button icon={Search} busy={busy} disabled={!named.ok} onClick={() => void look()}>
        {busy ? t('looking') : t('look')}
      </Button>
      {failure && <Unanswered failure={failure} onAgain={() => void look()} />}
      <div role="status">
        {found && found.printers.length === 0 && <p className="settings-hint">{t('noPrinters', { count: found.tried })}</p>}
        {found && found.printers.length > 0 && (
          <ul aria-label={t('found.printers')}>
            {found.printers.map(({ host, port, name }) => (
              <li key={`${host}:${port}`}>
                <FoundPrinter host={host} port={port} name={name} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function FoundPrinter({
  host,
  port,
  name,
  onChoose,
}: {
  host: string;
  port: number | null;
  name: string;
  onChoose: (host: string, port: number) => void;
}) {
  const { t } = useTranslation('devices');
  const printers = useTill((till) => till.shop.printers);
  const ours = printers.find(({ connection }) => connection.kind === 'tcp' && connection.host === host && connection.port === port);
  const title = name === '' ? t('unnamedPrinter') : name;
  // Whole pages only: no receipt comes out of it.
  if (port === null) {
    return (
      <p className="device-choice">
        <b>{title}</b>
        <small>
          {host} · {t('pagesOnly')}
        </small>
      </p>
    );
  }
  return (
    <button type="button" className="device-choice" onClick={() => onChoose(host, port)}>
      <b>{title}</b>
      <small>
        {host}:{port}
        {ours && ` · ${t('already', { name: ours.name })}`}
      </small>
    </button>
  );
}
