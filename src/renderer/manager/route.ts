// Where the manager is: a page, what it is narrowed down to, and the sale that lies open over it. Written into the address,
// so that the browser's Back leads back and a reload stays. Pure.
import { type DayRange, rangeTrouble } from '../../shared/day-range.ts';
import type { SalesFilter } from '../../shared/reports.ts';
import type { Right } from '../../shared/rights.ts';
import { TENDER_KINDS } from '../../shared/tender.ts';
import { RANGE_NAMES, type RangeChoice } from './reports/ranges.ts';

/** What belongs together stands together: the takings, who owes whom, the goods, the shop. */
export const PAGE_GROUPS = [
  ['today', 'reports', 'sales', 'closing', 'attention'],
  ['vouchers', 'accounts'],
  ['articles', 'promotions'],
  ['lightning', 'staff', 'devices', 'settings', 'exports'],
] as const;
export const PAGES = PAGE_GROUPS.flat();
export type Page = (typeof PAGES)[number];

/** Who is shown the page at all. */
const RIGHT_FOR_PAGE: Record<Page, Right> = {
  today: 'see_totals',
  reports: 'see_totals',
  closing: 'close_shift',
  sales: 'see_totals',
  vouchers: 'manage_money',
  accounts: 'manage_customers',
  promotions: 'manage_articles',
  attention: 'manage_money',
  articles: 'manage_articles',
  lightning: 'settings',
  staff: 'manage_staff',
  devices: 'settings',
  settings: 'settings',
  exports: 'export',
};

export function pagesFor(rights: readonly Right[]): Page[] {
  return PAGES.filter((page) => rights.includes(RIGHT_FOR_PAGE[page]));
}

export interface Route {
  page: Page;
  /** Of `today`: another day than the one that goes on. */
  day: string | null;
  /** Of `reports`: other days than the usual. */
  range: RangeChoice | null;
  /** Of `sales`. */
  filter: SalesFilter;
  /** What the filter's article or person is called, where only the page it came from knows. */
  named: string | null;
  saleId: string | null;
}

export const HOME: Route = { page: 'today', day: null, range: null, filter: {}, named: null, saleId: null };

/** `#sales?day=2026-11-22&tender=lightning`: what is not said is left out. */
export function hashOf({ page, day, range, filter, named, saleId }: Route): string {
  const said = new URLSearchParams();
  const say = (key: string, value: string | number | null | undefined) => {
    if (value !== undefined && value !== null) said.set(key, String(value));
  };
  if (page === 'today') say('day', day);
  if (page === 'reports' && range !== null) {
    if (typeof range === 'string') say('range', range);
    else {
      say('from', range.from);
      say('to', range.to);
    }
  }
  if (page === 'sales') {
    say('day', filter.day);
    say('last', filter.lastDay);
    say('weekday', filter.weekday);
    say('hour', filter.hour);
    say('until', filter.untilMs);
    say('tender', filter.tenderKind);
    // Null is a value here: an open amount, nobody.
    say('article', filter.articleId === null ? '' : filter.articleId);
    say('category', filter.categoryId);
    say('staff', filter.staffId === null ? '' : filter.staffId);
    say('tax', filter.taxRatePpm);
    say('class', filter.taxClassId);
    say('status', filter.status);
    say('text', filter.text === '' ? undefined : filter.text);
    say('named', named);
  }
  say('sale', saleId);
  const query = said.toString();
  return query === '' ? `#${page}` : `#${page}?${query}`;
}

/** What an address says; what it does not say well is left out. */
export function routeOf(hash: string): Route {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const page = PAGES.find((one) => one === name) ?? HOME.page;
  const said = new URLSearchParams(query);
  const text = (key: string) => said.get(key) ?? undefined;
  const orNull = (key: string) => (said.get(key) === '' ? null : text(key));
  const number = (key: string) => {
    const value = said.get(key);
    return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  };
  const dayOf = (key: string) => {
    const day = text(key);
    return day !== undefined && isRange({ from: day, to: day }) ? day : undefined;
  };
  const day = dayOf('day');
  const tenderKind = TENDER_KINDS.find((kind) => kind === said.get('tender'));
  const status = (['completed', 'cancelled'] as const).find((one) => one === said.get('status'));
  const filter: SalesFilter = {
    day,
    lastDay: dayOf('last'),
    weekday: number('weekday'),
    hour: number('hour'),
    untilMs: number('until'),
    tenderKind,
    articleId: orNull('article'),
    categoryId: text('category'),
    staffId: orNull('staff'),
    taxRatePpm: number('tax'),
    taxClassId: text('class'),
    status,
    text: text('text'),
  };
  return {
    page,
    day: page === 'today' ? (day ?? null) : null,
    range: page === 'reports' ? rangeSaid(said.get('range'), dayOf('from'), dayOf('to')) : null,
    filter: page === 'sales' ? withoutGaps(filter) : {},
    named: page === 'sales' ? said.get('named') : null,
    saleId: said.get('sale'),
  };
}

function rangeSaid(name: string | null, from: string | undefined, to: string | undefined): RangeChoice | null {
  const own: DayRange | null = from !== undefined && to !== undefined ? { from, to } : null;
  return RANGE_NAMES.find((one) => one === name) ?? (own && isRange(own) ? own : null);
}

/** Of days that there are; whether they have begun yet is the page's business. */
function isRange(range: DayRange): boolean {
  return rangeTrouble(range, range.to) === null;
}

/** The filter with its unsaid keys left out, so that equal filters look equal. */
export function withoutGaps(filter: SalesFilter): SalesFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
