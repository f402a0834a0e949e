// Cash that is no sale's: paid in, paid out, to the safe; or the drawer just opened. What for is always said, mostly with one tap.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { CASH_MOVEMENTS } from '../../../shared/shift.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import './shift.css';

const KINDS = [...CASH_MOVEMENTS, 'no_sale'] as const;
type Kind = (typeof KINDS)[number];

export function DrawerDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('shifts');
  const call = useCall();
  const { store } = useScreen();
  const own = useTill((till) => till.shop.currency);
  const foreign = useTill((till) => till.shop.tenders.foreignCash);
  const [kind, setKind] = useState<Kind>('paid_out');
  const [currency, setCurrency] = useState(own);
  const [amountMinor, setAmount] = useState(0);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  // One id for what this dialog asks for, so that a second press, or a call made again, does it once.
  const id = useMemo(() => crypto.randomUUID(), []);
  const only = kind === 'no_sale';
  const ready = reason.trim() !== '' && (only || amountMinor > 0);
  const press = (key: KeypadKey) => setAmount((before) => amountAfterKey(before, key, MAX_AMOUNT_MINOR));
  const save = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const outcome = await call((client) =>
      kind === 'no_sale'
        ? client.shifts.openDrawer({ openingId: id, reason: reason.trim() })
        : client.shifts.move({ movementId: id, movement: kind, currency: currency === own ? null : currency, amountMinor, reason: reason.trim() }),
    );
    setBusy(false);
    if (!outcome.ok) return;
    const next = only ? t('openedNext') : t('movedNext', { movement: t(`movement.${kind}`) });
    store.getState().notify({ tone: 'done', title: t(only ? 'opened' : 'moved'), body: next });
    onClose();
  };
  const amount = formatMinor(amountMinor, currency, localeOf(i18n.language));
  return (
    <Dialog
      title={t('drawerTitle')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={!ready} onClick={() => void save()}>
          {!only && amountMinor === 0 ? t('enterAmount') : reason.trim() === '' ? t('sayWhy') : t(`do.${kind}`, { amount })}
        </KeyButton>
      }
    >
      <Segmented
        label={t('what')}
        segments={KINDS.map((value) => ({ value, label: t(`movement.${value}`) }))}
        value={kind}
        onChange={(value) => {
          setKind(value);
          setReason('');
        }}
      />
      <p className="shift-explained">{t(`movementExplained.${kind}`)}</p>
      {!only && (
        <>
          {foreign.length > 0 && (
            <Segmented
              label={t('currency')}
              segments={[own, ...foreign.map((notes) => notes.currency)].map((code) => ({ value: code, label: code }))}
              value={currency}
              onChange={(code) => {
                setCurrency(code);
                // The figures that were typed were of another currency.
                setAmount(0);
              }}
            />
          )}
          <FigureKeys onKey={press} />
          <output className="cashier-entry" data-empty={amountMinor === 0 || undefined}>
            <Money minor={amountMinor} currency={currency} />
          </output>
          <Keypad kind="amount" onKey={press} />
        </>
      )}
      <div className="shift-usual">
        {(['first', 'second'] as const).map((place) => {
          const text = t(`usual.${kind}.${place}`);
          return (
            <Button key={place} aria-pressed={reason === text} onClick={() => setReason(text)}>
              {text}
            </Button>
          );
        })}
      </div>
      <label className="cashier-field">
        <span className="visually-hidden">{t('reason')}</span>
        <input
          className="field"
          type="text"
          maxLength={120}
          autoComplete="off"
          placeholder={t('reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Dialog>
  );
}
