// The question that stands between an article and the sale: which size, what price, what weight, how old.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfArticle } from '../../../shared/article.ts';
import { missingCase } from '../../../shared/errors.ts';
import { formatMinor, MAX_AMOUNT_MINOR } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useShortcut } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';
import { type ArticleAsk, useRingUp } from './article-asks.ts';
import { ArticlePrice } from './article-price.tsx';
import { WeightDialog } from './weight-dialog.tsx';

export function ArticleAskDialog({ ask }: { ask: ArticleAsk }) {
  switch (ask.kind) {
    case 'variant':
      return <VariantDialog article={ask.article} />;
    case 'price':
      return <PriceDialog key={ask.sellableId} article={ask.article} sellableId={ask.sellableId} />;
    case 'weight':
      return <WeightDialog key={ask.sellableId} article={ask.article} sellableId={ask.sellableId} />;
    case 'age':
      return <AgeDialog ask={ask} />;
    case 'expired':
      return <ExpiredDialog ask={ask} />;
    default:
      return missingCase(ask);
  }
}

/** The date stands on the goods and in their code; whether they are sold all the same, the cashier decides. */
function ExpiredDialog({ ask }: { ask: Extract<ArticleAsk, { kind: 'expired' }> }) {
  const { t } = useTranslation('scanning');
  const { dismiss } = useRingUp();
  const [busy, setBusy] = useState(false);
  const sell = async () => {
    if (busy) return;
    setBusy(true);
    await ask.again();
    setBusy(false);
  };
  return (
    <Dialog
      title={t('expired.title', { day: ask.day })}
      onClose={dismiss}
      actions={
        <>
          <Button size="large" shortcut="Esc" onClick={dismiss}>
            {t('expired.leave')}
          </Button>
          <KeyButton size="large" shortcut="F2" busy={busy} onClick={() => void sell()}>
            {t('expired.sell')}
          </KeyButton>
        </>
      }
    >
      <p>{t('expired.explained', { name: ask.name })}</p>
    </Dialog>
  );
}

function VariantDialog({ article }: { article: ShelfArticle }) {
  const { t, i18n } = useTranslation('articles');
  const { dismiss, tap } = useRingUp();
  const [busy, setBusy] = useState(false);
  const choose = async ({ id, names, priceMinor }: ShelfArticle['variants'][number]) => {
    // A second press while the first is under way is no second piece.
    if (busy) return;
    setBusy(true);
    await tap({ ...article, id, names: namesOf(article, names), priceMinor, variants: [] });
    setBusy(false);
  };
  return (
    <Dialog title={nameIn(article.names, i18n.language)} onClose={dismiss}>
      <p>{t('ask.variant')}</p>
      <ul className="article-variants">
        {article.variants.map((variant, index) => (
          <li key={variant.id}>
            <VariantButton index={index} onChoose={() => void choose(variant)}>
              <span className="cashier-tile-name">{nameIn(variant.names, i18n.language)}</span>
              <ArticlePrice of={{ unit: article.unit, priceMinor: variant.priceMinor, variants: [] }} />
            </VariantButton>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** The first nine have their figure as a key. */
function VariantButton({ index, onChoose, children }: { index: number; onChoose: () => void; children: ReactNode }) {
  const figure = index < 9 ? String(index + 1) : null;
  useShortcut(figure ?? '', onChoose, figure !== null);
  return (
    <button type="button" className="cashier-tile" data-colour="sand" aria-keyshortcuts={figure ?? undefined} onClick={onChoose}>
      {figure && (
        <kbd className="shortcut" aria-hidden>
          {figure}
        </kbd>
      )}
      {children}
    </button>
  );
}

const namesOf = (article: ShelfArticle, variant: ShelfArticle['names']) =>
  Object.fromEntries(
    Object.keys({ ...article.names, ...variant }).map((language) => [language, `${nameIn(article.names, language)} ${nameIn(variant, language)}`]),
  );

function PriceDialog({ article, sellableId }: { article: ShelfArticle; sellableId: string }) {
  const { t, i18n } = useTranslation('articles');
  const { dismiss, ringUp, tap } = useRingUp();
  const currency = useTill((till) => till.shop.currency);
  const [minor, setMinor] = useState(0);
  const [busy, setBusy] = useState(false);
  const press = (key: KeypadKey) => setMinor((before) => amountAfterKey(before, key, MAX_AMOUNT_MINOR));
  const add = async () => {
    if (minor === 0 || busy) return;
    setBusy(true);
    // What is sold by the kilogram is weighed next, at this price.
    if (article.unit === 'kg') await tap({ ...article, id: sellableId, priceMinor: minor, variants: [] });
    else await ringUp({ articleId: sellableId, priceMinor: minor });
    setBusy(false);
  };
  return (
    <Dialog
      title={nameIn(article.names, i18n.language)}
      onClose={dismiss}
      actions={
        <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={minor === 0} onClick={() => void add()}>
          {minor === 0 ? t('ask.price') : t('ask.add', { amount: formatMinor(minor, currency, localeOf(i18n.language)) })}
        </KeyButton>
      }
    >
      <FigureKeys onKey={press} />
      <p>{t(article.unit === 'kg' ? 'ask.priceOfKg' : 'ask.priceExplained')}</p>
      <output className="cashier-entry" data-empty={minor === 0 || undefined}>
        <Money minor={minor} currency={currency} />
      </output>
      <Keypad kind="amount" onKey={press} />
    </Dialog>
  );
}

function AgeDialog({ ask }: { ask: Extract<ArticleAsk, { kind: 'age' }> }) {
  const { t } = useTranslation('articles');
  const { answerAge } = useRingUp();
  const [busy, setBusy] = useState(false);
  const answer = async (oldEnough: boolean) => {
    if (busy) return;
    setBusy(true);
    await answerAge(ask, oldEnough);
    setBusy(false);
  };
  return (
    <Dialog
      title={t('ask.age', { years: ask.years })}
      onClose={() => void answer(false)}
      actions={
        <>
          <Button size="large" shortcut="Esc" busy={busy} onClick={() => void answer(false)}>
            {t('ask.tooYoung')}
          </Button>
          <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} onClick={() => void answer(true)}>
            {t('ask.oldEnough', { years: ask.years })}
          </KeyButton>
        </>
      }
    >
      <p>{t('ask.ageExplained')}</p>
    </Dialog>
  );
}
