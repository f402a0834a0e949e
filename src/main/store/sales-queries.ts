// The list of ended sales behind a number or a search, newest first, in pages. Each page looks through a bounded number
// of sales, so that a rare article in years of sales is found by turning pages and never by one endless question.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { TillError } from '../../shared/errors.ts';
import type { SaleRow, SalesFilter, SalesPage } from '../../shared/reports.ts';
import { TENDER_KINDS, type TenderKind } from '../../shared/tender.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { parseReceiptNumber } from '../receipts/receipt-number.ts';
import type { SearchMeaning } from '../reports/search-text.ts';

const PAGE_ROWS = 50;
/** How many sales one page looks through. */
const PAGE_LOOKS = 20_000;
/** How many sales the beginning of a payment hash may name. */
const MOST_NAMED = 20;

type Value = string | number | null;

/** A place in the list: the sale that is there. */
interface Place {
  day: string;
  closedAtMs: number;
  id: string;
}

/** A piece of SQL with the values of its question marks. */
interface Condition {
  sql: string;
  values: Value[];
}

interface ListedRow extends Place {
  status: SaleRow['status'];
  receiptNumber: string | null;
  staffName: string | null;
  totalMinor: number;
  itemCount: number;
  /** What was paid by kind, as a JSON object. */
  paid: string;
}

export interface SalesQueries {
  /** `meaning` stands for the filter's text. BAD_INPUT for a cursor that is none of ours. */
  salesPage(filter: Omit<SalesFilter, 'text'>, meaning: SearchMeaning | null, cursor: string | null): SalesPage;
}

function all(conditions: readonly Condition[]): Condition {
  return { sql: conditions.map(({ sql }) => sql).join(' AND '), values: conditions.flatMap(({ values }) => values) };
}

/**
 * Which sales are looked through, along the index by day and time: older than one place, and no older than another. Where there is a
 * place it is the index's bound, and the day (which a `+` keeps from being one) is only checked: days alone are bounds far too wide.
 */
function among({ day, lastDay, untilMs }: SalesFilter, olderThan: Place | null, oldest: Place | null): Condition[] {
  const conditions: Condition[] = [{ sql: 'sale.day IS NOT NULL', values: [] }];
  const endDay = lastDay ?? day;
  if (day !== undefined) conditions.push({ sql: `${oldest ? '+' : ''}sale.day >= ?`, values: [day] });
  if (endDay !== undefined) conditions.push({ sql: `${olderThan ? '+' : ''}sale.day <= ?`, values: [endDay] });
  if (olderThan) conditions.push(relativeTo(olderThan, '<'));
  if (oldest) conditions.push(relativeTo(oldest, '>='));
  if (untilMs !== undefined) conditions.push({ sql: 'sale.closed_at_ms < ?', values: [untilMs] });
  return conditions;
}

/** Which of them are meant. */
function conditionsOf(filter: Omit<SalesFilter, 'text'>): Condition[] {
  const { weekday, hour, status, staffId, tenderKind, articleId, categoryId, taxRatePpm, taxClassId } = filter;
  const those: Condition[] = [];
  // SQLite's Sunday is 0.
  if (weekday !== undefined) those.push({ sql: "strftime('%w', sale.day) = ?", values: [String(weekday % 7)] });
  if (hour !== undefined) those.push({ sql: 'sale.hour = ?', values: [hour] });
  if (status !== undefined) those.push({ sql: 'sale.status = ?', values: [status] });
  if (staffId !== undefined) those.push({ sql: 'sale.staff_id IS ?', values: [staffId] });
  if (tenderKind !== undefined) {
    those.push({ sql: "EXISTS (SELECT 1 FROM tender WHERE sale_id = sale.id AND kind = ? AND tender.status = 'paid')", values: [tenderKind] });
  }
  // A voucher has no article either, and is no open amount.
  if (articleId !== undefined) {
    const sql = `EXISTS (SELECT 1 FROM sale_line WHERE sale_id = sale.id AND article_id IS ? AND tax_class_id <> '${VOUCHER_TAX_CLASS}')`;
    those.push({ sql, values: [articleId] });
  }
  if (categoryId !== undefined) {
    // Looked up line by line: a page is full after a few, and a category may have tens of thousands of articles.
    const own = 'SELECT category_id FROM article WHERE article.id = sale_line.article_id';
    const ofVariant =
      'SELECT category_id FROM article_variant JOIN article ON article.seq = article_seq WHERE article_variant.id = sale_line.article_id';
    those.push({
      sql: `EXISTS (SELECT 1 FROM sale_line WHERE sale_id = sale.id AND coalesce((${own}), (${ofVariant})) = ?)`,
      values: [categoryId],
    });
  }
  if (taxRatePpm !== undefined || taxClassId !== undefined) {
    those.push({
      sql: 'EXISTS (SELECT 1 FROM sale_tax WHERE sale_id = sale.id AND rate_ppm = coalesce(?, rate_ppm) AND tax_class_id = coalesce(?, tax_class_id))',
      values: [taxRatePpm ?? null, taxClassId ?? null],
    });
  }
  return those;
}

/** Of the amount, or with an article of which the text is a part of its name in any language. */
function meant({ amountsMinor, namePart }: SearchMeaning): Condition {
  const pattern = `%${namePart.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return {
    sql: `(sale.total_minor IN (SELECT value FROM json_each(?)) OR EXISTS (
      SELECT 1 FROM sale_line, json_each(sale_line.names) AS name WHERE sale_id = sale.id AND name.value LIKE ? ESCAPE '\\'))`,
    values: [JSON.stringify(amountsMinor), pattern],
  };
}

function placeOf(cursor: string): Place {
  const [, day, closedAtMs, id] = /^(\d{4}-\d{2}-\d{2}) (\d{1,16}) (.{1,64})$/.exec(cursor) ?? [];
  if (day === undefined || id === undefined) throw new TillError('BAD_INPUT');
  return { day, closedAtMs: Number(closedAtMs), id };
}

const cursorAt = ({ day, closedAtMs, id }: Place) => `${day} ${closedAtMs} ${id}`;
const NEWEST_FIRST = 'ORDER BY sale.day DESC, sale.closed_at_ms DESC, sale.id DESC';

function relativeTo({ day, closedAtMs, id }: Place, comparison: '<' | '>='): Condition {
  return { sql: `(sale.day, sale.closed_at_ms, sale.id) ${comparison} (?, ?, ?)`, values: [day, closedAtMs, id] };
}

const paidSchema = z.partialRecord(z.enum(TENDER_KINDS), z.int());

function saleRowOf(row: ListedRow, tenderKind: TenderKind | undefined): SaleRow {
  const paid = paidSchema.parse(JSON.parse(row.paid));
  return {
    saleId: row.id,
    status: row.status,
    receiptNumber: row.receiptNumber,
    atMs: row.closedAtMs,
    staffName: row.staffName ?? '',
    totalMinor: row.totalMinor,
    itemCount: row.itemCount,
    tenderKinds: TENDER_KINDS.filter((kind) => paid[kind] !== undefined),
    tenderMinor: tenderKind === undefined ? null : (paid[tenderKind] ?? 0),
  };
}

export function createSalesQueries(db: Database): SalesQueries {
  const select = <Row>(what: string, { sql, values }: Condition, rest: string) =>
    db.prepare<Value[], Row>(`SELECT ${what} FROM sale WHERE ${sql} ${rest}`).all(...values);
  const list = (condition: Condition, limit: number) =>
    select<ListedRow>(
      `sale.id, sale.day, closed_at_ms AS closedAtMs, status, receipt_number AS receiptNumber, total_minor AS totalMinor, item_count AS itemCount,
       (SELECT name FROM staff WHERE staff.id = staff_id) AS staffName,
       (SELECT json_group_object(kind, amount) FROM (SELECT kind, sum(amount_minor) AS amount
          FROM tender WHERE sale_id = sale.id AND tender.status = 'paid' GROUP BY kind)) AS paid`,
      condition,
      `${NEWEST_FIRST} LIMIT ${limit}`,
    );
  const byReceipt = db.prepare<[number, string], string>('SELECT id FROM sale WHERE receipt_seq = ? AND receipt_number = ?').pluck();
  // 'g' comes after every hexadecimal digit.
  const byHash = db
    .prepare<[{ start: string }], string>(
      `SELECT sale_id FROM invoice WHERE payment_hash >= :start AND payment_hash < :start || 'g'
       UNION SELECT sale_id FROM settlement WHERE settlement_id >= :start AND settlement_id < :start || 'g' AND kind = 'chain' AND sale_id IS NOT NULL
       LIMIT ${MOST_NAMED}`,
    )
    .pluck();

  /** The sales that the text names by an index, however old. */
  const namedBy = ({ receiptNumbers, paymentHashStart }: SearchMeaning): string[] => [
    ...receiptNumbers.flatMap((number) => byReceipt.all(parseReceiptNumber(number)?.seq ?? 0, number)),
    ...(paymentHashStart === null ? [] : byHash.all({ start: paymentHashStart })),
  ];

  return {
    salesPage: db.transaction((filter: Omit<SalesFilter, 'text'>, meaning: SearchMeaning | null, cursor: string | null): SalesPage => {
      const those = conditionsOf(filter);
      const olderThan = cursor === null ? null : placeOf(cursor);
      const named: Condition = { sql: 'sale.id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(meaning ? namedBy(meaning) : [])] };
      // Those named come first on the first page, and nowhere else.
      const first = meaning && cursor === null ? list(all([...among(filter, null, null), ...those, named]), 2 * MOST_NAMED) : [];
      if (meaning) those.push(meant(meaning), { sql: `NOT ${named.sql}`, values: named.values });

      const looked = all(among(filter, olderThan, null));
      const [last = null] = select<Place>('day, closed_at_ms AS closedAtMs, id', looked, `${NEWEST_FIRST} LIMIT 1 OFFSET ${PAGE_LOOKS - 1}`);
      const rows = list(all([...among(filter, olderThan, last), ...those]), PAGE_ROWS + 1);
      const end = rows.length > PAGE_ROWS ? rows[PAGE_ROWS - 1] : last;
      return {
        rows: [...first, ...rows.slice(0, PAGE_ROWS)].map((row) => saleRowOf(row, filter.tenderKind)),
        nextCursor: end ? cursorAt(end) : null,
      };
    }),
  };
}
