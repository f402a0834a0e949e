// The second answer: one article with its price. Names can be tapped, so that a till without a keyboard gets through too.
import { ArrowLeft } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_AMOUNT_MINOR } from '../../shared/money.ts';
import { useTyping } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../ui/keypad.tsx';
import { Money } from '../ui/money.tsx';

export interface ArticleAnswer {
  name: string;
  priceMinor: number;
}

const SUGGESTIONS = ['coffee', 'tea', 'lunch', 'bread'] as const;

export interface ArticleStepProps {
  currency: string;
  article: ArticleAnswer;
  onChange: (article: ArticleAnswer) => void;
  onBack: () => void;
  onNext: () => void;
}

export function ArticleStep({ currency, article, onChange, onBack, onNext }: ArticleStepProps) {
  const { t } = useTranslation(['setup', 'common']);
  const nameId = useId();
  const complete = article.name.trim() !== '' && article.priceMinor > 0;
  const press = (key: KeypadKey) => onChange({ ...article, priceMinor: amountAfterKey(article.priceMinor, key, MAX_AMOUNT_MINOR) });
  useTyping((key) => {
    if (/^\d$/.test(key)) press(key as KeypadKey);
    else if (key === 'Backspace') press('back');
  });
  return (
    <form
      className="set-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onNext();
      }}
    >
      <div>
        <h2>{t('article')}</h2>
        <p className="set-up-note">{t('articleNote')}</p>
      </div>
      <div className="set-up-article">
        <div className="set-up-article-name">
          <label htmlFor={nameId}>{t('articleName')}</label>
          <input
            id={nameId}
            className="field set-up-field"
            maxLength={120}
            autoComplete="off"
            value={article.name}
            onChange={(event) => onChange({ ...article, name: event.target.value })}
          />
          <ul className="set-up-suggestions" aria-label={t('suggestions')}>
            {SUGGESTIONS.map((one) => (
              <li key={one}>
                <Button onClick={() => onChange({ ...article, name: t(`suggestion.${one}`) })}>{t(`suggestion.${one}`)}</Button>
              </li>
            ))}
          </ul>
        </div>
        <div className="set-up-article-price">
          <p className="set-up-price" aria-live="polite">
            <span>{t('price')}</span>
            <b>
              <Money minor={article.priceMinor} currency={currency} lively />
            </b>
          </p>
          <Keypad kind="amount" onKey={press} />
        </div>
      </div>
      <div className="set-up-actions">
        <Button kind="plain" size="large" icon={ArrowLeft} onClick={onBack}>
          {t('common:back')}
        </Button>
        <Button kind="primary" size="large" submit disabled={!complete}>
          {t('next')}
        </Button>
      </div>
    </form>
  );
}
