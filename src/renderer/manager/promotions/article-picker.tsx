// Articles that are found while typing and taken into a list.
import { X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfArticle } from '../../../shared/article.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Picked } from './promotion-draft.ts';

const MOST_FOUND = 6;
const TYPING_MS = 150;

export function ArticlePicker({ label, picked, onPick }: { label: string; picked: readonly Picked[]; onPick: (picked: Picked[]) => void }) {
  const { t, i18n } = useTranslation('selling');
  const call = useCall();
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<ShelfArticle[]>([]);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const outcome = text.trim() === '' ? null : await call((till) => till.catalogue.search({ text }), { quiet: true });
      if (current) setFound(outcome?.ok ? outcome.value.slice(0, MOST_FOUND) : []);
    }, TYPING_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [call, text]);
  const take = ({ id: articleId, names, variants }: ShelfArticle) => {
    onPick([...picked, { id: articleId, names, sellableIds: variants.length === 0 ? [articleId] : variants.map((variant) => variant.id) }]);
    setText('');
  };
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      {picked.length > 0 && (
        <ul className="promotion-chips">
          {picked.map((article) => {
            const name = nameIn(article.names, i18n.language);
            return (
              <li key={article.id}>
                <button
                  type="button"
                  className="promotion-chip"
                  aria-label={t('promotions.drop', { name })}
                  onClick={() => onPick(picked.filter((other) => other !== article))}
                >
                  {name} <Icon of={X} size={16} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <input
        id={id}
        className="field"
        type="search"
        autoComplete="off"
        maxLength={120}
        placeholder={t('promotions.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="promotion-found">
        {found
          .filter((article) => !picked.some((other) => other.id === article.id))
          .map((article) => (
            <li key={article.id}>
              <button type="button" onClick={() => take(article)}>
                {nameIn(article.names, i18n.language)}
                <span>{t('promotions.take')}</span>
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}
