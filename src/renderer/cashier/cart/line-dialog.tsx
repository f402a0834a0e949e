// One line of the sale: how many, what is chosen with it, its price, a discount, a note, or off with it. Nothing changes until it is
// confirmed, so Esc always leads back unharmed; all of it is one call, refused or done as a whole.
import { Minus, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LineItem, MAX_GRAMS } from '../../../shared/line-item.ts';
import { MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import type { ModifierGroup } from '../../../shared/offers.ts';
import { ownDiscountsMinor } from '../../../shared/sale-sums.ts';
import { isVoucherLine } from '../../../shared/voucher.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton, Shortcut } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { DiscountFields, discountOf, type TypedDiscount, typedDiscount } from './discount-fields.tsx';
import { lineAfter } from './line-after.ts';
import { ModifierChoice } from './modifier-choice.tsx';
import './line-dialog.css';

const MAX_QUANTITY = 9999;

type Pane = 'quantity' | 'modifiers' | 'price' | 'discount';

/** What was touched; the rest follows the sale: a scan may add to this line meanwhile. */
interface Touched {
  quantity?: number;
  priceMinor?: number;
  note?: string;
  discount?: TypedDiscount;
  modifierIds?: string[];
}

export function LineDialog({ lineId, onClose }: { lineId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation('cashier');
  const call = useCall();
  const line = useTill((till) => till.checkout.sale.lines.find(({ id }) => id === lineId));
  const [groups, setGroups] = useState<ModifierGroup[]>([]);
  const gone = line === undefined;
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  useEffect(() => {
    let open = true;
    void call((client) => client.sale.modifierGroups({ lineId }), { quiet: true }).then((outcome) => {
      if (open && outcome.ok) setGroups(outcome.value);
    });
    return () => {
      open = false;
    };
  }, [call, lineId]);
  if (!line) return null;
  return <OpenLine line={line} groups={groups} title={nameIn(line.names, i18n.language)} remove={t('line.remove')} onClose={onClose} />;
}

interface OpenLineProps {
  line: LineItem;
  groups: readonly ModifierGroup[];
  title: string;
  remove: string;
  onClose: () => void;
}

function OpenLine({ line, groups, title, remove: removeWords, onClose }: OpenLineProps) {
  const { t } = useTranslation('cashier');
  const { t: tSelling } = useTranslation('selling');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const promotionMinor = useTill(({ checkout: { sale } }) => sale.totals.lines.find(({ lineId }) => lineId === line.id)?.promotionMinor ?? 0);
  const [pane, setPane] = useState<Pane>('quantity');
  const [touched, setTouched] = useState<Touched>({});
  const [busy, setBusy] = useState(false);
  const touch = (more: Touched) => setTouched((before) => ({ ...before, ...more }));

  const quantity = touched.quantity ?? line.quantity;
  const discount = touched.discount === undefined ? line.discount : discountOf(touched.discount);
  const after = lineAfter(line, { ...touched, discount: discount ?? null }, groups);
  const [ownMinor = 0] = ownDiscountsMinor({ lines: [after.line], totals: { lines: [{ promotionMinor }] } });
  const ready = quantity > 0 && discount !== undefined && !busy;

  const end = async (work: Parameters<typeof call>[0]) => {
    setBusy(true);
    const outcome = await call(work);
    setBusy(false);
    if (outcome.ok) onClose();
  };
  const remove = () => end((client) => client.sale.removeLine({ lineId: line.id }));
  const confirm = () => {
    if (!ready) return;
    if (Object.keys(touched).length === 0) return onClose();
    const { discount: typed, ...rest } = touched;
    void end((client) => client.sale.changeLine({ lineId: line.id, ...rest, ...(typed === undefined ? {} : { discount: discount ?? null }) }));
  };

  const voucher = isVoucherLine(line);
  const panes: { value: Pane; label: string }[] = [
    { value: 'quantity', label: line.unit === 'kg' ? tSelling('line.grams') : t('line.quantity') },
    ...(groups.length > 0 ? [{ value: 'modifiers' as const, label: tSelling('line.modifiers') }] : []),
    { value: 'price', label: tSelling(line.unit === 'kg' ? 'line.priceOfKg' : 'line.price') },
    ...(voucher ? [] : [{ value: 'discount' as const, label: tSelling('line.discount') }]),
  ];
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <KeyButton kind="danger" size="large" icon={Trash2} shortcut="Delete" busy={busy} onClick={() => void remove()}>
            {removeWords}
          </KeyButton>
          <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={!ready} onClick={confirm}>
            {t('line.done')} {quantity > 0 && <Money minor={after.listMinor - ownMinor} currency={currency} />}
          </KeyButton>
        </>
      }
    >
      <Segmented label={title} segments={panes} value={pane} onChange={setPane} />
      {pane === 'quantity' && <Quantity unit={line.unit} quantity={quantity} onQuantity={(next) => touch({ quantity: next })} />}
      {pane === 'modifiers' && <ModifierChoice groups={groups} chosen={after.modifierIds} onChoose={(modifierIds) => touch({ modifierIds })} />}
      {pane === 'price' && (
        <Price priceMinor={touched.priceMinor ?? line.unitPriceMinor} line={line} onPrice={(priceMinor) => touch({ priceMinor })} />
      )}
      {pane === 'discount' && (
        <DiscountFields
          typed={touched.discount ?? typedDiscount(line.discount)}
          fromMinor={Math.max(0, after.listMinor - promotionMinor)}
          onChange={(typed) => touch({ discount: typed })}
        />
      )}
      {pane === 'quantity' && (
        <label className="cashier-field">
          <span>{t('line.note')}</span>
          <input
            className="field"
            type="text"
            maxLength={200}
            autoComplete="off"
            placeholder={t('line.noteHint')}
            value={touched.note ?? line.note}
            onChange={(event) => touch({ note: event.target.value })}
          />
        </label>
      )}
    </Dialog>
  );
}

function Quantity({ unit, quantity, onQuantity }: { unit: LineItem['unit']; quantity: number; onQuantity: (quantity: number) => void }) {
  const { t } = useTranslation('cashier');
  const most = unit === 'kg' ? MAX_GRAMS : MAX_QUANTITY;
  const [typing, setTyping] = useState(false);
  const press = (key: KeypadKey) => {
    // The first figure begins anew, the eraser goes on with what stands there.
    onQuantity(key === 'back' ? Math.floor(quantity / 10) : amountAfterKey(typing ? quantity : 0, key, most));
    setTyping(true);
  };
  const step = (by: number) => onQuantity(Math.min(most, Math.max(1, quantity + by)));
  return (
    <>
      <FigureKeys onKey={press} />
      <Shortcut of="ArrowUp" action={() => step(1)} />
      <Shortcut of="ArrowDown" action={() => step(-1)} />
      <div className="cashier-quantity">
        <IconButton icon={Minus} size={28} label={t('line.fewer')} disabled={quantity <= 1} onClick={() => step(-1)} />
        <output aria-label={t('line.quantity')}>{unit === 'kg' ? `${quantity} g` : quantity}</output>
        <IconButton icon={Plus} size={28} label={t('line.more')} disabled={quantity >= most} onClick={() => step(1)} />
      </div>
      <Keypad kind="pin" onKey={press} />
    </>
  );
}

function Price({ priceMinor, line, onPrice }: { priceMinor: number; line: LineItem; onPrice: (minor: number) => void }) {
  const { t } = useTranslation('selling');
  const currency = useTill((till) => till.shop.currency);
  const [typing, setTyping] = useState(false);
  const press = (key: KeypadKey) => {
    onPrice(amountAfterKey(typing || key === 'back' ? priceMinor : 0, key, MAX_AMOUNT_MINOR));
    setTyping(true);
  };
  const usualMinor = line.usualPriceMinor ?? line.unitPriceMinor;
  return (
    <>
      <FigureKeys onKey={press} />
      <output className="cashier-entry" aria-label={t('line.price')}>
        <Money minor={priceMinor} currency={currency} />
      </output>
      <p className="discount-off">
        {priceMinor !== usualMinor && (
          <button type="button" className="chip" onClick={() => onPrice(usualMinor)}>
            {t('line.usually', { amount: '' })} <Money minor={usualMinor} currency={currency} />
          </button>
        )}
      </p>
      <Keypad kind="amount" onKey={press} />
    </>
  );
}
