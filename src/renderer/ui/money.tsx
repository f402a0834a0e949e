// An amount, in the language of who reads it. With `lively`, figures that changed slide in, so that a new total is noticed.
// Its length is told to the style sheet (`--money-length`), so that the largest amounts can be made to fit their place.
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, formatMinor, formatSat } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';

export function Money({ minor, currency, lively = false }: { minor: number; currency: CurrencyCode; lively?: boolean }) {
  const { i18n } = useTranslation();
  const text = formatMinor(minor, currency, localeOf(i18n.language));
  const [before, figures, after] = aroundFigures(text);
  return (
    <span className="money" style={lengthOf(text)}>
      {before && <span className="money-symbol">{before}</span>}
      {lively ? <LivelyFigures text={figures} /> : figures}
      {after && <span className="money-symbol">{after}</span>}
    </span>
  );
}

/** The currency's sign stands before or after the figures, as the language has it; large amounts set it smaller. */
function aroundFigures(text: string): [before: string, figures: string, after: string] {
  const [, before = '', figures = text, after = ''] = /^([^\d-]*)(.*\d)(\D*)$/.exec(text) ?? [];
  return [before, figures, after];
}

export function Sat({ sat }: { sat: number }) {
  const { i18n } = useTranslation();
  const text = `${formatSat(sat, localeOf(i18n.language))} sat`;
  return (
    <span className="money" style={lengthOf(text)}>
      {text}
    </span>
  );
}

function lengthOf(text: string): CSSProperties {
  return { '--money-length': text.length } as CSSProperties;
}

/** Counted from the right, so that a figure keeps its identity when the number grows to the left. */
function LivelyFigures({ text }: { text: string }) {
  const figures = [...text].map((figure, index, all) => ({ figure, key: `${all.length - index}${figure}` }));
  return (
    <>
      <span className="visually-hidden">{text}</span>
      <span aria-hidden>
        {figures.map(({ figure, key }) => (
          <span className="money-figure" key={key}>
            {figure}
          </span>
        ))}
      </span>
    </>
  );
}
