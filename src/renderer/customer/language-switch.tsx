// The customer chooses the language of this screen; the cashier's and the receipt's stay as they are.
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/state.ts';
import { LANGUAGE_NAMES } from '../i18n/i18n.ts';
import { useCall } from '../screen.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useTill } from './use-till.ts';

const SEGMENTS = LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language], lang: language }));

export function LanguageSwitch() {
  const { t } = useTranslation();
  const call = useCall();
  const language = useTill((till) => till.shop.languages.customer);
  return (
    <Segmented
      label={t('language')}
      segments={SEGMENTS}
      value={language}
      onChange={(next) => void call((till) => till.shop.speak({ audience: 'customer', language: next }))}
    />
  );
}
