// Customers and what they owe, with every movement of it, as the journal has made them. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { AccountMovement, AccountMovementKind, AccountPayment, AccountStatement, Customer } from '../../shared/account.ts';
import type { JournalEntry } from './facts.ts';

const PAGE_ROWS = 50;
const MOST_FOUND = 100;

interface CustomerRow {
  id: string;
  name: string;
  phone: string;
  email: string;
  limit_minor: number;
  balance_minor: number;
  active: number;
}
interface PaymentRow extends Omit<AccountPayment, 'way'> {
  way: string;
}

export interface AccountStore {
  find(customerId: string): Customer | undefined;
  /** By a part of name, telephone or address, those who owe most first; at most 100. Who is no customer any more and owes nothing only with `everybody`. */
  search(text: string, everybody: boolean): Customer[];
  owedMinor(): number;
  statement(customerId: string, cursor: number | null): AccountStatement | undefined;
  payment(paymentId: string): AccountPayment | undefined;
  lastPaymentSeq(): number;
}

export function createAccountStore(db: Database): AccountStore {
  const byId = db.prepare<[string], CustomerRow>('SELECT * FROM customer WHERE id = ?');
  const search = db.prepare<[{ text: string; everybody: number }], CustomerRow>(
    `SELECT * FROM customer
     WHERE (active OR balance_minor <> 0 OR :everybody) AND (instr(lower(name), :text) > 0 OR instr(phone, :text) > 0 OR instr(lower(email), :text) > 0)
     ORDER BY balance_minor DESC, name LIMIT ${MOST_FOUND}`,
  );
  const owed = db.prepare<[], number>('SELECT coalesce(sum(balance_minor), 0) FROM customer').pluck();
  const movements = db.prepare<[string, number, number], Omit<AccountMovement, 'staffName'> & { seq: number; staffName: string | null }>(
    `SELECT journal_seq AS seq, at_ms AS atMs, kind, amount_minor AS amountMinor, balance_minor AS balanceMinor, sale_id AS saleId,
       receipt_number AS receiptNumber, (SELECT name FROM staff WHERE staff.id = staff_id) AS staffName
     FROM account_movement WHERE customer_id = ? AND journal_seq < ? ORDER BY journal_seq DESC LIMIT ?`,
  );
  const payment = db.prepare<[string], PaymentRow>(
    `SELECT id, receipt_number AS receiptNumber, customer_id AS customerId, customer_name AS customerName, at_ms AS atMs, amount_minor AS amountMinor, way,
       given_minor AS givenMinor, change_minor AS changeMinor, rounding_minor AS roundingMinor, reference, balance_minor AS balanceMinor, staff_id AS staffId
     FROM account_payment WHERE id = ?`,
  );
  const lastPaymentSeq = db.prepare<[], number | null>('SELECT max(receipt_seq) FROM account_payment').pluck();

  return {
    find: (customerId) => {
      const row = byId.get(customerId);
      return row && customerOf(row);
    },
    search: (text, everybody) => search.all({ text: text.toLowerCase(), everybody: everybody ? 1 : 0 }).map(customerOf),
    owedMinor: () => owed.get() ?? 0,
    statement(customerId, cursor) {
      const row = byId.get(customerId);
      if (!row) return undefined;
      const rows = movements.all(customerId, cursor ?? Number.MAX_SAFE_INTEGER, PAGE_ROWS + 1);
      const shown = rows.slice(0, PAGE_ROWS);
      return {
        customer: customerOf(row),
        movements: shown.map(({ seq: _, staffName, ...movement }) => ({ ...movement, staffName: staffName ?? '' })),
        nextCursor: rows.length > PAGE_ROWS ? (shown.at(-1)?.seq ?? null) : null,
      };
    },
    payment: (paymentId) => payment.get(paymentId) as AccountPayment | undefined,
    lastPaymentSeq: () => lastPaymentSeq.get() ?? 0,
  };
}

function customerOf(row: CustomerRow): Customer {
  const { id, name, phone, email, limit_minor: limitMinor, balance_minor: balanceMinor, active } = row;
  return { id, name, phone, email, limitMinor, balanceMinor, active: active === 1 };
}

export interface AccountWriter {
  put(entry: JournalEntry<'customer_put'>): void;
  /** A tender on an account; any other kind is none of its business. */
  charge(entry: JournalEntry<'tender_taken'>): void;
  takeOff(entry: JournalEntry<'tender_returned'>): void;
  pay(entry: JournalEntry<'account_paid'>): void;
  /** A refund that is taken off what they owe; any other way is none of its business. */
  refund(entry: JournalEntry<'refund_leg_paid'> | JournalEntry<'credit_given_back'>): void;
}

export function createAccountWriter(db: Database): AccountWriter {
  const put = db.prepare(
    `INSERT INTO customer (id, name, phone, email, limit_minor, balance_minor, active) VALUES (?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone, email = excluded.email, limit_minor = excluded.limit_minor,
       active = excluded.active`,
  );
  const change = db.prepare<[number, string], { balance_minor: number }>(
    'UPDATE customer SET balance_minor = balance_minor + ? WHERE id = ? RETURNING balance_minor',
  );
  const addMovement = db.prepare(
    `INSERT INTO account_movement (customer_id, journal_seq, at_ms, kind, amount_minor, balance_minor, staff_id, sale_id, receipt_number)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addPayment = db.prepare(
    `INSERT INTO account_payment (id, receipt_number, receipt_seq, customer_id, customer_name, at_ms, day, amount_minor, way, given_minor, change_minor,
       rounding_minor, reference, balance_minor, staff_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const move = (
    { seq, atMs, staffId }: Pick<JournalEntry, 'seq' | 'atMs' | 'staffId'>,
    customerId: string,
    kind: AccountMovementKind,
    amountMinor: number,
    of: { saleId?: string; receiptNumber?: string },
  ) => {
    const balance = change.get(amountMinor, customerId);
    if (!balance) throw new Error(`customer ${customerId} is not there`);
    addMovement.run(customerId, seq, atMs, kind, amountMinor, balance.balance_minor, staffId, of.saleId ?? null, of.receiptNumber ?? null);
  };
  return {
    put({ body }) {
      put.run(body.customerId, body.customerName, body.phone, body.email, body.limitMinor, body.active ? 1 : 0);
    },
    charge(entry) {
      const { tender, saleId } = entry.body;
      if (tender.kind === 'account') move(entry, tender.customerId, 'sale', tender.amountMinor, { saleId });
    },
    takeOff(entry) {
      const { tender, saleId } = entry.body;
      if (tender.kind === 'account') move(entry, tender.customerId, 'returned', -tender.amountMinor, { saleId });
    },
    pay(entry) {
      const { body, atMs, staffId } = entry;
      move(entry, body.customerId, 'payment', -body.amountMinor, body);
      const { givenMinor, changeMinor, roundingMinor, reference, balanceMinor } = body;
      const { paymentId, receiptNumber, receiptSeq, customerId, customerName, day, amountMinor, way } = body;
      addPayment.run(
        paymentId,
        receiptNumber,
        receiptSeq,
        customerId,
        customerName,
        atMs,
        day,
        amountMinor,
        way,
        givenMinor,
        changeMinor,
        roundingMinor,
        reference,
        balanceMinor,
        staffId,
      );
    },
    refund(entry) {
      const { way, amountMinor } = entry.body;
      if (way.kind === 'account') move(entry, way.customerId, 'credited', -amountMinor, {});
    },
  };
}
