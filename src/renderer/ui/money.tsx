// An amount, in the language of who reads it. With `lively`, figures that changed slide in, so that a new total is noticed.
import { useTranslation } from 'react-i18next';
import { type CurrencyCode, formatMinor, formatSat } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';

export function Money({ minor, currency, lively = false }: { minor: number; currency: CurrencyCode; lively?: boolean }) {
  const { i18n } = useTranslation();
  const text = formatMinor(minor, currency, localeOf(i18n.language));
  return lively ? <LivelyFigures text={text} /> : <span className="money">{text}</span>;
}

export function Sat({ sat }: { sat: number }) {
  const { i18n } = useTranslation();
  return <span className="money">{formatSat(sat, localeOf(i18n.language))} sat</span>;
}

/** Counted from the right, so that a figure keeps its identity when the number grows to the left. */
function LivelyFigures({ text }: { text: string }) {
  const figures = [...text].map((figure, index, all) => ({ figure, key: `${all.length - index}${figure}` }));
  return (
    <span className="money money-lively">
      <span className="visually-hidden">{text}</span>
      <span aria-hidden>
        {figures.map(({ figure, key }) => (
          <span className="money-figure" key={key}>
            {figure}
          </span>
        ))}
      </span>
    </span>
  );
}
