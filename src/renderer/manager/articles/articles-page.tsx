// What the shop sells, as a plain list: searched, narrowed down to a category, opened by a press or a scan. Beside it what belongs to all of it:
// categories, prices for a time, labels, files.
import { Archive, CalendarClock, FileDown, FileUp, Plus, Search, Shapes, Tag, Tags, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedArticle } from '../../../shared/contract/catalogue.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall, useScans } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { ArticleSheet, type OpenArticle } from './article-sheet.tsx';
import { CategoriesDialog } from './categories-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ImportProgress } from './import-progress.tsx';
import { LabelsDialog } from './labels-dialog.tsx';
import { PriceListsDialog } from './price-lists-dialog.tsx';
import { amountWords } from './stock-section.tsx';
import { useExport } from './use-export.ts';
import '../settings/settings.css';
import '../sales/sales.css';
import './articles.css';

type Panel = 'categories' | 'prices' | 'labels' | 'import';
interface Filter {
  text: string;
  categoryId: string | null;
  archived: boolean;
  low: boolean;
}

export function ArticlesPage() {
  const { t, i18n } = useTranslation(['articles', 'manager']);
  const call = useCall();
  const categories = useTill((till) => till.catalogue.categories);
  const count = useTill((till) => till.catalogue.articleCount);
  const lowCount = useTill((till) => till.catalogue.lowStockCount);
  const importing = useTill((till) => till.catalogue.importing);
  const [filter, setFilter] = useState<Filter>({ text: '', categoryId: null, archived: false, low: false });
  const [opened, open] = useState<OpenArticle | null>(null);
  const [panel, show] = useState<Panel | null>(null);
  const exporting = useExport();
  const narrow = (to: Partial<Filter>) => setFilter((before) => ({ ...before, low: false, ...to }));
  useScans(async (barcode) => {
    if (opened || panel) return;
    const outcome = await call((till) => till.catalogue.search({ text: barcode }));
    const [only] = outcome.ok ? outcome.value : [];
    if (outcome.ok) open(only ? { articleId: only.id } : { barcode, categoryId: filter.categoryId });
  });
  return (
    <div className="articles">
      <h1 className="visually-hidden">{t('manager:nav.articles')}</h1>
      <div className="articles-head">
        <div className="sales-search">
          <Icon of={Search} size={22} />
          <input
            className="field"
            type="search"
            aria-label={t('page.search', { count })}
            placeholder={t('page.search', { count })}
            autoComplete="off"
            maxLength={120}
            value={filter.text}
            onChange={(event) => narrow({ text: event.target.value })}
          />
          {filter.text !== '' && <IconButton icon={X} label={t('page.clear')} onClick={() => narrow({ text: '' })} />}
        </div>
        <Button kind="primary" size="large" icon={Plus} onClick={() => open({ barcode: null, categoryId: filter.categoryId })}>
          {t('page.new')}
        </Button>
      </div>
      <div className="chips">
        <Chip set={filter.categoryId === null && !filter.archived && !filter.low} onPress={() => narrow({ categoryId: null, archived: false })}>
          {t('page.all')}
        </Chip>
        {categories.map(({ id, names }) => (
          <Chip key={id} set={filter.categoryId === id} onPress={() => narrow({ categoryId: filter.categoryId === id ? null : id })}>
            {nameIn(names, i18n.language)}
          </Chip>
        ))}
        {lowCount > 0 && (
          <Chip set={filter.low} onPress={() => setFilter({ text: '', categoryId: null, archived: false, low: !filter.low })}>
            <Icon of={TriangleAlert} size={18} /> {t('page.low', { count: lowCount })}
          </Chip>
        )}
        <Chip set={filter.archived} onPress={() => narrow({ archived: !filter.archived })}>
          <Icon of={Archive} size={18} /> {t('page.archived')}
        </Chip>
      </div>
      <div className="articles-tools">
        <Button kind="plain" icon={Shapes} onClick={() => show('categories')}>
          {t('page.categories')}
        </Button>
        <Button kind="plain" icon={CalendarClock} onClick={() => show('prices')}>
          {t('page.prices')}
        </Button>
        <Button kind="plain" icon={Tag} onClick={() => show('labels')}>
          {t('page.labels')}
        </Button>
        <Button kind="plain" icon={FileUp} disabled={importing !== null} onClick={() => show('import')}>
          {t('page.import')}
        </Button>
        <Button kind="plain" icon={FileDown} busy={exporting.busy} onClick={exporting.start}>
          {t('page.export')}
        </Button>
      </div>
      {importing && <ImportProgress importing={importing} />}
      {filter.low ? (
        <LowStock onOpen={(articleId) => open({ articleId })} />
      ) : (
        <ArticleList filter={filter} onOpen={(articleId) => open({ articleId })} />
      )}
      {opened && <ArticleSheet key={JSON.stringify(opened)} open={opened} onClose={() => open(null)} />}
      {panel === 'categories' && <CategoriesDialog onClose={() => show(null)} />}
      {panel === 'prices' && <PriceListsDialog onClose={() => show(null)} />}
      {panel === 'labels' && <LabelsDialog onClose={() => show(null)} />}
      {panel === 'import' && <ImportDialog onClose={() => show(null)} />}
    </div>
  );
}

function Chip({ set, onPress, children }: { set: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="chip" data-set={set || undefined} aria-pressed={set} onClick={onPress}>
      {children}
    </button>
  );
}

function ArticleList({ filter, onOpen }: { filter: Filter; onOpen: (articleId: string) => void }) {
  const { t } = useTranslation('articles');
  const call = useCall();
  const catalogue = useTill((till) => till.catalogue);
  const { text, categoryId, archived } = filter;
  const question = JSON.stringify({ text: text.trim(), categoryId, archived });
  // The catalogue is sent anew whenever something of it has changed.
  const [version, setVersion] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new catalogue is what it waits for.
  useEffect(() => setVersion((before) => before + 1), [catalogue]);
  const ask = useCallback((after: string | null) => ({ text: text.trim(), categoryId, archived, after }), [text, categoryId, archived]);
  const answer = useAnswer(question, version, (till) => till.catalogue.list(ask(null)));
  const [further, setFurther] = useState<{ of: unknown; rows: ListedArticle[]; more: boolean } | null>(null);
  const first = answer.value;
  if (!first) return answer.failure ? <Unanswered failure={answer.failure} onAgain={answer.again} /> : null;
  const older = further?.of === first ? further : null;
  const rows = [...first.articles, ...(older?.rows ?? [])];
  const more = older ? older.more : first.more;
  const showMore = async () => {
    const outcome = await call((till) => till.catalogue.list(ask(rows.at(-1)?.id ?? null)));
    if (outcome.ok) setFurther({ of: first, rows: [...(older?.rows ?? []), ...outcome.value.articles], more: outcome.value.more });
  };
  if (rows.length === 0) {
    return (
      <EmptyState icon={Tags} title={t('page.nothing')}>
        {t('page.nothingExplained')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="articles-list">
        {rows.map((article) => (
          <Row key={article.id} article={article} onOpen={() => onOpen(article.id)} />
        ))}
      </ul>
      {more && (
        <div className="sales-more">
          <Button onClick={() => void showMore()}>{t('page.more')}</Button>
        </div>
      )}
    </>
  );
}

function Row({ article, onOpen }: { article: ListedArticle; onOpen: () => void }) {
  const { t, i18n } = useTranslation('articles');
  const currency = useTill((till) => till.shop.currency);
  const category = useTill((till) => till.catalogue.categories.find(({ id }) => id === article.categoryId));
  return (
    <li>
      <button type="button" className="articles-row" onClick={onOpen}>
        <span className="articles-swatch" data-colour={article.colour ?? category?.colour} aria-hidden />
        <b>{nameIn(article.names, i18n.language)}</b>
        <span className="articles-about">
          {category && nameIn(category.names, i18n.language)}
          {article.code !== '' && ` · ${article.code}`}
          {article.variants.length > 0 && ` · ${t('page.variants', { count: article.variants.length })}`}
          {article.minimumAge > 0 && ` · ${t('page.fromAge', { years: article.minimumAge })}`}
          {article.stockCounted && ` · ${t('page.counted')}`}
        </span>
        <span className="articles-price">
          {article.variants.length > 0 ? (
            t('page.ownPrices')
          ) : article.priceMinor === null ? (
            t('tile.openPrice')
          ) : (
            <>
              <Money minor={article.priceMinor} currency={currency} />
              {article.unit === 'kg' && ' / kg'}
            </>
          )}
        </span>
      </button>
    </li>
  );
}

function LowStock({ onOpen }: { onOpen: (articleId: string) => void }) {
  const { i18n } = useTranslation('articles');
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const answer = useAnswer('low stock', journalSeq, (till) => till.catalogue.lowStock());
  if (!answer.value) return answer.failure ? <Unanswered failure={answer.failure} onAgain={answer.again} /> : null;
  return (
    <ul className="articles-list">
      {answer.value.map((level) => (
        <li key={level.sellableId}>
          <button type="button" className="articles-row" onClick={() => onOpen(level.articleId)}>
            <Icon of={TriangleAlert} size={20} />
            <b>{nameIn(level.names, i18n.language)}</b>
            <span className="articles-about" />
            <span className="articles-price">{amountWords(level.quantity, level.unit, localeOf(i18n.language))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
