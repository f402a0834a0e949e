// What a shop hands to its accountant: which files there are, and the accounts that its money is posted to. Pure, the same on both sides.
import { z } from 'zod';

/**
 * `payments`: one line a payment. `postings`: double entry. `cash_register`: a zip of tables in the manner of DSFinV-K. `journal`: the
 * journal itself, signed.
 */
export const EXPORT_KINDS = ['payments', 'postings', 'cash_register', 'journal'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** What postings are added up by: not at all, by the shop's day, by shift (whose number is its Z's). */
export const POSTINGS_BY = ['entry', 'day', 'z'] as const;
export type PostingsBy = (typeof POSTINGS_BY)[number];

/** What is on the accounts, by name; `revenue` and `output_tax` are several, one for each tax class and each rate. */
export const ACCOUNT_KEYS = [
  'cash',
  'foreign_cash',
  'safe', // what was taken out of the drawer for the safe or the bank
  'float', // what was put in, or was missing, as the drawer was counted at the start of a shift
  'bitcoin',
  'card',
  'receivables', // on account
  'vouchers',
  'exchange_credit',
  'prepayments', // paid for sales that have not ended
  'refunds_due', // given for refunds that are not complete, or taken back for them
  'unmatched_bitcoin', // came in, and belongs to no sale
  'other_bitcoin', // came in, and a manager said that it is no business of the till
  'tips',
  'cash_rounding',
  'cash_differences',
  'exchange_differences', // what cash in other currencies gained or lost in worth
  'network_fees',
  'bitcoin_losses', // counted on chain, and replaced there
  'bitcoin_differences', // roundings between sat and the shop's currency
  'paid_in',
  'paid_out',
  'revenue',
  'output_tax',
] as const;
export type AccountKey = (typeof ACCOUNT_KEYS)[number];

const account = z.object({
  number: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z][0-9A-Za-z. :_-]{0,19}$/),
  name: z.string().trim().min(1).max(60),
});
export type Account = z.infer<typeof account>;

/** Which account is which. `revenue` and `taxes` are for those classes and rates that have an account of their own. */
export const chartSchema = z.object({
  accounts: z.object(Object.fromEntries(ACCOUNT_KEYS.map((key) => [key, account])) as Record<AccountKey, typeof account>),
  revenue: z
    .array(account.extend({ taxClassId: z.string().min(1).max(64) }))
    .max(20)
    .refine((all) => new Set(all.map(({ taxClassId }) => taxClassId)).size === all.length),
  taxes: z
    .array(account.extend({ ratePpm: z.int().min(0).max(1_000_000) }))
    .max(40)
    .refine((all) => new Set(all.map(({ ratePpm }) => ratePpm)).size === all.length),
});
export type ChartOfAccounts = z.infer<typeof chartSchema>;

/** An account as postings name it: `cash`, `revenue:standard`, `output_tax:190000`. */
export type AccountRef = Exclude<AccountKey, 'revenue' | 'output_tax'> | `revenue:${string}` | `output_tax:${number}`;

/**
 * The account that is meant. Where the class or the rate has none of its own, it is the one for all, and its name says which:
 * `classNames` are what the shop's tax classes are called, by id.
 */
export function accountOf({ accounts, revenue, taxes }: ChartOfAccounts, ref: AccountRef, classNames: ReadonlyMap<string, string>): Account {
  const at = ref.indexOf(':');
  if (at < 0) return accounts[ref as AccountKey];
  const of = ref.slice(at + 1);
  if (ref.startsWith('revenue:')) {
    const own = revenue.find(({ taxClassId }) => taxClassId === of);
    return own ?? { ...accounts.revenue, name: `${accounts.revenue.name} (${classNames.get(of) ?? of})` };
  }
  const own = taxes.find(({ ratePpm }) => ratePpm === Number(of));
  return own ?? { ...accounts.output_tax, name: `${accounts.output_tax.name} (${Number(of) / 10_000} %)` };
}

type ChartTable = Record<AccountKey, [number: string, name: string]>;

const chartOf = (table: ChartTable, more: Partial<Pick<ChartOfAccounts, 'revenue' | 'taxes'>> = {}): ChartOfAccounts => ({
  accounts: Object.fromEntries(ACCOUNT_KEYS.map((key) => [key, { number: table[key][0], name: table[key][1] }])) as ChartOfAccounts['accounts'],
  revenue: more.revenue ?? [],
  taxes: more.taxes ?? [],
});

/** Numbered as small firms in many countries do it: 1 assets, 2 liabilities, 4 revenue, 6 expenses, 7 other. */
const GENERAL = chartOf({
  cash: ['1000', 'Cash on hand'],
  foreign_cash: ['1010', 'Foreign cash on hand'],
  safe: ['1020', 'Cash in safe or on its way to the bank'],
  float: ['1030', 'Float put in or taken out'],
  bitcoin: ['1060', 'Bitcoin'],
  card: ['1100', 'Card clearing'],
  receivables: ['1200', 'Accounts receivable'],
  vouchers: ['2100', 'Vouchers outstanding'],
  exchange_credit: ['2110', 'Credit from exchanges'],
  prepayments: ['2120', 'Customer prepayments'],
  refunds_due: ['2130', 'Refunds under way'],
  unmatched_bitcoin: ['2140', 'Bitcoin received without a sale'],
  other_bitcoin: ['2150', 'Bitcoin received for other purposes'],
  tips: ['2160', 'Tips payable'],
  output_tax: ['2200', 'Sales tax payable'],
  paid_in: ['2900', 'Cash paid in'],
  revenue: ['4000', 'Sales'],
  network_fees: ['6100', 'Lightning network fees'],
  paid_out: ['6900', 'Cash paid out'],
  cash_rounding: ['7100', 'Cash rounding'],
  cash_differences: ['7110', 'Cash over and short'],
  exchange_differences: ['7120', 'Exchange gains and losses'],
  bitcoin_losses: ['7200', 'Bitcoin payments lost on chain'],
  bitcoin_differences: ['7210', 'Bitcoin rounding differences'],
});

/** After SKR 03, which German bookkeepers know; what it has no account for stands among the free ones. */
const GERMAN = chartOf(
  {
    cash: ['1000', 'Kasse'],
    foreign_cash: ['1010', 'Kasse Sorten'],
    safe: ['1360', 'Geldtransit'],
    float: ['1361', 'Wechselgeld'],
    bitcoin: ['1380', 'Bitcoin'],
    card: ['1365', 'Geldtransit Karten'],
    receivables: ['1410', 'Forderungen aus Lieferungen und Leistungen'],
    vouchers: ['1605', 'Verbindlichkeiten aus Mehrzweckgutscheinen'],
    exchange_credit: ['1606', 'Guthaben aus Umtausch'],
    prepayments: ['1718', 'Erhaltene Anzahlungen'],
    refunds_due: ['1607', 'Erstattungen in Arbeit'],
    unmatched_bitcoin: ['1591', 'Bitcoin ohne Verkauf'],
    other_bitcoin: ['1592', 'Bitcoin zu anderen Zwecken'],
    tips: ['1593', 'Trinkgelder (durchlaufend)'],
    output_tax: ['1770', 'Umsatzsteuer'],
    paid_in: ['1890', 'Bareinlagen'],
    revenue: ['8200', 'Erlöse'],
    network_fees: ['4970', 'Nebenkosten des Geldverkehrs'],
    paid_out: ['1594', 'Barauszahlungen'],
    cash_rounding: ['2709', 'Rundung bar'],
    cash_differences: ['2708', 'Kassendifferenzen'],
    exchange_differences: ['2150', 'Kursdifferenzen Sorten'],
    bitcoin_losses: ['2309', 'Verluste Bitcoin on-chain'],
    bitcoin_differences: ['2310', 'Rundung Bitcoin'],
  },
  {
    revenue: [
      { taxClassId: 'standard', number: '8400', name: 'Erlöse 19 % USt' },
      { taxClassId: 'reduced', number: '8300', name: 'Erlöse 7 % USt' },
    ],
    taxes: [
      { ratePpm: 190_000, number: '1776', name: 'Umsatzsteuer 19 %' },
      { ratePpm: 70_000, number: '1771', name: 'Umsatzsteuer 7 %' },
    ],
  },
);

/** With the codes that Korean bookkeeping programs begin with. */
const KOREAN = chartOf({
  cash: ['101', '현금'],
  foreign_cash: ['104', '외화현금'],
  safe: ['102', '금고 및 예입 중 현금'],
  float: ['105', '준비금'],
  bitcoin: ['125', '비트코인'],
  card: ['120', '카드 미수금'],
  receivables: ['108', '외상매출금'],
  vouchers: ['274', '상품권선수금'],
  exchange_credit: ['275', '교환 예치금'],
  prepayments: ['259', '선수금'],
  refunds_due: ['276', '환불 진행 중'],
  unmatched_bitcoin: ['257', '가수금(비트코인)'],
  other_bitcoin: ['258', '가수금(기타 비트코인)'],
  tips: ['254', '예수금(팁)'],
  output_tax: ['255', '부가세예수금'],
  paid_in: ['256', '입금'],
  revenue: ['401', '상품매출'],
  network_fees: ['831', '지급수수료'],
  paid_out: ['134', '가지급금'],
  cash_rounding: ['931', '단수 차이'],
  cash_differences: ['141', '현금과부족'],
  exchange_differences: ['907', '외환차손익'],
  bitcoin_losses: ['980', '비트코인 손실'],
  bitcoin_differences: ['932', '비트코인 단수 차이'],
});

/** What a shop starts with; whoever keeps its books knows better and changes it. */
export function firstChart({ currency, timeZone }: { currency: string; timeZone: string }): ChartOfAccounts {
  if (currency === 'KRW') return KOREAN;
  return timeZone === 'Europe/Berlin' ? GERMAN : GENERAL;
}

/** Days as YYYY-MM-DD of the shop's, both included. A journal without them is all of it. */
export type ExportWish =
  | { kind: 'payments' | 'cash_register'; from: string; to: string }
  | { kind: 'postings'; from: string; to: string; by: PostingsBy }
  | { kind: 'journal'; days: { from: string; to: string } | null };

/** A file that is whole. It is kept until a few more were made, or the till closes. */
export interface ExportedFile {
  fileId: string;
  fileName: string;
  bytes: number;
  /** SHA-256, lower-case hex. */
  sha256: string;
}

/** `nothing`: there is nothing in these days that such a file could be of. */
export type ExportNews = { kind: 'progress'; done: number; of: number } | { kind: 'nothing' } | { kind: 'made'; file: ExportedFile };

export interface ExportsState {
  chart: ChartOfAccounts;
  /** What files of the journal are signed with, as people compare it; null before the first. */
  fingerprint: string | null;
}

/** A public key (64 hex digits) as people compare it, in groups. */
export function fingerprintOf(publicKey: string): string {
  return publicKey.replace(/(.{8})(?=.)/g, '$1 ');
}
