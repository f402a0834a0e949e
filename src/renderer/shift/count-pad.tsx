// Counting a drawer: how many of each coin and note, and what was not counted by pieces. It adds up, and says nothing of what
// there should be.
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { denominationsMinor } from '../../shared/denominations.ts';
import { type CurrencyCode, formatMinor, MAX_AMOUNT_MINOR, minorDigits } from '../../shared/money.ts';
import { type Pile, pileMinor } from '../../shared/shift.ts';
import { localeOf } from '../i18n/i18n.ts';
import { IconButton } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { typedMinor } from './typed-minor.ts';
import './count-pad.css';

const MOST_PIECES = 100_000;

export function emptyPile(currency: CurrencyCode | null): Pile {
  return { currency, pieces: [], looseMinor: 0 };
}

export function CountPad({ pile, currency, onPile }: { pile: Pile; currency: CurrencyCode; onPile: (pile: Pile) => void }) {
  const { t } = useTranslation('shifts');
  const values = denominationsMinor(currency);
  const countOf = (valueMinor: number) => pile.pieces.find((piece) => piece.valueMinor === valueMinor)?.count ?? 0;
  const put = (valueMinor: number, count: number) => {
    const kept = Math.min(Math.max(count, 0), MOST_PIECES);
    const others = pile.pieces.filter((piece) => piece.valueMinor !== valueMinor);
    const pieces = kept === 0 ? others : [...others, { valueMinor, count: kept }];
    onPile({ ...pile, pieces: pieces.sort((a, b) => b.valueMinor - a.valueMinor) });
  };
  return (
    <div className="count-pad">
      {values.map((valueMinor) => (
        <PieceRow
          key={valueMinor}
          valueMinor={valueMinor}
          currency={currency}
          count={countOf(valueMinor)}
          onCount={(count) => put(valueMinor, count)}
        />
      ))}
      <LooseRow pile={pile} currency={currency} onPile={onPile} />
      <p className="count-total" aria-live="polite">
        <span>{t('pad.total')}</span>
        <Money minor={pileMinor(pile)} currency={currency} lively />
      </p>
    </div>
  );
}

interface PieceRowProps {
  valueMinor: number;
  currency: CurrencyCode;
  count: number;
  onCount: (count: number) => void;
}

function PieceRow({ valueMinor, currency, count, onCount }: PieceRowProps) {
  const { t, i18n } = useTranslation('shifts');
  const value = formatMinor(valueMinor, currency, localeOf(i18n.language));
  return (
    <div className="count-row">
      <span className="count-value">{value}</span>
      <IconButton icon={Minus} label={t('pad.fewer', { value })} disabled={count === 0} onClick={() => onCount(count - 1)} />
      <input
        className="field"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={t('pad.piece', { value })}
        placeholder="0"
        value={count === 0 ? '' : String(count)}
        onChange={(event) => onCount(Number(event.target.value.replaceAll(/\D/g, '').slice(0, 6)))}
        onFocus={(event) => event.target.select()}
      />
      <IconButton icon={Plus} label={t('pad.more', { value })} onClick={() => onCount(count + 1)} />
      <span className="count-sum">{count > 0 && <Money minor={valueMinor * count} currency={currency} />}</span>
    </div>
  );
}

function LooseRow({ pile, currency, onPile }: { pile: Pile; currency: CurrencyCode; onPile: (pile: Pile) => void }) {
  const { t } = useTranslation('shifts');
  const [typed, setTyped] = useState('');
  const type = (text: string) => {
    const looseMinor = text.trim() === '' ? 0 : typedMinor(text, currency);
    if (looseMinor === null || looseMinor > MAX_AMOUNT_MINOR) return;
    setTyped(text);
    onPile({ ...pile, looseMinor });
  };
  return (
    <label className="count-loose">
      <span>
        {t('pad.loose')}
        <small>{t('pad.looseHint')}</small>
      </span>
      <input
        className="field"
        type="text"
        inputMode={minorDigits(currency) === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        placeholder="0"
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
    </label>
  );
}
