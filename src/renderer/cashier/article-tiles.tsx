// Tiles of articles: the name first, the price second, the quiet colour of the category. A tile answers the finger in the next
// frame by itself (CSS), and a tap on one renders nothing but the line that it adds.
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../shared/state.ts';
import { nameIn } from '../i18n/name-in.ts';
import { useCall } from '../screen.tsx';
import { Money } from '../ui/money.tsx';
import type { RecentArticle } from './recent-articles.ts';
import { useTill } from './till.ts';

export interface TileOf extends RecentArticle {
  colour: Category['colour'];
}

/** Rings up one of an article. */
export function useRingUp(): (articleId: string) => void {
  const call = useCall();
  return useCallback((articleId) => void call((client) => client.sale.addArticle({ articleId })), [call]);
}

export const ArticleTiles = memo(function ArticleTiles({ label, tiles }: { label: string; tiles: readonly TileOf[] }) {
  const { i18n } = useTranslation();
  const currency = useTill((till) => till.shop.currency);
  const ringUp = useRingUp();
  return (
    <ul className="cashier-tiles" aria-label={label}>
      {tiles.map((tile) => (
        <li key={tile.articleId}>
          <button type="button" className="cashier-tile" data-colour={tile.colour} onClick={() => ringUp(tile.articleId)}>
            <span className="cashier-tile-name">{nameIn(tile.names, i18n.language)}</span>
            <Money minor={tile.priceMinor} currency={currency} />
          </button>
        </li>
      ))}
    </ul>
  );
});
