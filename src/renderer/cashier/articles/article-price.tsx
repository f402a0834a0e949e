// What an article costs, as its tile says it: from the cheapest of its variants on, by the kilogram, or asked for.
import { useTranslation } from 'react-i18next';
import type { ShelfArticle } from '../../../shared/article.ts';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

export type Priced = Pick<ShelfArticle, 'unit' | 'priceMinor' | 'variants'>;

export function ArticlePrice({ of }: { of: Priced }) {
  const { t } = useTranslation('articles');
  const currency = useTill((till) => till.shop.currency);
  const prices = of.variants.length > 0 ? of.variants.map(({ priceMinor }) => priceMinor) : [of.priceMinor];
  const known = prices.filter((price) => price !== null);
  if (known.length === 0) return <span className="cashier-tile-price">{t('tile.openPrice')}</span>;
  const lowest = Math.min(...known);
  const several = known.length < prices.length || known.some((price) => price !== lowest);
  return (
    <span className="cashier-tile-price">
      {several && t('tile.from')} <Money minor={lowest} currency={currency} />
      {of.unit === 'kg' && <span className="cashier-tile-unit"> / kg</span>}
    </span>
  );
}
