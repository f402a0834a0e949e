// One line of a price list: for what, and a price of its own or so many percent.
import { Trash2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceListInput } from '../../../shared/contract/catalogue.ts';
import type { CurrencyCode } from '../../../shared/money.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useScreen } from '../../screen.tsx';
import { IconButton } from '../../ui/button.tsx';
import { useTill } from '../till.ts';
import { priceText, typedPrice } from './article-draft.ts';

type Rule = PriceListInput['rules'][number];

export interface RuleDraft {
  key: number;
  target: Rule['target'];
  /** What was typed to find the article. */
  targetName: string;
  change: Rule['change']['kind'];
  value: string;
}

export function ruleDraftOf({ target, change }: Rule, key: number, currency: CurrencyCode): RuleDraft {
  const value = change.kind === 'price' ? priceText(change.priceMinor, currency) : String(change.ppm / 10_000);
  return { key, target, targetName: '', change: change.kind, value };
}

/** Null while something of it cannot be read. "-20" is twenty percent off. */
export function ruleOf({ target, change, value }: RuleDraft, currency: CurrencyCode): Rule | null {
  if (target.kind !== 'all' && target.id === '') return null;
  if (change === 'price') {
    const priceMinor = typedPrice(value, currency);
    return priceMinor === null || priceMinor === undefined ? null : { target, change: { kind: 'price', priceMinor } };
  }
  const percent = value.trim().replace(',', '.').replace('−', '-');
  if (!/^-?\d{1,3}(\.\d{1,4})?$/.test(percent) || Math.abs(Number(percent)) > 100) return null;
  return { target, change: { kind: 'percent', ppm: Math.round(Number(percent) * 10_000) } };
}

export function PriceRuleFields({ rule, onRule, onRemove }: { rule: RuleDraft; onRule: (rule: RuleDraft) => void; onRemove: () => void }) {
  const { t, i18n } = useTranslation('articles');
  const id = useId();
  const categories = useTill((till) => till.catalogue.categories);
  const { target } = rule;
  const choose = (value: string) => {
    if (value === 'all') onRule({ ...rule, target: { kind: 'all' } });
    else if (value === 'article') onRule({ ...rule, target: { kind: 'article', id: '' } });
    else onRule({ ...rule, target: { kind: 'category', id: value } });
  };
  return (
    <fieldset className="articles-variant">
      <legend className="visually-hidden">{t('prices.rule')}</legend>
      <div className="articles-rule">
        <select
          className="field"
          aria-label={t('prices.target')}
          value={target.kind === 'category' ? target.id : target.kind}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="all">{t('prices.allArticles')}</option>
          <option value="article">{t('prices.oneArticle')}</option>
          {categories.map((category) => (
            <option key={category.id} value={category.id}>
              {nameIn(category.names, i18n.language)}
            </option>
          ))}
        </select>
        <IconButton icon={Trash2} label={t('prices.removeRule')} onClick={onRemove} />
      </div>
      {target.kind === 'article' && (
        <ArticleChoice articleId={target.id} onArticle={(articleId) => onRule({ ...rule, target: { kind: 'article', id: articleId } })} />
      )}
      <div className="articles-pair">
        <select
          className="field"
          aria-label={t('prices.change')}
          value={rule.change}
          onChange={(event) => onRule({ ...rule, change: event.target.value === 'price' ? 'price' : 'percent' })}
        >
          <option value="percent">{t('prices.percent')}</option>
          <option value="price">{t('prices.price')}</option>
        </select>
        <input
          id={id}
          className="field"
          aria-label={t(rule.change === 'price' ? 'prices.price' : 'prices.percent')}
          inputMode={rule.change === 'price' ? 'decimal' : 'text'}
          placeholder={rule.change === 'price' ? '' : '-20'}
          maxLength={16}
          value={rule.value}
          onChange={(event) => onRule({ ...rule, value: event.target.value })}
        />
      </div>
    </fieldset>
  );
}

/** Found by typing; an article with variants is offered as a whole and by each of them. */
function ArticleChoice({ articleId, onArticle }: { articleId: string; onArticle: (articleId: string) => void }) {
  const { t, i18n } = useTranslation('articles');
  const { client } = useScreen();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly { id: string; name: string }[]>([]);
  useEffect(() => {
    let current = true;
    const asked =
      articleId !== '' && text === '' ? client.catalogue.shelf({ articleId }).then((article) => [article]) : client.catalogue.search({ text });
    void asked.then(
      (articles) => {
        if (!current) return;
        setFound(
          articles.flatMap(({ id, names, variants }) => [
            { id, name: nameIn(names, i18n.language) },
            ...variants.map((variant) => ({ id: variant.id, name: `${nameIn(names, i18n.language)} ${nameIn(variant.names, i18n.language)}` })),
          ]),
        );
      },
      () => current && setFound([]),
    );
    return () => {
      current = false;
    };
  }, [client, text, articleId, i18n.language]);
  return (
    <div className="articles-pair">
      <input
        className="field"
        aria-label={t('prices.find')}
        placeholder={t('prices.find')}
        maxLength={120}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <select className="field" aria-label={t('prices.oneArticle')} value={articleId} onChange={(event) => onArticle(event.target.value)}>
        <option value="">{t('prices.choose')}</option>
        {found.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
