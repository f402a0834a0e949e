// A price as it is typed; empty is a price that is asked for at the register.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useTill } from '../till.ts';
import { typedPrice } from './article-draft.ts';

export function PriceField({ label, price, onPrice }: { label: string; price: string; onPrice: (price: string) => void }) {
  const { t } = useTranslation('articles');
  const id = useId();
  const currency = useTill((till) => till.shop.currency);
  const wrong = typedPrice(price, currency) === undefined;
  return (
    <div className="settings-field">
      <label htmlFor={id}>
        {label} <small>{currency}</small>
      </label>
      <input
        id={id}
        className="field"
        inputMode="decimal"
        autoComplete="off"
        maxLength={16}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        value={price}
        onChange={(event) => onPrice(event.target.value)}
      />
      <p id={`${id}-hint`} className="settings-hint" data-wrong={wrong || undefined}>
        {t(wrong ? 'form.priceWrong' : 'form.priceHint')}
      </p>
    </div>
  );
}
