// Goods that come back without a receipt: found like any article, at today's prices, for cash or a voucher and with a reason.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfArticle } from '../../shared/article.ts';
import type { Names } from '../../shared/line-item.ts';
import { type CurrencyCode, formatMinor, mulDivRound } from '../../shared/money.ts';
import type { RefundOutcome } from '../../shared/refund.ts';
import { localeOf } from '../i18n/i18n.ts';
import { nameIn } from '../i18n/name-in.ts';
import { useCall, useScans } from '../screen.tsx';
import { typedMinor } from '../shift/typed-minor.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyButton } from '../ui/key-button.tsx';
import { Money } from '../ui/money.tsx';
import { DoneStage, type GivenLeg } from './done-stage.tsx';
import { QuantityRow } from './goods-stage.tsx';
import { OfferStage } from './offer-stage.tsx';
import { useTill } from './till.ts';
import './refunds.css';

/** What of an article can be brought back: itself, or a variant. `priceMinor` is null where somebody has to say what it was sold for. */
interface Sold {
  id: string;
  names: Names;
  unit: ShelfArticle['unit'];
  priceMinor: number | null;
}

interface Brought extends Sold {
  quantity: number;
  /** As it is typed, where it has no price of its own. */
  price: string;
}

function soldAs({ id, names, unit, priceMinor, variants }: ShelfArticle): Sold[] {
  const forms = variants.length > 0 ? variants.map((variant) => ({ ...variant, names: joined(names, variant.names) })) : [{ id, names, priceMinor }];
  return forms.map((form) => ({ id: form.id, names: form.names, unit, priceMinor: form.priceMinor }));
}

const joined = (names: Names, variant: Names): Names =>
  Object.fromEntries(Object.entries(names).map(([language, name]) => [language, `${name} ${variant[language] ?? ''}`.trim()]));

const priceOf = ({ priceMinor, price }: Brought, currency: CurrencyCode) => priceMinor ?? typedMinor(price, currency) ?? 0;
const worthOf = (one: Brought, currency: CurrencyCode) => {
  const priceMinor = priceOf(one, currency);
  return one.unit === 'kg' ? mulDivRound(priceMinor, one.quantity, 1000) : priceMinor * one.quantity;
};
const MOST_FOUND = 6;
const MOST_PIECES = 9999;
const MOST_GRAMS = 999_999;

export function WithoutReceipt({ dueInHandMinor, onClose }: { dueInHandMinor: number; onClose: () => void }) {
  const { t } = useTranslation('refunds');
  const currency = useTill((till) => till.shop.currency);
  const [brought, setBrought] = useState<readonly Brought[]>([]);
  const [looking, setLooking] = useState(false);
  const [done, setDone] = useState<{ outcome: RefundOutcome; given: readonly GivenLeg[] } | null>(null);
  if (done) return <DoneStage outcome={done.outcome} given={done.given} onClose={onClose} />;
  if (!looking) return <BroughtStage brought={brought} onBrought={setBrought} onNext={() => setLooking(true)} onClose={onClose} />;
  const lines = brought
    .filter(({ quantity }) => quantity > 0)
    .map((one) => {
      const { id: articleId, quantity, priceMinor } = one;
      return { articleId, quantity, restock: true, ...(priceMinor === null && { priceMinor: priceOf(one, currency) }) };
    });
  return (
    <OfferStage
      title={t('without.title')}
      ask={(client, exchange) => client.refunds.offerWithoutReceipt({ lines, exchange })}
      reasonNeeded
      dueInHandMinor={dueInHandMinor}
      onDone={(outcome, given) => setDone({ outcome, given })}
      onBack={() => setLooking(false)}
      onClose={onClose}
    />
  );
}

interface BroughtStageProps {
  brought: readonly Brought[];
  onBrought: (brought: readonly Brought[]) => void;
  onNext: () => void;
  onClose: () => void;
}

function BroughtStage({ brought, onBrought, onNext, onClose }: BroughtStageProps) {
  const { t, i18n } = useTranslation('refunds');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Sold[] | null>(null);
  const wanted = brought.filter(({ quantity }) => quantity > 0);
  const amountMinor = wanted.reduce((sum, one) => sum + worthOf(one, currency), 0);
  const priced = wanted.every((one) => priceOf(one, currency) > 0);

  const add = (article: Sold) => {
    const before = brought.find(({ id }) => id === article.id);
    const more = article.unit === 'kg' ? 0 : 1;
    onBrought(
      before
        ? brought.map((one) => (one === before ? { ...one, quantity: one.quantity + more } : one))
        : [...brought, { ...article, quantity: more, price: '' }],
    );
    setText('');
    setFound(null);
  };
  const search = async (wanted: string) => {
    setText(wanted);
    if (wanted.trim() === '') return setFound(null);
    const outcome = await call((client) => client.catalogue.search({ text: wanted }));
    if (outcome.ok) setFound(outcome.value.flatMap(soldAs).slice(0, MOST_FOUND));
  };
  useScans(async (scanned) => {
    const outcome = await call((client) => client.catalogue.search({ text: scanned }));
    const [only, ...others] = outcome.ok ? outcome.value.flatMap(soldAs) : [];
    if (only && others.length === 0) add(only);
    else await search(scanned);
  });
  const setQuantity = (id: string, quantity: number) => onBrought(brought.map((one) => (one.id === id ? { ...one, quantity } : one)));

  const setPrice = (id: string, price: string) => onBrought(brought.map((one) => (one.id === id ? { ...one, price } : one)));

  return (
    <Dialog
      shape="sheet"
      title={t('without.title')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" wide shortcut="Enter" disabled={amountMinor <= 0 || !priced} onClick={onNext}>
          {!priced
            ? t('without.priceMissing')
            : amountMinor > 0
              ? t('goods.next', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) })
              : t('goods.choose')}
        </KeyButton>
      }
    >
      <div className="refund">
        <p className="refund-hint">{t('without.explained')}</p>
        <form
          className="refund-field"
          onSubmit={(event) => {
            event.preventDefault();
            const [first] = found ?? [];
            if (first) add(first);
          }}
        >
          <label htmlFor="refund-article">{t('without.article')}</label>
          <input
            id="refund-article"
            className="field"
            data-first-focus
            autoComplete="off"
            maxLength={120}
            value={text}
            onChange={(event) => void search(event.target.value)}
          />
        </form>
        {found && (
          <ul className="refund-choices" aria-label={t('without.found')}>
            {found.map((article) => (
              <li key={article.id}>
                <button type="button" onClick={() => add(article)}>
                  <span>{nameIn(article.names, i18n.language)}</span>
                  {article.priceMinor === null ? <small>{t('without.openPrice')}</small> : <Money minor={article.priceMinor} currency={currency} />}
                </button>
              </li>
            ))}
            {found.length === 0 && <li className="refund-hint">{t('without.nothingFound')}</li>}
          </ul>
        )}
        <ul className="refund-lines">
          {brought.map((one) => (
            <QuantityRow
              key={one.id}
              name={nameIn(one.names, i18n.language)}
              note=""
              left={{ quantity: one.unit === 'kg' ? MOST_GRAMS : MOST_PIECES, line: { unit: one.unit } }}
              step={one.unit === 'kg' ? 100 : 1}
              openEnded
              quantity={one.quantity}
              onQuantity={(quantity) => setQuantity(one.id, quantity)}
            >
              {one.priceMinor === null ? (
                <input
                  className="field refund-price"
                  inputMode="decimal"
                  autoComplete="off"
                  maxLength={16}
                  placeholder={t('without.price')}
                  aria-label={t('without.priceOf', { name: nameIn(one.names, i18n.language) })}
                  value={one.price}
                  onChange={(event) => setPrice(one.id, event.target.value)}
                />
              ) : (
                <Money minor={worthOf(one, currency)} currency={currency} />
              )}
            </QuantityRow>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
