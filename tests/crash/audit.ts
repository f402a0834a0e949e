// What must be true of the files after any crash, read from the outside: the till's database, what the node received and
// the papers that came out of the printers.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { PrintedPaper } from '../../src/hardware/simulators/printed-paper.ts';
import { verifyJournal } from '../../src/main/store/verify.ts';

/** What the driver of the day knows for certain, because a call told it so. */
export interface Witness {
  /** Sales that were shown as completed: sale id -> receipt number. */
  completed: Map<string, string>;
  /** Sales that were said to be parked. */
  parked: Set<string>;
  /** The codes of vouchers that were sold. */
  vouchers: string[];
  /** Receipt numbers that a person asked to be printed again. */
  printedAgain: Map<string, number>;
  notWanted: Set<string>;
}

interface SaleRow {
  id: string;
  receipt_number: string;
  total_minor: number;
}

const open = (path: string) => new Database(path, { readonly: true });

/** One settlement as its node has it. */
export interface Received {
  settlement_id: string;
  received_msat: number;
}

export function auditPracticeBooks(dataDir: string, witness: Witness): void {
  const node = open(join(dataDir, 'practice', 'node.sqlite'));
  try {
    auditBooks(
      join(dataDir, 'practice', 'till.sqlite'),
      node.prepare<[], Received>('SELECT settlement_id, received_msat FROM settlement ORDER BY settlement_id').all(),
      witness,
    );
    auditPayouts(join(dataDir, 'practice', 'till.sqlite'), node.prepare<[], Sent>('SELECT payment_hash, amount_msat FROM payment').all());
  } finally {
    node.close();
  }
}

/** One payment as its node has it. */
interface Sent {
  payment_hash: string;
  amount_msat: number;
}

/** What the node has sent is in the books, once, and nothing is held for sent that is not; no more goes back than came in. */
function auditPayouts(databasePath: string, atNode: readonly Sent[]): void {
  const db = open(databasePath);
  try {
    const status = db.prepare<[string, number], string>('SELECT status FROM payout WHERE payment_hash = ? AND amount_msat = ?').pluck();
    for (const { payment_hash, amount_msat } of atNode) expect(['refunded', 'under_way']).toContain(status.get(payment_hash, amount_msat));
    const sent = new Set(atNode.map(({ payment_hash }) => payment_hash));
    const refunded = db.prepare<[], string>("SELECT payment_hash FROM payout WHERE status = 'refunded'").pluck().all();
    expect(refunded.filter((hash) => !sent.has(hash))).toEqual([]);
    const twice = db
      .prepare("SELECT item_id FROM payout WHERE status <> 'failed' AND item_id IS NOT NULL GROUP BY item_id HAVING count(*) > 1")
      .all();
    expect(twice).toEqual([]);
    const tooMuch = db
      .prepare(
        `SELECT sale_id FROM refund r WHERE r.status <> 'failed' AND sale_id IS NOT NULL GROUP BY sale_id
         HAVING sum(amount_minor) > (SELECT sum(t.amount_minor) FROM tender t WHERE t.sale_id = r.sale_id AND t.status = 'paid')`,
      )
      .all();
    expect(tooMuch).toEqual([]);
    const numbers = db.prepare<[], string>('SELECT receipt_number FROM refund WHERE receipt_seq IS NOT NULL ORDER BY receipt_seq').pluck().all();
    expect(numbers).toEqual(numbers.map((_, index) => `T1-R${String(index + 1).padStart(6, '0')}`));
  } finally {
    db.close();
  }
}

/**
 * The journal verifies, the rebuilt tables equal the live ones, and no sale, number or settlement is lost or doubled.
 * `atNode`: all that the node ever received, by its own account, in the order of the ids.
 */
export function auditBooks(databasePath: string, atNode: readonly Received[], witness: Pick<Witness, 'completed'>): void {
  const db = open(databasePath);
  try {
    expect(verifyJournal(db)).toMatchObject({ ok: true });

    const sales = db
      .prepare<[], SaleRow>("SELECT id, receipt_number, total_minor FROM sale WHERE status = 'completed' ORDER BY receipt_number")
      .all();
    expect(sales.map((sale) => sale.receipt_number)).toEqual(sales.map((_, index) => `T1-${String(index + 1).padStart(6, '0')}`));
    const numbers = new Map(sales.map((sale) => [sale.id, sale.receipt_number]));
    for (const [saleId, receiptNumber] of witness.completed) expect(numbers.get(saleId), `sale ${saleId} was shown as paid`).toBe(receiptNumber);

    const paid = db.prepare<[string], number>("SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE sale_id = ? AND status = 'paid'").pluck();
    for (const sale of sales) expect(paid.get(sale.id), `tenders of ${sale.receipt_number}`).toBe(sale.total_minor);

    expect(db.prepare('SELECT settlement_id, received_msat FROM settlement ORDER BY settlement_id').all()).toEqual(atNode);

    // To the msat: what the node received is in completed sales' tenders, in the sale in hand's, or on the list.
    const received = db.prepare('SELECT coalesce(sum(received_msat), 0) FROM settlement').pluck().get();
    const tendered = db
      .prepare("SELECT coalesce(sum(received_msat), 0) FROM tender WHERE kind = 'lightning' AND status = 'paid'")
      .pluck()
      .get() as number;
    const listed = db.prepare("SELECT coalesce(sum(amount_msat), 0) FROM attention WHERE status <> 'applied'").pluck().get() as number;
    const leftOfApplied = db
      .prepare(
        `SELECT coalesce(sum(a.amount_msat), 0) - coalesce((SELECT sum(json_extract(body, '$.receivedMsat') + coalesce(json_extract(body, '$.excess.amountMsat'), 0))
         FROM journal WHERE kind = 'settlement_applied'), 0) FROM attention a WHERE a.status = 'applied'`,
      )
      .pluck()
      .get();
    expect(leftOfApplied).toBe(0);
    expect(tendered + listed).toBe(received);

    const jobs = db
      .prepare("SELECT title, count(*) AS originals FROM print_job WHERE copy_number = 0 AND kind <> 'kitchen' GROUP BY title ORDER BY title")
      .all();
    const refunds = db.prepare<[], string>('SELECT receipt_number FROM refund WHERE receipt_seq IS NOT NULL ORDER BY receipt_seq').pluck().all();
    const vouchers = db.prepare<[], string>('SELECT number FROM voucher ORDER BY seq').pluck().all();
    const numbered = [...sales.map((sale) => sale.receipt_number), ...refunds, ...vouchers];
    expect(jobs).toEqual(numbered.map((receiptNumber) => ({ title: receiptNumber, originals: 1 })));
  } finally {
    db.close();
  }
}

/** Each voucher that a completed sale has sold is there, once, and has on it what was paid in less what it paid. */
export function auditVouchers(dataDir: string): void {
  const db = open(join(dataDir, 'practice', 'till.sqlite'));
  try {
    const moved = db
      .prepare('SELECT number FROM voucher WHERE balance_minor <> (SELECT sum(amount_minor) FROM voucher_movement WHERE voucher_id = voucher.id)')
      .all();
    expect(moved).toEqual([]);
    const [sums] = db
      .prepare<[], { sold: number; paid: number; left: number; refunded: number }>(
        `SELECT (SELECT coalesce(sum(gross_minor), 0) FROM sale_tax JOIN sale ON sale.id = sale_id WHERE tax_class_id = 'voucher' AND status = 'completed') AS sold,
           (SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE kind = 'voucher' AND status = 'paid') AS paid,
           (SELECT coalesce(sum(amount_minor), 0) FROM voucher_movement WHERE kind IN ('credited', 'taken_back', 'restored')) AS refunded,
           (SELECT coalesce(sum(balance_minor), 0) FROM voucher WHERE origin LIKE '%"kind":"sale"%') AS left`,
      )
      .all();
    expect(sums?.left).toBe((sums?.sold ?? 0) + (sums?.refunded ?? 0) - (sums?.paid ?? 0));
  } finally {
    db.close();
  }
}

/** What was said to be parked is; and each open sale is in one place: parked, or in hand. */
export function auditOpenSales(dataDir: string, witness: Witness): void {
  const db = open(join(dataDir, 'practice', 'till.sqlite'));
  try {
    const facts = new Set(db.prepare<[], string>("SELECT body ->> '$.saleId' FROM journal WHERE kind = 'sale_parked'").pluck().all());
    expect([...witness.parked].filter((saleId) => !facts.has(saleId))).toEqual([]);
    const inHand = db.prepare<[], string>("SELECT body ->> '$.sale.id' FROM draft").pluck().get();
    const stray = db.prepare('SELECT sale_id FROM parked_sale WHERE (in_hand = 1) <> (sale_id = ?)').pluck().all(inHand);
    expect(stray).toEqual([]);
    const twice = db
      .prepare(
        "SELECT json_extract(value, '$.id') AS line FROM parked_sale, json_each(body, '$.lines') WHERE in_hand = 0 GROUP BY line HAVING count(*) > 1",
      )
      .all();
    expect(twice).toEqual([]);
  } finally {
    db.close();
  }
}

/** After a start, nothing is held: what was decided is taken or gone back, and so is what nobody had decided about. */
export function auditHeld(dataDir: string): void {
  const node = open(join(dataDir, 'practice', 'node.sqlite'));
  const db = open(join(dataDir, 'practice', 'till.sqlite'));
  try {
    expect(node.prepare("SELECT payment_hash FROM invoice WHERE status = 'held'").all()).toEqual([]);
    expect(db.prepare("SELECT payment_hash FROM invoice WHERE status = 'taking'").all()).toEqual([]);
    // The one that is made ahead now.
    expect(db.prepare('SELECT payment_hash FROM unseen_invoice').all().length).toBeLessThanOrEqual(1);
  } finally {
    node.close();
    db.close();
  }
}

/**
 * What cooks add up from all slips is what was sold of their categories, and what open sales have told so far: no line was told twice,
 * and none that is paid was forgotten. Each slip has one job, and its number follows the one before.
 */
export function auditKitchen(dataDir: string, isCooked: (articleId: string) => boolean): void {
  interface Line {
    articleId: string | null;
    note: string;
    quantity: number;
  }
  const db = open(join(dataDir, 'practice', 'till.sqlite'));
  try {
    const linesOf = (kind: string) =>
      db
        .prepare<[string], string>("SELECT value FROM journal, json_each(body, '$.lines') WHERE journal.kind = ?")
        .pluck()
        .all(kind)
        .map((text) => JSON.parse(text) as Line);
    const open = db.prepare<[], string>('SELECT body FROM kitchen_line').pluck().all();
    const sum = (lines: readonly Line[]) => {
      const orders = new Map<string, number>();
      for (const { articleId, note, quantity } of lines) {
        const order = `${articleId} ${note}`;
        orders.set(order, (orders.get(order) ?? 0) + quantity);
      }
      return [...orders].filter(([, quantity]) => quantity !== 0).sort(([one], [other]) => (one < other ? -1 : 1));
    };
    const sold = linesOf('sale_completed').filter(({ articleId }) => articleId !== null && isCooked(articleId));
    expect(sum(linesOf('kitchen_sent'))).toEqual(sum([...sold, ...open.map((text) => JSON.parse(text) as Line)]));

    const slips = db.prepare<[], { id: string; seq: number }>('SELECT id, seq FROM kitchen_slip ORDER BY seq').all();
    expect(slips.map(({ seq }) => seq)).toEqual(slips.map((_, index) => index + 1));
    const jobs = db
      .prepare<[], string>("SELECT subject_id FROM print_job WHERE kind = 'kitchen' AND copy_number = 0 ORDER BY subject_id")
      .pluck()
      .all();
    expect(jobs).toEqual(slips.map(({ id }) => id).sort());
  } finally {
    db.close();
  }
}

/** What a paper is known by: a kitchen slip by its own number, whatever its sale is called. */
export function paperNumber(title: string): string {
  return title.match(/K\d+$/)?.[0] ?? title;
}

const VOUCHER_CODE = /\bFV(\s+[0-9A-Z]{4}){4}\s+[0-9A-Z]\b/g;

/** Whole originals per number, over all printers. */
export function originalsOf(papers: readonly PrintedPaper[]): Map<string, number> {
  const originals = new Map<string, number>();
  for (const paper of papers) {
    // A group of a voucher's code may look like a slip's number.
    const text = paper.text.replaceAll(VOUCHER_CODE, '');
    const number = (text.match(/\bK\d+\b/) ?? text.match(/\bV?T1-R?\d{6}\b/))?.[0];
    if (!number || !paper.complete || /COPY|사본/.test(paper.text)) continue;
    originals.set(number, (originals.get(number) ?? 0) + 1);
  }
  return originals;
}

/** No paper came out twice on the till's own account, and what it holds for printed is on paper. */
export function auditPapers(dataDir: string, papers: readonly PrintedPaper[], witness: Witness): void {
  const db = open(join(dataDir, 'practice', 'till.sqlite'));
  try {
    const jobs = db.prepare<[], { title: string; status: string }>('SELECT title, status FROM print_job WHERE copy_number = 0').all();
    const originals = originalsOf(papers);
    for (const { title, status } of jobs) {
      const number = paperNumber(title);
      const count = originals.get(number) ?? 0;
      expect(count, `originals of ${number}`).toBeLessThanOrEqual(1 + (witness.printedAgain.get(number) ?? 0));
      if (status === 'confirmed') expect(count, `${number} is held for printed`).toBeGreaterThanOrEqual(1);
      if ((status === 'queued' || status === 'waiting') && !witness.printedAgain.has(number)) expect(count, `${number} is yet to be printed`).toBe(0);
    }
  } finally {
    db.close();
  }
}

/** At the day's end each completed sale is on paper, or a person said that its paper is not wanted. */
export function auditEveryPaper(papers: readonly PrintedPaper[], witness: Witness): void {
  const originals = originalsOf(papers);
  for (const number of witness.completed.values()) {
    if (!witness.notWanted.has(number)) expect(originals.get(number) ?? 0, `paper of ${number}`).toBeGreaterThanOrEqual(1);
  }
}
