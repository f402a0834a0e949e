// An amount as large as its place allows, whatever the currency: figures are equally wide, so counting them is measuring them.
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, formatMinor } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';
import { Money } from './money.tsx';

/** Stands in a container of its own width; `--largest` is its size where there is room. */
export function FitMoney({ minor, currency, lively = false }: { minor: number; currency: CurrencyCode; lively?: boolean }) {
  const { i18n } = useTranslation();
  const figures: CSSProperties & Record<'--figures', number> = { '--figures': formatMinor(minor, currency, localeOf(i18n.language)).length };
  return (
    <span className="cashier-fit" style={figures}>
      <Money minor={minor} currency={currency} lively={lively} />
    </span>
  );
}
