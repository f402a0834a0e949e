// One line of the sale: how many, a note, or off with it. Nothing changes until it is confirmed, so Esc always leads back unharmed.
import { Minus, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn } from '../i18n/name-in.ts';
import { useCall } from '../screen.tsx';
import { IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../ui/keypad.tsx';
import { Money } from '../ui/money.tsx';
import { FigureKeys, KeyButton, Shortcut } from './key-button.tsx';
import { useTill } from './till.ts';

const MAX_QUANTITY = 9999;

export function LineDialog({ lineId, onClose }: { lineId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation('cashier');
  const call = useCall();
  const line = useTill((till) => till.checkout.sale.lines.find(({ id }) => id === lineId));
  const currency = useTill((till) => till.shop.currency);
  // What is not touched here follows the sale: a scan may add to this line meanwhile.
  const [typed, setTyped] = useState<number | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const gone = line === undefined;
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);

  const quantity = typed ?? line?.quantity ?? 1;
  const press = (key: KeypadKey) =>
    setTyped((before) => (key === 'back' ? Math.floor((before ?? quantity) / 10) : amountAfterKey(before ?? 0, key, MAX_QUANTITY)));
  const step = (by: number) => setTyped(Math.min(MAX_QUANTITY, Math.max(1, quantity + by)));
  const remove = async () => {
    const outcome = await call((client) => client.sale.removeLine({ lineId }));
    if (outcome.ok) onClose();
  };
  const confirm = async () => {
    if (typed === 0) return;
    if (typed === null && note === null) return onClose();
    const change = { ...(typed === null ? {} : { quantity: typed }), ...(note === null ? {} : { note }) };
    const outcome = await call((client) => client.sale.changeLine({ lineId, ...change }));
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={line ? nameIn(line.names, i18n.language) : ''}
      onClose={onClose}
      actions={
        <>
          <KeyButton kind="danger" size="large" icon={Trash2} shortcut="Delete" onClick={() => void remove()}>
            {t('line.remove')}
          </KeyButton>
          <KeyButton kind="primary" size="large" shortcut="Enter" disabled={quantity === 0} onClick={() => void confirm()}>
            {t('line.done')}
            {line && quantity > 0 && (
              <>
                {' '}
                <Money minor={line.unitPriceMinor * quantity} currency={currency} />
              </>
            )}
          </KeyButton>
        </>
      }
    >
      <FigureKeys onKey={press} />
      <Shortcut of="ArrowUp" action={() => step(1)} />
      <Shortcut of="ArrowDown" action={() => step(-1)} />
      <div className="cashier-quantity">
        <IconButton icon={Minus} size={28} label={t('line.fewer')} disabled={quantity <= 1} onClick={() => step(-1)} />
        <output aria-label={t('line.quantity')}>{quantity}</output>
        <IconButton icon={Plus} size={28} label={t('line.more')} disabled={quantity >= MAX_QUANTITY} onClick={() => step(1)} />
      </div>
      <Keypad kind="pin" onKey={press} />
      <label className="cashier-field">
        <span>{t('line.note')}</span>
        <input
          className="field"
          type="text"
          maxLength={200}
          autoComplete="off"
          placeholder={t('line.noteHint')}
          value={note ?? line?.note ?? ''}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && void confirm()}
        />
      </label>
    </Dialog>
  );
}
