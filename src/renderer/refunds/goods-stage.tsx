// Which part of a sale goes back: all of it, so many of each line, or an amount.
import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, minorDigits, minorToDecimal } from '../../shared/money.ts';
import type { RefundWish } from '../../shared/refund.ts';
import type { LineLeft } from '../../shared/refund-goods.ts';
import type { RefundableSale } from '../../shared/refund-state.ts';
import { localeOf } from '../i18n/i18n.ts';
import { nameIn } from '../i18n/name-in.ts';
import { IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyButton } from '../ui/key-button.tsx';
import { Money } from '../ui/money.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { minorOf } from './amount.ts';
import { useTill } from './till.ts';
import { type Chosen, chosenMinor, everything, isEverything, mostAsAmount, NOTHING_CHOSEN, wishOf, worthOf } from './wish.ts';
import './refunds.css';

/** As it was left when one came back from the next stage. */
export interface GoodsDraft {
  kind: 'goods' | 'amount';
  chosen: Chosen;
  amount: string;
}

export const EMPTY_GOODS: GoodsDraft = { kind: 'goods', chosen: NOTHING_CHOSEN, amount: '' };

export interface GoodsStageProps {
  sale: RefundableSale;
  draft: GoodsDraft;
  onDraft: (draft: GoodsDraft) => void;
  onWish: (wish: RefundWish) => void;
  onClose: () => void;
}

export function GoodsStage({ sale, draft, onDraft, onWish, onClose }: GoodsStageProps) {
  const { t, i18n } = useTranslation('refunds');
  const currency = useTill((till) => till.shop.currency);
  const { kind, chosen, amount } = draft;
  const typedMinor = minorOf(amount, minorDigits(currency));
  const mostMinor = mostAsAmount(sale);
  const amountMinor = kind === 'goods' ? chosenMinor(sale, chosen) : typedMinor !== null && typedMinor <= mostMinor ? typedMinor : 0;
  const choose = (change: Partial<Chosen>) => onDraft({ ...draft, chosen: { ...chosen, ...change } });
  const all = isEverything(sale, chosen);
  const next = () => onWish(kind === 'goods' ? wishOf(sale, chosen) : { kind: 'amount', amountMinor });
  return (
    <Dialog
      shape="sheet"
      title={t('ofSale', { receiptNumber: sale.receiptNumber })}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" wide shortcut="Enter" disabled={amountMinor <= 0} onClick={next}>
          {amountMinor > 0 ? t('goods.next', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) }) : t('goods.choose')}
        </KeyButton>
      }
    >
      <div className="refund">
        {sale.leftMinor <= 0 ? (
          <p className="refund-hint">{t('goods.nothingLeft')}</p>
        ) : (
          <>
            <div className="refund-head">
              <Segmented
                label={t('goods.what')}
                segments={[
                  { value: 'goods', label: t('goods.byLine') },
                  { value: 'amount', label: t('goods.byAmount') },
                ]}
                value={kind}
                onChange={(value) => onDraft({ ...draft, kind: value, amount: amount || minorToDecimal(mostMinor, minorDigits(currency)) })}
              />
              {kind === 'goods' && (
                <KeyButton shortcut="F8" onClick={() => choose(all ? { quantities: new Map(), tip: false } : everything(sale, chosen.restock))}>
                  {t(all ? 'goods.none' : 'goods.all')}
                </KeyButton>
              )}
            </div>
            {kind === 'goods' ? (
              <Goods sale={sale} chosen={chosen} onChoose={choose} />
            ) : (
              <Amount text={amount} most={mostMinor} onText={(text) => onDraft({ ...draft, amount: text })} />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Goods({ sale, chosen, onChoose }: { sale: RefundableSale; chosen: Chosen; onChoose: (change: Partial<Chosen>) => void }) {
  const { t, i18n } = useTranslation('refunds');
  const currency = useTill((till) => till.shop.currency);
  const setQuantity = (lineId: string, quantity: number) => onChoose({ quantities: new Map(chosen.quantities).set(lineId, quantity) });
  return (
    <>
      <ul className="refund-lines">
        {sale.goods.map((left) => {
          const quantity = chosen.quantities.get(left.line.id) ?? 0;
          return (
            <QuantityRow
              key={left.line.id}
              name={nameIn(left.line.names, i18n.language)}
              note={left.quantity < left.line.quantity ? t('goods.alreadyBack', { count: left.line.quantity - left.quantity }) : ''}
              left={left}
              quantity={quantity}
              onQuantity={(value) => setQuantity(left.line.id, value)}
            >
              <Money minor={quantity > 0 ? worthOf(left, quantity) : left.grossMinor} currency={currency} />
            </QuantityRow>
          );
        })}
      </ul>
      {sale.tipLeftMinor > 0 && (
        <label className="refund-check">
          <input type="checkbox" checked={chosen.tip} onChange={(event) => onChoose({ tip: event.target.checked })} />
          <span>{t('goods.tip')}</span>
          <Money minor={sale.tipLeftMinor} currency={currency} />
        </label>
      )}
      <label className="refund-check">
        <input type="checkbox" checked={chosen.restock} onChange={(event) => onChoose({ restock: event.target.checked })} />
        <span>{t('goods.restock')}</span>
      </label>
    </>
  );
}

export interface QuantityRowProps {
  name: string;
  note: string;
  left: Pick<LineLeft, 'quantity'> & { line: Pick<LineLeft['line'], 'unit'> };
  quantity: number;
  /** How much a press is; all of it where it is weighed and nothing else is said. */
  step?: number;
  /** There is no most that anybody would want to read. */
  openEnded?: boolean;
  onQuantity: (quantity: number) => void;
  children: ReactNode;
}

/** Pieces by steps; what was weighed all at once, or by the grams that are typed. */
export function QuantityRow({ name, note, left, quantity, step: by, openEnded = false, onQuantity, children }: QuantityRowProps) {
  const { t } = useTranslation('refunds');
  const fieldId = useId();
  const most = left.quantity;
  const byWeight = left.line.unit === 'kg';
  const step = by ?? (byWeight ? most : 1);
  const set = (value: number) => onQuantity(Math.min(most, Math.max(0, value)));
  return (
    <li data-chosen={quantity > 0 || undefined} data-gone={most === 0 || undefined}>
      <label htmlFor={fieldId}>
        {name}
        {note !== '' && <small>{note}</small>}
      </label>
      <div className="refund-stepper">
        <IconButton icon={Minus} label={t('goods.fewer', { name })} disabled={quantity === 0} onClick={() => set(quantity - step)} />
        <input
          id={fieldId}
          inputMode="numeric"
          autoComplete="off"
          value={quantity}
          disabled={most === 0}
          onChange={(event) => /^\d{0,7}$/.test(event.target.value) && set(Number(event.target.value))}
        />
        <span>{openEnded ? byWeight && 'g' : t(byWeight ? 'goods.ofGrams' : 'goods.of', { count: most })}</span>
        <IconButton icon={Plus} label={t('goods.more', { name })} disabled={quantity >= most} onClick={() => set(quantity + step)} />
      </div>
      <span className="refund-line-worth">{children}</span>
    </li>
  );
}

function Amount({ text, most, onText }: { text: string; most: number; onText: (text: string) => void }) {
  const { t, i18n } = useTranslation('refunds');
  const currency = useTill((till) => till.shop.currency);
  const fieldId = useId();
  const [touched, setTouched] = useState(false);
  const typed = minorOf(text, minorDigits(currency));
  const wrong = touched && (typed === null || typed < 1 || typed > most);
  const amount = formatMinor(most, currency, localeOf(i18n.language));
  return (
    <div className="refund-field">
      <label htmlFor={fieldId}>{t('amount')}</label>
      <input
        id={fieldId}
        className="field refund-amount"
        inputMode="decimal"
        autoComplete="off"
        maxLength={16}
        aria-invalid={wrong}
        aria-describedby={`${fieldId}-hint`}
        value={text}
        onChange={(event) => {
          setTouched(true);
          onText(event.target.value);
        }}
      />
      <p id={`${fieldId}-hint`} className="refund-hint" data-wrong={wrong || undefined}>
        {t(wrong ? 'amountWrong' : 'amountHint', { amount })}
      </p>
    </div>
  );
}
