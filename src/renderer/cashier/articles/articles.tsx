// The left of the register: search, the categories, and the articles of the one that is open.
import { Calculator, Clock3, Tags } from 'lucide-react';
import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Category, ShelfArticle } from '../../../shared/article.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useShortcut, useTyping } from '../../screen.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { useTill } from '../till.ts';
import { useRingUp } from './article-asks.ts';
import { FoundArticles, SearchField, useArticleSearch } from './article-search.tsx';
import { ArticleTiles, type TileOf } from './article-tiles.tsx';
import type { RecentArticle, RecentArticles } from './recent-articles.ts';

/** The category that is open: its id, or what was rung up lately. */
export type OpenCategory = string;
export const RECENT: OpenCategory = 'recent';

export interface ArticlesProps {
  open: OpenCategory;
  onOpen: (category: OpenCategory) => void;
  recent: RecentArticles;
  onOpenAmount: () => void;
  onBarcode: (barcode: string) => void;
  onCharge: () => void;
}

export const Articles = memo(function Articles({ open, onOpen, recent, onOpenAmount, onBarcode, onCharge }: ArticlesProps) {
  const { t } = useTranslation('cashier');
  const categories = useTill((till) => till.catalogue.categories);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const found = useArticleSearch(text);
  const { tap } = useRingUp();
  const colourOf = useCallback((categoryId: string) => categories.find(({ id }) => id === categoryId)?.colour ?? 'stone', [categories]);

  const search = (value: string) => {
    setText(value);
    setActive(0);
  };
  const pick = (article: ShelfArticle) => {
    void tap(article);
    search('');
  };
  const lookUp = (typed: string) => {
    if (!/^[\d\s-]{4,}$/.test(typed)) return;
    onBarcode(typed.replaceAll(/[\s-]/g, ''));
    search('');
  };
  // Whoever types without a field in focus is looking for an article.
  useTyping((key) => {
    field.current?.focus();
    if (key !== 'Backspace') search(text + key);
  });

  return (
    <section className="cashier-articles" aria-label={t('articles.label')}>
      <div className="cashier-articles-head">
        <SearchField
          field={field}
          text={text}
          onText={search}
          found={found}
          active={active}
          onActive={setActive}
          onPick={pick}
          onNothing={lookUp}
          onEnterEmpty={onCharge}
        />
        <KeyButton size="large" icon={Calculator} shortcut="F4" onClick={onOpenAmount}>
          {t('articles.openAmount')}
        </KeyButton>
      </div>
      {found ? (
        <div className="cashier-shelf cashier-shelf-found">
          <FoundArticles found={found} active={active} colourOf={colourOf} onPick={pick} />
        </div>
      ) : (
        <>
          <CategoryTabs categories={categories} open={open} onOpen={onOpen} />
          <div className="cashier-shelf" id="cashier-shelf" role="tabpanel" aria-labelledby={`cashier-tab-${open}`}>
            {open === RECENT ? <RecentTiles recent={recent} colourOf={colourOf} /> : <CategoryTiles categoryId={open} colourOf={colourOf} />}
          </div>
        </>
      )}
    </section>
  );
});

function CategoryTabs({ categories, open, onOpen }: { categories: readonly Category[]; open: OpenCategory; onOpen: (id: OpenCategory) => void }) {
  const { t, i18n } = useTranslation('cashier');
  const tabs = [
    ...categories.map(({ id, names, colour }) => ({ id, name: nameIn(names, i18n.language), colour })),
    { id: RECENT, name: t('articles.recent'), colour: null },
  ];
  const step = (by: number): string => {
    const index = tabs.findIndex(({ id }) => id === open);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    if (next) onOpen(next.id);
    return next?.id ?? open;
  };
  useShortcut('PageDown', () => step(1));
  useShortcut('PageUp', () => step(-1));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    document.getElementById(`cashier-tab-${step(by)}`)?.focus();
  };
  return (
    <div className="cashier-tabs" role="tablist" aria-orientation="vertical" aria-label={t('articles.categories')} onKeyDown={onKeyDown}>
      {tabs.map(({ id, name, colour }) => (
        <button
          key={id}
          id={`cashier-tab-${id}`}
          type="button"
          role="tab"
          className="cashier-tab"
          data-colour={colour ?? undefined}
          aria-selected={id === open}
          aria-controls="cashier-shelf"
          tabIndex={id === open ? 0 : -1}
          onClick={() => onOpen(id)}
        >
          {colour ? <span className="cashier-tab-colour" aria-hidden /> : <Icon of={Clock3} size={18} />}
          {name}
        </button>
      ))}
    </div>
  );
}

function CategoryTiles({ categoryId, colourOf }: { categoryId: string; colourOf: (categoryId: string) => Category['colour'] }) {
  const { t, i18n } = useTranslation('cashier');
  const articles = useTill((till) => till.catalogue.tiles);
  const category = useTill((till) => till.catalogue.categories.find(({ id }) => id === categoryId));
  const tiles = useMemo(
    () =>
      articles
        .filter((article) => article.categoryId === categoryId)
        .map((article): TileOf => ({ ...article, colour: article.colour ?? colourOf(categoryId) })),
    [articles, categoryId, colourOf],
  );
  if (tiles.length === 0) {
    return (
      <EmptyState icon={Tags} title={t('articles.empty')}>
        {t('articles.emptyExplained')}
      </EmptyState>
    );
  }
  return <ArticleTiles label={category ? nameIn(category.names, i18n.language) : ''} tiles={tiles} />;
}

/** Of an article that is on no tile: as it was rung up. */
function rememberedTile({ articleId, names, priceMinor, unit }: RecentArticle): TileOf {
  return {
    id: articleId,
    names,
    priceMinor,
    unit,
    categoryId: '',
    colour: 'stone',
    picture: null,
    minimumAge: 0,
    variants: [],
    modifierGroupIds: [],
  };
}

function RecentTiles({ recent, colourOf }: { recent: RecentArticles; colourOf: (categoryId: string) => Category['colour'] }) {
  const { t } = useTranslation('cashier');
  const list = useStore(recent);
  const articles = useTill((till) => till.catalogue.tiles);
  const tiles = useMemo(
    () =>
      list.map((one): TileOf => {
        // The catalogue's price counts: the one remembered may be yesterday's.
        const article = articles.find(({ id, variants }) => id === one.articleId || variants.some((variant) => variant.id === one.articleId));
        const variant = article?.variants.find(({ id }) => id === one.articleId);
        if (!article) return rememberedTile(one);
        const colour = article.colour ?? colourOf(article.categoryId);
        return variant ? { ...article, ...variant, names: one.names, variants: [], colour } : { ...article, colour };
      }),
    [list, articles, colourOf],
  );
  if (tiles.length === 0) {
    return (
      <EmptyState icon={Clock3} title={t('articles.recentEmpty')}>
        {t('articles.recentEmptyExplained')}
      </EmptyState>
    );
  }
  return <ArticleTiles label={t('articles.recent')} tiles={tiles} />;
}
