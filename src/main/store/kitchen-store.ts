// What the kitchens were told of sales that have not ended, line by line, and every slip. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type ToldLine, withPartsMoved, withSlip } from '../../shared/kitchen.ts';
import { canonicalJson } from './canonical-json.ts';
import { KITCHEN_FACTS, slipLineSchema } from './facts/kitchen-facts.ts';
import type { FactBody, JournalEntry } from './facts.ts';

export type KitchenSlip = FactBody<'kitchen_sent'> & { atMs: number; staffId: string | null };

export interface KitchenStore {
  told(saleId: string): ToldLine[];
  slip(slipId: string): KitchenSlip | undefined;
  lastSlipSeq(): number;
}

const toldSchema = slipLineSchema.extend({ printerId: z.string() });

function toldOf(db: Database): (saleId: string) => ToldLine[] {
  const rows = db.prepare<[string], string>('SELECT body FROM kitchen_line WHERE sale_id = ? ORDER BY line_id').pluck();
  return (saleId) => rows.all(saleId).map((body) => toldSchema.parse(JSON.parse(body)));
}

export function createKitchenStore(db: Database): KitchenStore {
  const slip = db.prepare<[string], { body: string; atMs: number; staffId: string | null }>(
    'SELECT body, at_ms AS atMs, staff_id AS staffId FROM kitchen_slip WHERE id = ?',
  );
  const lastSeq = db.prepare<[], number | null>('SELECT max(seq) FROM kitchen_slip').pluck();
  return {
    told: toldOf(db),
    slip(slipId) {
      const row = slip.get(slipId);
      return row && { ...KITCHEN_FACTS.kitchen_sent.parse(JSON.parse(row.body)), atMs: row.atMs, staffId: row.staffId };
    },
    lastSlipSeq: () => lastSeq.get() ?? 0,
  };
}

export function createKitchenWriter(db: Database) {
  const told = toldOf(db);
  const addSlip = db.prepare('INSERT INTO kitchen_slip (id, seq, at_ms, staff_id, body) VALUES (?, ?, ?, ?, ?)');
  const clear = db.prepare('DELETE FROM kitchen_line WHERE sale_id = ?');
  const put = db.prepare('INSERT INTO kitchen_line (line_id, sale_id, body) VALUES (?, ?, ?)');
  const write = (saleId: string, lines: readonly ToldLine[], saleOf: (lineId: string) => string = () => saleId) => {
    clear.run(saleId);
    for (const line of lines) put.run(line.lineId, saleOf(line.lineId), canonicalJson(line));
  };
  return {
    send({ body, atMs, staffId }: JournalEntry<'kitchen_sent'>) {
      addSlip.run(body.slipId, body.slipSeq, atMs, staffId, canonicalJson(body));
      write(body.saleId, withSlip(told(body.saleId), body.printer.id, body.lines));
    },
    /** What was told of the lines goes with them, and with a sale that is no more all that was told of it. */
    moveLines({ from, to, moved }: FactBody<'lines_moved'>) {
      const goes = new Set(to.lines.map(({ id }) => id));
      const slipLines = (lines: typeof moved) => lines.map(({ id: lineId, ...line }) => ({ lineId, ...line }));
      write(from.saleId, withPartsMoved(told(from.saleId), slipLines(from.lines), slipLines(moved)), (lineId) =>
        goes.has(lineId) || from.lines.length === 0 ? to.saleId : from.saleId,
      );
    },
    /** The sale has ended: nothing of it changes any more. */
    end: (saleId: string) => void clear.run(saleId),
  };
}
