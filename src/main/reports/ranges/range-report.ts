// A report over a range, put together from the sums of its days and of the days before. Pure: what it names is looked up by others.
import type { Category } from '../../../shared/article.ts';
import { type DayRange, dayAfter, dayCountOf, daysOf, piecesOf, rangeBefore, stepOf, weekdayOf } from '../../../shared/day-range.ts';
import type { Names } from '../../../shared/line-item.ts';
import {
  ARTICLES_NAMED,
  type ArticleRow,
  type ArticleSums,
  type CategoryRow,
  type Compared,
  isSold,
  type RangeFigures,
  type RangePiece,
  type RangeReport,
  type Takings,
  type TaxRow,
} from '../../../shared/range-report.ts';
import { refundedTakingsMinor } from '../../../shared/takings.ts';
import { TENDER_KINDS } from '../../../shared/tender.ts';
import { firstOf, type ShelfSums } from './article-sums.ts';
import {
  addSums,
  type DaySums,
  NO_STAFF_SUMS,
  NO_TAKINGS,
  NO_TAX_SUMS,
  NO_TENDER_SUMS,
  noDaySums,
  type SummedFigures,
  taxOfKey,
} from './day-sums.ts';

/** Days without any sums are left out. */
export interface SummedRange {
  days: { day: string; sums: DaySums }[];
  articles: ShelfSums;
}

/** What can be sold or ever was, by number: from 1 to `count`. */
export interface Shelf {
  count: number;
  /** The category's number; 0 is none. */
  categoryOf(number: number): number;
  /** Whether it can be sold now. */
  isActive(number: number): boolean;
}

/** What things are called now. */
export interface RangeNames {
  sellable(number: number): { id: string; names: Names };
  /** The catalogue's; undefined for a number that is none of it. */
  category(number: number): Category | undefined;
  staff(id: string): string;
}

const OPEN_AMOUNTS = 0;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const NO_ARTICLE_SUMS: ArticleSums = { quantity: 0, grams: 0, totalMinor: 0 };

export function rangeReport(range: DayRange, sums: Compared<SummedRange>, shelf: Shelf, names: RangeNames): RangeReport {
  const before = rangeBefore(range);
  const totals = { now: totalOf(sums.now), before: totalOf(sums.before) };
  const step = stepOf(range);
  return {
    ...range,
    before,
    figures: figuresOf(totals.now.figures),
    figuresBefore: figuresOf(totals.before.figures),
    step,
    byDay: pieces(range, step, sums.now),
    byDayBefore: pieces(before, step, sums.before),
    byHour: Array.from({ length: 24 }, (_, hour) => ({ hour, ...compared(totals, ({ hours }) => ({ ...NO_TAKINGS, ...hours[hour] })) })),
    byWeekday: byWeekday({ now: range, before }, sums),
    ...articleRows(sums, shelf, names),
    byCategory: byCategory(sums, shelf, names),
    byStaff: keysOf(totals, ({ staff }) => staff)
      .map((id) => ({
        staffId: id === '' ? null : id,
        name: id === '' ? '' : names.staff(id),
        ...compared(totals, ({ staff }) => ({ ...NO_STAFF_SUMS, ...staff[id] })),
      }))
      .sort((a, b) => b.now.totalMinor - a.now.totalMinor || b.before.totalMinor - a.before.totalMinor || compare(a.name, b.name)),
    byTender: TENDER_KINDS.map((kind) => ({ kind, ...compared(totals, ({ tenders }) => ({ ...NO_TENDER_SUMS, ...tenders[kind] })) })),
    byTax: taxRows(totals, ({ taxes }) => taxes),
    byTipTax: taxRows(totals, ({ tipTaxes }) => tipTaxes),
  };
}

const compared = <Of, Sums>({ now, before }: Compared<Of>, sums: (of: Of) => Sums): Compared<Sums> => ({ now: sums(now), before: sums(before) });

const keysOf = <Of>({ now, before }: Compared<Of>, of: (one: Of) => object) => [...new Set([...Object.keys(of(now)), ...Object.keys(of(before))])];

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function totalOf({ days }: SummedRange): DaySums {
  const total = noDaySums();
  for (const { sums } of days) addSums(total, sums);
  return total;
}

function figuresOf(figures: SummedFigures): RangeFigures {
  const { saleCount, totalMinor } = figures;
  return { ...figures, averageMinor: saleCount === 0 ? 0 : Math.round(totalMinor / saleCount) };
}

function pieces(range: DayRange, step: 'day' | 'month', { days }: SummedRange): RangePiece[] {
  const found = piecesOf(range, step).map((piece): RangePiece => ({ ...piece, ...NO_TAKINGS, refundedMinor: 0 }));
  let at = 0;
  for (const { day, sums } of days) {
    while ((found[at]?.to ?? day) < day) at += 1;
    const { saleCount, totalMinor } = sums.figures;
    const piece = found[at];
    if (piece) addSums<Takings & { refundedMinor: number }>(piece, { saleCount, totalMinor, refundedMinor: refundedTakingsMinor(sums.figures) });
  }
  return found;
}

function byWeekday(ranges: Compared<DayRange>, sums: Compared<SummedRange>): RangeReport['byWeekday'] {
  const counted = (range: DayRange, { days }: SummedRange) => {
    // Whole weeks have one of each.
    const weeks = Math.floor(dayCountOf(range) / 7);
    const found = Array.from({ length: 8 }, () => ({ ...NO_TAKINGS, dayCount: weeks }));
    const of = (day: string) => found[weekdayOf(day)] as (typeof found)[number];
    for (const day of daysOf({ from: dayAfter(range.from, weeks * 7), to: range.to })) of(day).dayCount += 1;
    for (const { day, sums } of days) addSums<Takings>(of(day), { saleCount: sums.figures.saleCount, totalMinor: sums.figures.totalMinor });
    return found;
  };
  const now = counted(ranges.now, sums.now);
  const before = counted(ranges.before, sums.before);
  return WEEKDAYS.map((weekday) => ({ weekday, ...compared({ now, before }, (found) => found[weekday] as (typeof now)[number]) }));
}

const sumsAt = ({ articles: { quantities, grams, totals } }: SummedRange, number: number): ArticleSums => ({
  quantity: quantities[number] ?? 0,
  grams: grams[number] ?? 0,
  totalMinor: totals[number] ?? 0,
});

/** Asked of perhaps hundreds of thousands of articles: it makes nothing. */
const wasSoldIn = ({ articles: { quantities, grams } }: SummedRange, number: number) => quantities[number] !== 0 || grams[number] !== 0;

function articleRows(
  sums: Compared<SummedRange>,
  shelf: Shelf,
  names: RangeNames,
): Pick<RangeReport, 'byArticle' | 'slowest' | 'articleCount' | 'unsoldCount'> {
  const { totals } = sums.now.articles;
  const isOnShelf = (number: number) => number !== OPEN_AMOUNTS && shelf.isActive(number);
  const sold: number[] = [];
  let articleCount = 0;
  let unsoldCount = 0;
  /** In a shop of hundreds of thousands most are unsold: no list is made of more than are named. */
  const firstUnsold: number[] = [];
  for (let number = OPEN_AMOUNTS; number <= shelf.count; number += 1) {
    const wasSold = wasSoldIn(sums.now, number);
    if (wasSold) sold.push(number);
    if (!isOnShelf(number)) continue;
    articleCount += 1;
    if (wasSold) continue;
    unsoldCount += 1;
    if (firstUnsold.length < ARTICLES_NAMED) firstUnsold.push(number);
  }
  // By money: what was weighed has no number of pieces to compare.
  const difference = (a: number, b: number) => (totals[a] ?? 0) - (totals[b] ?? 0);
  const row = (number: number): ArticleRow => {
    const { id, names: called } = number === OPEN_AMOUNTS ? { id: null, names: {} } : names.sellable(number);
    return { articleId: id, names: called, ...compared(sums, (of) => sumsAt(of, number)) };
  };
  const slowestSold = () => {
    const most = ARTICLES_NAMED - firstUnsold.length;
    return most === 0 ? [] : firstOf(sold.filter(isOnShelf), most, difference);
  };
  return {
    byArticle: firstOf(sold, ARTICLES_NAMED, (a, b) => difference(b, a)).map(row),
    slowest: [...firstUnsold, ...slowestSold()].map(row),
    articleCount,
    unsoldCount,
  };
}

function byCategory(sums: Compared<SummedRange>, shelf: Shelf, names: RangeNames): CategoryRow[] {
  const noSums = (): Compared<ArticleSums> => ({ now: { ...NO_ARTICLE_SUMS }, before: { ...NO_ARTICLE_SUMS } });
  const byNumber: Compared<ArticleSums>[] = [];
  const open = noSums();
  // Once for each of perhaps hundreds of thousands of articles.
  const add = (into: ArticleSums, { articles: { quantities, grams, totals } }: SummedRange, number: number) => {
    into.quantity += quantities[number] ?? 0;
    into.grams += grams[number] ?? 0;
    into.totalMinor += totals[number] ?? 0;
  };
  for (let number = OPEN_AMOUNTS; number <= shelf.count; number += 1) {
    if (!wasSoldIn(sums.now, number) && !wasSoldIn(sums.before, number)) continue;
    const category = shelf.categoryOf(number);
    byNumber[category] ??= noSums();
    const into = number === OPEN_AMOUNTS ? open : (byNumber[category] as Compared<ArticleSums>);
    add(into.now, sums.now, number);
    add(into.before, sums.before, number);
  }
  const none = noSums();
  const rows: CategoryRow[] = [];
  byNumber.forEach((found, number) => {
    const category = names.category(number);
    if (category) rows.push({ kind: 'category', categoryId: category.id, names: category.names, colour: category.colour, ...found });
    else addSums(none, found);
  });
  const nameless = { categoryId: null, names: {}, colour: null };
  rows.push({ kind: 'open_amount', ...nameless, ...open }, { kind: 'none', ...nameless, ...none });
  return rows
    .filter(({ now, before }) => isSold(now) || isSold(before))
    .sort((a, b) => b.now.totalMinor - a.now.totalMinor || b.before.totalMinor - a.before.totalMinor);
}

function taxRows(totals: Compared<DaySums>, of: (sums: DaySums) => DaySums['taxes']): TaxRow[] {
  return keysOf(totals, of)
    .map((key) => ({ ...taxOfKey(key), ...compared(totals, (sums) => ({ ...NO_TAX_SUMS, ...of(sums)[key] })) }))
    .sort((a, b) => a.ratePpm - b.ratePpm || compare(a.taxClassId, b.taxClassId));
}
