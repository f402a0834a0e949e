// The first answer: the language of the till and the currency of its books.
import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../shared/state.ts';
import { LANGUAGE_NAMES, localeOf } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { commonCurrencies, currencyName, otherCurrencies } from './currencies.ts';

export interface ShopStepProps {
  language: Language;
  currency: string;
  onLanguage: (language: Language) => void;
  onCurrency: (currency: string) => void;
  onNext: () => void;
}

export function ShopStep({ language, currency, onLanguage, onCurrency, onNext }: ShopStepProps) {
  const { t } = useTranslation('setup');
  const locale = localeOf(language);
  const common = commonCurrencies(language);
  const others = useMemo(() => otherCurrencies(common, locale), [common, locale]);
  return (
    <form
      className="set-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <fieldset className="set-up-choices">
        <legend>{t('language')}</legend>
        {LANGUAGES.map((one) => (
          <label key={one} className="set-up-choice" lang={one}>
            <input type="radio" name="language" checked={one === language} onChange={() => onLanguage(one)} />
            <b>{LANGUAGE_NAMES[one]}</b>
          </label>
        ))}
      </fieldset>
      <p className="set-up-note">{t('languageNote')}</p>
      <fieldset className="set-up-choices">
        <legend>{t('currency')}</legend>
        {common.map((code) => (
          <label key={code} className="set-up-choice">
            <input type="radio" name="currency" checked={code === currency} onChange={() => onCurrency(code)} />
            <b>{code}</b>
            <span>{currencyName(code, locale)}</span>
          </label>
        ))}
      </fieldset>
      <div className="set-up-select">
        <select
          className="field set-up-field"
          aria-label={t('otherCurrency')}
          value={common.includes(currency) ? '' : currency}
          onChange={(event) => event.target.value !== '' && onCurrency(event.target.value)}
        >
          <option value="">{t('otherCurrency')}…</option>
          {others.map(({ code, name }) => (
            <option key={code} value={code}>
              {name} ({code})
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} size={20} />
      </div>
      <p className="set-up-note">{t('currencyNote')}</p>
      <div className="set-up-actions">
        <Button kind="primary" size="large" submit>
          {t('next')}
        </Button>
      </div>
    </form>
  );
}
