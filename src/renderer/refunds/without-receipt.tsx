// Goods that come back without a receipt: found like any article, at today's prices, for cash or a voucher and with a reason.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfArticle } from '../../shared/article.ts';
import type { Names } from '../../shared/line-item.ts';
import { formatMinor, mulDivRound } from '../../shared/money.ts';
import type { RefundOutcome } from '../../shared/refund.ts';
import { localeOf } from '../i18n/i18n.ts';
import { nameIn } from '../i18n/name-in.ts';
import { useCall, useScans } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyButton } from '../ui/key-button.tsx';
import { Money } from '../ui/money.tsx';
import { DoneStage, type GivenLeg } from './done-stage.tsx';
import { QuantityRow } from './goods-stage.tsx';
import { OfferStage } from './offer-stage.tsx';
import { useTill } from './till.ts';
import './refunds.css';

/** What of an article can be brought back: itself, or a variant. Without a price of its own it cannot be told what it is worth. */
interface Sold {
  id: string;
  names: Names;
  unit: ShelfArticle['unit'];
  priceMinor: number;
}

interface Brought extends Sold {
  quantity: number;
}

function soldAs({ id, names, unit, priceMinor, variants }: ShelfArticle): Sold[] {
  const forms = variants.length > 0 ? variants.map((variant) => ({ ...variant, names: joined(names, variant.names) })) : [{ id, names, priceMinor }];
  return forms.flatMap((form) => (form.priceMinor === null ? [] : { id: form.id, names: form.names, unit, priceMinor: form.priceMinor }));
}

const joined = (names: Names, variant: Names): Names =>
  Object.fromEntries(Object.entries(names).map(([language, name]) => [language, `${name} ${variant[language] ?? ''}`.trim()]));

const worthOf = ({ unit, priceMinor, quantity }: Brought) => (unit === 'kg' ? mulDivRound(priceMinor, quantity, 1000) : priceMinor * quantity);
const MOST_FOUND = 6;
const MOST_PIECES = 9999;
const MOST_GRAMS = 999_999;

export function WithoutReceipt({ dueInHandMinor, onClose }: { dueInHandMinor: number; onClose: () => void }) {
  const { t } = useTranslation('refunds');
  const [brought, setBrought] = useState<readonly Brought[]>([]);
  const [looking, setLooking] = useState(false);
  const [done, setDone] = useState<{ outcome: RefundOutcome; given: readonly GivenLeg[] } | null>(null);
  if (done) return <DoneStage outcome={done.outcome} given={done.given} onClose={onClose} />;
  if (!looking) return <BroughtStage brought={brought} onBrought={setBrought} onNext={() => setLooking(true)} onClose={onClose} />;
  const lines = brought.filter(({ quantity }) => quantity > 0).map(({ id: articleId, quantity }) => ({ articleId, quantity, restock: true }));
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
  const amountMinor = brought.reduce((sum, one) => sum + worthOf(one), 0);

  const add = (article: Sold) => {
    const before = brought.find(({ id }) => id === article.id);
    const more = article.unit === 'kg' ? 0 : 1;
    onBrought(
      before
        ? brought.map((one) => (one === before ? { ...one, quantity: one.quantity + more } : one))
        : [...brought, { ...article, quantity: more }],
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

  return (
    <Dialog
      shape="sheet"
      title={t('without.title')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" wide shortcut="Enter" disabled={amountMinor <= 0} onClick={onNext}>
          {amountMinor > 0 ? t('goods.next', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) }) : t('goods.choose')}
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
                  <Money minor={article.priceMinor} currency={currency} />
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
              <Money minor={worthOf(one)} currency={currency} />
            </QuantityRow>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
