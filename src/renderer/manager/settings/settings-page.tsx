// The settings: each section says what it is for on the left and is changed on the right. What is chosen by a tap holds at
// once; what is typed is kept by its button.
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, type ShopState } from '../../../shared/state.ts';
import { LANGUAGE_NAMES, localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { AppearanceChoice } from '../../ui/appearance.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Fact } from '../fact.tsx';
import { useTill } from '../till.ts';
import { CodeOnPaperSection } from './code-on-paper-section.tsx';
import { MailSection } from './mail-section.tsx';
import { ReceiptCodeSection } from './receipt-code-section.tsx';
import { SellingSection } from './selling-section.tsx';
import { SettingsSection } from './settings-section.tsx';
import { ShopSection } from './shop-section.tsx';
import { TaxSection } from './tax-section.tsx';
import { TenderSection } from './tender-section.tsx';
import './settings.css';

export function SettingsPage({ onSetUp }: { onSetUp: () => void }) {
  const { t } = useTranslation('manager');
  return (
    <div className="settings">
      <h1 className="visually-hidden">{t('nav.settings')}</h1>
      <ShopSection />
      <Languages />
      <SettingsSection title={t('settings.appearance')} explained={t('settings.appearanceExplained')}>
        <AppearanceChoice />
      </SettingsSection>
      <TaxSection />
      <SellingSection />
      <TenderSection />
      <CodeOnPaperSection />
      <ReceiptCodeSection />
      <MailSection />
      <WhichShop onSetUp={onSetUp} />
      <Books />
    </div>
  );
}

const AUDIENCES = ['cashier', 'customer', 'receipt'] as const satisfies (keyof ShopState['languages'])[];

function Languages() {
  const { t } = useTranslation('manager');
  const call = useCall();
  const languages = useTill((till) => till.shop.languages);
  const segments = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }));
  const speak = (audience: (typeof AUDIENCES)[number], language: Language) =>
    void call((till) => till.shop.change({ languages: { [audience]: language } }));
  return (
    <SettingsSection title={t('settings.languages')} explained={t('settings.languagesExplained')}>
      {AUDIENCES.map((audience) => (
        <div key={audience} className="settings-row">
          <span>{t(`settings.audience.${audience}`)}</span>
          <Segmented
            label={t(`settings.audience.${audience}`)}
            segments={segments}
            value={languages[audience]}
            onChange={(language) => speak(audience, language)}
          />
        </div>
      ))}
    </SettingsSection>
  );
}

function WhichShop({ onSetUp }: { onSetUp: () => void }) {
  const { t } = useTranslation('manager');
  const call = useCall();
  const practice = useTill((till) => till.shop.practice);
  const ownShopExists = useTill((till) => till.shop.ownShopExists);
  const open = (which: 'practice' | 'own') => void call((till) => till.shop.open({ which }));
  const own = !practice || ownShopExists;
  return (
    <SettingsSection title={t('settings.which')} explained={t(practice ? 'settings.inPractice' : 'settings.inOwn')}>
      <div className="settings-actions">
        {!practice && <Button onClick={() => open('practice')}>{t('settings.openPractice')}</Button>}
        {practice && own && <Button onClick={() => open('own')}>{t('settings.openOwn')}</Button>}
        {!own && <Button onClick={onSetUp}>{t('settings.setUp')}</Button>}
      </div>
    </SettingsSection>
  );
}

/** What was decided once and holds for the books. */
function Books() {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const { currency, timeZone, terminalId } = useTill((till) => till.shop);
  return (
    <SettingsSection title={t('settings.books')} explained={t('settings.booksExplained')}>
      <dl className="facts">
        <Fact name={t('settings.currency')}>
          {new Intl.DisplayNames(locale, { type: 'currency' }).of(currency)} ({currency})
        </Fact>
        <Fact name={t('settings.timeZone')}>{timeZone}</Fact>
        <Fact name={t('settings.terminal')}>{terminalId}</Fact>
      </dl>
    </SettingsSection>
  );
}
