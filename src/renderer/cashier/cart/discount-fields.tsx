// How much comes off and why: a percentage or an amount, from the keypad, and a reason of the shop's or one that is typed.
import { useTranslation } from 'react-i18next';
import { type Discount, discountMinorOf } from '../../../shared/line-item.ts';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { FigureKeys } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';

/** As it is being typed: `figure` is a percentage or an amount in minor units; 0 is none. */
export interface TypedDiscount {
  kind: Discount['kind'];
  figure: number;
  reason: string;
}

const PPM_PER_PERCENT = 10_000;
const LONGEST_REASON = 60;

export function typedDiscount(discount: Discount | null): TypedDiscount {
  if (discount === null) return { kind: 'percent', figure: 0, reason: '' };
  const figure = discount.kind === 'percent' ? Math.round(discount.ppm / PPM_PER_PERCENT) : discount.amountMinor;
  return { kind: discount.kind, figure, reason: discount.reason };
}

/** Null: nothing comes off. Undefined: the reason is missing. */
export function discountOf({ kind, figure, reason }: TypedDiscount): Discount | null | undefined {
  if (figure === 0) return null;
  const why = reason.trim();
  if (why === '') return undefined;
  return kind === 'percent' ? { kind, ppm: figure * PPM_PER_PERCENT, reason: why } : { kind, amountMinor: figure, reason: why };
}

interface DiscountFieldsProps {
  typed: TypedDiscount;
  /** What it comes off. */
  fromMinor: number;
  onChange: (typed: TypedDiscount) => void;
}

export function DiscountFields({ typed, fromMinor, onChange }: DiscountFieldsProps) {
  const { t, i18n } = useTranslation('selling');
  const currency = useTill((till) => till.shop.currency);
  const reasons = useTill((till) => till.shop.selling.discountReasons);
  const limitPpm = useTill((till) => till.session.staff?.limits.discountPpm ?? 0);
  const { kind, figure, reason } = typed;
  const press = (key: KeypadKey) => onChange({ ...typed, figure: amountAfterKey(figure, key, kind === 'percent' ? 100 : MAX_AMOUNT_MINOR) });
  const offMinor = discountMinorOf(
    kind === 'percent' ? { kind, ppm: figure * PPM_PER_PERCENT, reason } : { kind, amountMinor: figure, reason },
    fromMinor,
  );
  const over = offMinor > 0 && (kind === 'percent' ? figure * PPM_PER_PERCENT > limitPpm : offMinor * 1_000_000 > fromMinor * limitPpm);
  return (
    <div className="discount-fields">
      <FigureKeys onKey={press} />
      <div className="discount-figure">
        <Segmented
          label={t('line.discount')}
          segments={[
            { value: 'percent', label: t('discount.percent') },
            { value: 'amount', label: t('discount.amount') },
          ]}
          value={kind}
          onChange={(next) => onChange({ ...typed, kind: next, figure: 0 })}
        />
        <output className="cashier-entry" data-empty={figure === 0 || undefined}>
          {kind === 'percent' ? t('tip.percentOf', { percent: figure }) : <Money minor={figure} currency={currency} />}
        </output>
      </div>
      <fieldset className="discount-reasons" aria-label={t('discount.reason')}>
        {reasons.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={reason === one} onClick={() => onChange({ ...typed, reason: one })}>
            {one}
          </button>
        ))}
        <input
          className="field"
          type="text"
          maxLength={LONGEST_REASON}
          autoComplete="off"
          aria-label={t('discount.otherReason')}
          placeholder={t('discount.otherReason')}
          value={reasons.includes(reason) ? '' : reason}
          onChange={(event) => onChange({ ...typed, reason: event.target.value })}
        />
      </fieldset>
      <p className="discount-off" aria-live="polite">
        {[
          figure > 0 && t('discount.off', { amount: formatMinor(offMinor, currency, localeOf(i18n.language)) }),
          figure > 0 && reason.trim() === '' && t('discount.needsReason'),
          over && t('discount.over', { percent: limitPpm / PPM_PER_PERCENT }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Keypad kind={kind === 'percent' ? 'pin' : 'amount'} onKey={press} />
    </div>
  );
}
