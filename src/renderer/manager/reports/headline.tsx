// The one big number of the range, what it is against the range before, and the few numbers that explain it, each with its difference.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { RangeFigures, RangeReport } from '../../../shared/range-report.ts';
import type { SalesFilter } from '../../../shared/reports.ts';
import { refundedTakingsMinor, takingsMinor } from '../../../shared/takings.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { ARROWS, Change } from '../charts/change.tsx';
import { differenceOf } from '../charts/difference.ts';
import { TwoLines } from '../charts/two-lines.tsx';
import { countWords, SalesLink, satWords, weightWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { Beside } from '../today/beside.tsx';
import { rangeWords } from '../when.ts';
import { happened } from './happened.ts';
import { salesOf } from './range-filter.ts';

export function Headline({ report, goingOn }: { report: RangeReport; goingOn: boolean }) {
  const { t, i18n } = useTranslation('reports');
  const currency = useTill((till) => till.shop.currency);
  const money = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const { figures } = report;
  return (
    <section className="takings" aria-label={t('takings')}>
      <SalesLink className="takings-total" filter={salesOf(report)}>
        <span className="takings-label">{t(goingOn ? 'takingsSoFar' : 'takings')}</span>
        <span className="takings-number" aria-live="polite" aria-atomic>
          <Money minor={takingsMinor(figures)} currency={currency} lively />
        </span>
      </SalesLink>
      <Against report={report} />
      {figures.refunds.refundCount > 0 && (
        <p className="reports-net">{t('net', { sales: money(figures.totalMinor), refunds: money(refundedTakingsMinor(figures)) })}</p>
      )}
      <Beside of={figures} />
      <Tiles report={report} />
    </section>
  );
}

function Against({ report: { figures, figuresBefore, before } }: { report: RangeReport }) {
  const { t, i18n } = useTranslation('reports');
  const locale = localeOf(i18n.language);
  const currency = useTill((till) => till.shop.currency);
  const [now, then] = [takingsMinor(figures), takingsMinor(figuresBefore)];
  const { by, percent, way } = differenceOf(now, then);
  const words = percent === 0 ? 'same' : way;
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(Math.abs(percent ?? 0) / 100);
  return (
    <div className="week-before">
      {percent === null ? (
        <p className="week-before-nothing">{t('compared.none')}</p>
      ) : (
        <p className="week-before-words">
          <Icon of={ARROWS[words]} size={24} />
          <span>
            {t(`compared.${words}`, { percent: share })}
            {by !== 0 && (
              <small className="reports-by">
                {by > 0 ? '+' : '−'}
                <Money minor={Math.abs(by)} currency={currency} />
              </small>
            )}
          </span>
        </p>
      )}
      <TwoLines now={now} before={then} />
      <SalesLink className="week-before-link" filter={salesOf(before)}>
        {rangeWords(before, locale)}{' '}
        <b>
          <Money minor={then} currency={currency} />
        </b>
      </SalesLink>
    </div>
  );
}

interface TileFigure {
  name: 'saleCount' | 'average' | 'items' | 'weighed' | 'tax' | 'lightning' | 'discounts' | 'promotions' | 'refunds' | 'tips' | 'cancelled';
  of: (figures: RangeFigures) => number;
  words: (value: number) => string;
  /** Where a list of sales is what it is made of. */
  filter?: SalesFilter;
}

function Tiles({ report }: { report: RangeReport }) {
  const { i18n } = useTranslation('reports');
  const locale = localeOf(i18n.language);
  const currency = useTill((till) => till.shop.currency);
  const words = (minor: number) => formatMinor(minor, currency, locale);
  const count = (value: number) => countWords(value, locale);
  const sat = (msat: number) => `${satWords(msat, locale)} sat`;
  const sales = salesOf(report);
  const isWeighed = report.figures.weighedGrams !== 0 || report.figuresBefore.weighedGrams !== 0;
  const weighed: TileFigure = {
    name: 'weighed',
    of: ({ weighedGrams }) => weighedGrams,
    words: (grams) => weightWords(grams, locale),
    filter: sales,
  };
  const tiles: TileFigure[] = [
    { name: 'saleCount', of: ({ saleCount }) => saleCount, words: count, filter: sales },
    { name: 'average', of: ({ averageMinor }) => averageMinor, words, filter: sales },
    { name: 'items', of: ({ itemCount }) => itemCount, words: count, filter: sales },
    ...(isWeighed ? [weighed] : []),
    { name: 'tax', of: ({ taxMinor, refunds }) => taxMinor - refunds.taxMinor, words },
    { name: 'lightning', of: ({ receivedMsat }) => receivedMsat, words: sat, filter: salesOf(report, { tenderKind: 'lightning' }) },
    { name: 'discounts', of: ({ discountMinor }) => discountMinor, words },
    { name: 'promotions', of: ({ promotionMinor }) => promotionMinor, words },
    { name: 'refunds', of: refundedTakingsMinor, words },
    { name: 'tips', of: ({ tipMinor, refunds }) => tipMinor - refunds.tipMinor, words },
    { name: 'cancelled', of: ({ cancelledSaleCount }) => cancelledSaleCount, words: count, filter: salesOf(report, { status: 'cancelled' }) },
  ];
  return (
    <ul className="figures reports-figures">
      {tiles.map((tile) => (
        <Tile key={tile.name} tile={tile} report={report} />
      ))}
    </ul>
  );
}

function Tile({ tile: { name, of, words, filter }, report: { figures, figuresBefore } }: { tile: TileFigure; report: RangeReport }) {
  const { t } = useTranslation('reports');
  const now = of(figures);
  const value = (
    <>
      <span className="figure-label">{t(`figures.${name}`)}</span>
      <span className="figure-value">{words(now)}</span>
      {happened(figuresBefore) && <Change now={now} before={of(figuresBefore)} words={words} />}
    </>
  );
  return (
    <li>
      {filter && now !== 0 ? (
        <SalesLink className="figure" filter={filter}>
          {value}
        </SalesLink>
      ) : (
        <span className="figure">{value}</span>
      )}
    </li>
  );
}
