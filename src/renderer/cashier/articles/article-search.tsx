// The search that finds while typing. A list box under the field: arrows move in it, Enter rings up, Esc leaves. With nothing typed, Enter charges.
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfArticle } from '../../../shared/article.ts';
import { useCall, useShortcut } from '../../screen.tsx';
import { IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TileFace } from './article-tiles.tsx';

/** What a search found; the last answer stands until the next one has come. Null while nothing is searched. */
export interface Found {
  text: string;
  articles: readonly ShelfArticle[];
}

const LIST_ID = 'cashier-found';
const optionId = (index: number) => `${LIST_ID}-${index}`;

export function useArticleSearch(text: string): Found | null {
  const call = useCall();
  const [found, setFound] = useState<Found | null>(null);
  const searched = text.trim();
  useEffect(() => {
    if (searched === '') {
      setFound(null);
      return;
    }
    let newest = true;
    void call((client) => client.catalogue.search({ text: searched })).then((outcome) => {
      if (newest && outcome.ok) setFound({ text: searched, articles: outcome.value });
    });
    return () => {
      newest = false;
    };
  }, [searched, call]);
  return searched === '' ? null : found;
}

export interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  found: Found | null;
  /** The option that Enter rings up. */
  active: number;
  onActive: (index: number) => void;
  onPick: (article: ShelfArticle) => void;
  /** Enter where nothing was found: a number may be the barcode of an article that no search shows. */
  onNothing: (text: string) => void;
  onEnterEmpty: () => void;
}

export function SearchField({ field, text, onText, found, active, onActive, onPick, onNothing, onEnterEmpty }: SearchFieldProps) {
  const { t } = useTranslation('cashier');
  // Enter is quicker than the answer at times: it waits for what was searched when it was pressed.
  const [entered, setEntered] = useState<string | null>(null);
  const leave = () => {
    setEntered(null);
    onText('');
    field.current?.blur();
  };
  const count = found?.articles.length ?? 0;
  useShortcut('F2', () => field.current?.focus());
  useShortcut('Escape', leave);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' && count > 0) onActive(Math.min(active + 1, count - 1));
    else if (event.key === 'ArrowUp' && count > 0) onActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter') enter();
    else return;
    event.preventDefault();
  };
  const enter = () => {
    const typed = text.trim();
    if (typed === '') onEnterEmpty();
    else if (found?.text === typed) conclude(found);
    else setEntered(typed);
  };
  const conclude = (answer: Found) => {
    setEntered(null);
    const article = answer.articles[active];
    if (article) onPick(article);
    else onNothing(answer.text);
  };
  useEffect(() => {
    if (found && found.text === entered) conclude(found);
  });
  return (
    <div className="cashier-search">
      <Icon of={Search} size={22} />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={t('articles.search')}
        aria-expanded={count > 0}
        aria-controls={count > 0 ? LIST_ID : undefined}
        aria-activedescendant={found?.articles[active] ? optionId(active) : undefined}
        aria-autocomplete="list"
        aria-keyshortcuts="F2"
        placeholder={t('articles.search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        enterKeyHint="done"
        value={text}
        onChange={(event) => {
          setEntered(null);
          onText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <kbd className="shortcut" aria-hidden>
          F2
        </kbd>
      ) : (
        <IconButton icon={X} size={20} label={t('articles.clearSearch')} onClick={leave} />
      )}
    </div>
  );
}

export interface FoundArticlesProps {
  found: Found;
  active: number;
  colourOf: (categoryId: string) => string;
  onPick: (article: ShelfArticle) => void;
}

export function FoundArticles({ found, active, colourOf, onPick }: FoundArticlesProps) {
  const { t } = useTranslation('cashier');
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    void document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  if (found.articles.length === 0) {
    return (
      <EmptyState icon={Search} title={t('articles.nothingFound')}>
        {t('articles.nothingFoundExplained')}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {t('articles.found', { count: found.articles.length })}
      </p>
      <div id={LIST_ID} className="cashier-tiles" role="listbox" aria-label={t('articles.found', { count: found.articles.length })}>
        {found.articles.map((article, index) => (
          // Keys reach an option through the field, whose active descendant it is.
          <div
            key={article.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="cashier-tile"
            data-colour={article.colour ?? colourOf(article.categoryId)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(article)}
            onKeyDown={(event) => event.key === 'Enter' && onPick(article)}
          >
            <TileFace of={article} />
          </div>
        ))}
      </div>
    </>
  );
}
