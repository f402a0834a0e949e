// Tiles of articles: the name first, the price second, the quiet colour of the category or the article's own, its picture if it has
// one. A tile answers the finger in the next frame by itself (CSS), and a tap on one renders nothing but the line that it adds.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfArticle, TileColour } from '../../../shared/article.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { ArticlePicture } from '../../ui/article-picture.tsx';
import { useRingUp } from './article-asks.ts';
import { ArticlePrice } from './article-price.tsx';

export interface TileOf extends ShelfArticle {
  colour: TileColour;
}

export const ArticleTiles = memo(function ArticleTiles({ label, tiles }: { label: string; tiles: readonly TileOf[] }) {
  const { tap } = useRingUp();
  return (
    <ul className="cashier-tiles" aria-label={label}>
      {tiles.map((tile) => (
        <li key={tile.id}>
          <button type="button" className="cashier-tile" data-colour={tile.colour} onClick={() => void tap(tile)}>
            <TileFace of={tile} />
          </button>
        </li>
      ))}
    </ul>
  );
});

export function TileFace({ of }: { of: ShelfArticle }) {
  const { i18n } = useTranslation();
  return (
    <>
      {of.picture !== null && <ArticlePicture picture={of.picture} />}
      <span className="cashier-tile-name">{nameIn(of.names, i18n.language)}</span>
      <ArticlePrice of={of} />
    </>
  );
}
