// A printer tried out: a paper that says so, and the drawer that hangs on it.
import { Inbox, Printer as PrinterIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer } from '../../../shared/printers.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';

export function PrinterTrial({ printer }: { printer: Printer }) {
  const { t } = useTranslation('printers');
  const call = useCall();
  const { store } = useScreen();
  const [busy, setBusy] = useState(false);
  const opensDrawer = printer.receipts && printer.drawer !== null;
  const say = (title: string) => store.getState().notify({ tone: 'done', title });
  const print = async () => {
    const outcome = await call((till) => till.printing.test({ printerId: printer.id }));
    if (outcome.ok) say(t('testSent', { name: printer.name }));
  };
  /** A drawer that opens is counted, whoever opens it and for whatever reason. */
  const kick = async () => {
    const openingId = crypto.randomUUID();
    setBusy(true);
    const outcome = await call((till) => till.shifts.openDrawer({ openingId, reason: t('drawerReason') }));
    setBusy(false);
    if (outcome.ok) say(t('drawerOpened'));
  };
  return (
    <div className="device-trial">
      <div className="settings-actions">
        <Button icon={PrinterIcon} onClick={() => void print()}>
          {t('test')}
        </Button>
        {opensDrawer && (
          <Button icon={Inbox} busy={busy} onClick={() => void kick()}>
            {t('drawer')}
          </Button>
        )}
      </div>
      {opensDrawer && <p className="settings-hint">{t('drawerExplained')}</p>}
    </div>
  );
}
