// Setting up a shop of one's own: three answers, one at a time, and it is open. It fills the screen, over practice.
import { Check } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/state.ts';
import type { Failure } from '../failure.ts';
import { tillHook, useCall, useShortcut } from '../screen.tsx';
import { BoltMark } from '../ui/bolt-mark.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { ArticleStep } from './article-step.tsx';
import { PinStep } from './pin-step.tsx';
import { ShopOpened } from './shop-opened.tsx';
import { ShopStep } from './shop-step.tsx';
import './set-up.css';
import './set-up-steps.css';

const useTill = tillHook<'cashier' | 'manager'>();

const STEPS = ['shop', 'article', 'pin'] as const;
type Step = (typeof STEPS)[number];

/** `onClose`: back to practice, or on to the own shop's sign-in once it is open. `onConnect`: on, and then to the node. */
export function SetUp({ onClose, onConnect }: { onClose: () => void; onConnect?: () => void }) {
  const { t } = useTranslation('setup');
  const call = useCall();
  const practice = useTill((till) => till.shop.practice);
  const language = useTill((till) => till.shop.languages.cashier);
  const practiceCurrency = useTill((till) => till.shop.currency);
  const [step, setStep] = useState<Step>('shop');
  const [currency, setCurrency] = useState(practiceCurrency);
  const [article, setArticle] = useState({ name: '', priceMinor: 0 });
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const question = useRef<HTMLElement>(null);
  const asks = useRef(step);
  useEffect(() => {
    if (asks.current === step) return;
    asks.current = step;
    // The next question is read from its beginning, also by a screen reader.
    window.scrollTo(0, 0);
    question.current?.focus({ preventScroll: true });
  }, [step]);

  const back = () => {
    const before = STEPS[STEPS.indexOf(step) - 1];
    if (before) setStep(before);
    else onClose();
  };
  useShortcut('Escape', back, !asked);

  const speak = (chosen: Language) => call((till) => till.shop.speak({ audience: 'cashier', language: chosen }));

  const open = async (pin: string) => {
    setAsked(true);
    setFailure(null);
    const outcome = await call((till) => till.shop.setUp({ language, currency, pin, article }), { quiet: true });
    // Where the connection went with the practice shop, the state that comes back says what was done.
    if (outcome.ok || outcome.failure.code === 'CONNECTION_LOST') return;
    setAsked(false);
    setFailure(outcome.failure);
  };

  // The own shop's state has come: it is open, whatever became of the call's answer.
  if (asked && !practice) return <ShopOpened articleName={article.name} onGoOn={onClose} onConnect={onConnect} />;

  return (
    <main className="set-up">
      <aside className="set-up-side">
        <BoltMark size={40} />
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
        <Steps current={step} />
        <p className="set-up-later">
          <b>{t('laterTitle')}</b>
          {t('later')}
        </p>
        <Button kind="plain" disabled={asked} onClick={onClose}>
          {t('cancel')}
        </Button>
      </aside>
      <section ref={question} className="set-up-question" tabIndex={-1} aria-label={t(`steps.${step}`)}>
        {step === 'shop' && (
          <ShopStep
            language={language}
            currency={currency}
            onLanguage={(chosen) => void speak(chosen)}
            onCurrency={(chosen) => {
              if (chosen !== currency) setArticle((before) => ({ ...before, priceMinor: 0 }));
              setCurrency(chosen);
            }}
            onNext={() => setStep('article')}
          />
        )}
        {step === 'article' && (
          <ArticleStep currency={currency} article={article} onChange={setArticle} onBack={back} onNext={() => setStep('pin')} />
        )}
        {step === 'pin' && <PinStep busy={asked} failure={failure} onBack={back} onPin={(pin) => void open(pin)} />}
      </section>
    </main>
  );
}

function Steps({ current }: { current: Step }) {
  const { t } = useTranslation('setup');
  const at = STEPS.indexOf(current);
  return (
    <ol className="set-up-steps">
      {STEPS.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined} data-done={index < at || undefined}>
          <span className="set-up-number" aria-hidden>
            {index < at ? <Icon of={Check} size={18} /> : index + 1}
          </span>
          <span>
            <span className="visually-hidden">{t('step', { number: index + 1 })}: </span>
            {t(`steps.${step}`)}
            {index < at && <span className="visually-hidden">, {t('done')}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
