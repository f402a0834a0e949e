// Settlements by the node's index, and the manager's list of money that is not part of a completed sale.
import type { Database } from 'better-sqlite3';
import type { LightningTender } from '../../shared/sale.ts';
import type { AttentionItem, AttentionKind } from '../../shared/state.ts';
import { type FactBody, refundSchema } from './facts.ts';

interface Row {
  id: string;
  kind: AttentionKind;
  status: AttentionItem['status'];
  settle_index: number;
  payment_hash: string;
  received_msat: number;
  amount_msat: number;
  amount_minor: number | null;
  settled_at_ms: number;
  sale_id: string | null;
  refund: string | null;
  receipt_number: string | null;
}

export type Refund = Omit<FactBody<'refund_started'>, 'itemId'>;

export interface StoredAttention extends Omit<AttentionItem, 'canApply'> {
  settleIndex: number;
  refund: Refund | null;
}

export interface AttentionStore {
  hasSettlement(settleIndex: number): boolean;
  /** The paid Lightning tenders of a sale in hand, each with the settlement that it is from. */
  withSettlements(tenders: readonly LightningTender[]): (LightningTender & { settleIndex: number })[];
  item(id: string): StoredAttention | undefined;
  /** Open ones and those being refunded, oldest first. */
  open(): StoredAttention[];
  /** Whether listed money went, or is on its way, to the customer's code with this hash. */
  isRefundedTo(paymentHash: string): boolean;
  /** How far the node's settlements have been read. */
  settlementCursor(): number;
  setSettlementCursor(settleIndex: number): void;
}

export function createAttentionStore(db: Database, drafts: Database): AttentionStore {
  const select = 'SELECT a.*, s.receipt_number FROM attention a LEFT JOIN sale s ON s.id = a.sale_id';
  const byId = db.prepare<[string], Row>(`${select} WHERE a.id = ?`);
  const open = db.prepare<[], Row>(`${select} WHERE a.status IN ('open', 'refunding') ORDER BY a.settled_at_ms, a.id`);
  const settlement = db.prepare<[number], { settle_index: number }>('SELECT settle_index FROM settlement WHERE settle_index = ?');
  // Newest first: whoever asks has a sale in hand that was paid a moment ago.
  const paidTender = db.prepare<[string], { settle_index: number }>(
    "SELECT settle_index FROM settlement WHERE tender_id = ? AND disposition = 'paid' ORDER BY settle_index DESC LIMIT 1",
  );
  const applied = db.prepare<[string, number], { settle_index: number }>(
    "SELECT settle_index FROM attention WHERE status = 'applied' AND payment_hash = ? AND amount_msat = ?",
  );
  const refundTo = db.prepare<[string], { id: string }>("SELECT id FROM attention WHERE json_extract(refund, '$.paymentHash') = ?");
  const cursor = db.prepare<[], { value: number }>("SELECT value FROM cursor WHERE name = 'settlement'");
  // Reading a settlement again changes nothing, so the cursor need not wait for the disk.
  const setCursor = drafts.prepare<[number]>(
    "INSERT INTO cursor (name, value) VALUES ('settlement', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const itemOf = (row: Row): StoredAttention => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    settleIndex: row.settle_index,
    paymentHash: row.payment_hash,
    receivedMsat: row.received_msat,
    amountMsat: row.amount_msat,
    amountMinor: row.amount_minor,
    settledAtMs: row.settled_at_ms,
    saleId: row.sale_id,
    receiptNumber: row.receipt_number,
    refund: row.refund === null ? null : refundSchema.parse(JSON.parse(row.refund)),
  });
  return {
    hasSettlement: (settleIndex) => settlement.get(settleIndex) !== undefined,
    withSettlements(tenders) {
      const taken = new Set<number>();
      return tenders.map((tender) => {
        const { id, paymentHash, receivedMsat } = tender;
        // A code may have been paid several times: listed money that was applied is known by its amount, each taken once.
        const row = paidTender.get(id) ?? applied.all(paymentHash, receivedMsat).find(({ settle_index }) => !taken.has(settle_index));
        if (!row) throw new Error(`no settlement for tender ${id}`);
        taken.add(row.settle_index);
        return { ...tender, settleIndex: row.settle_index };
      });
    },
    item: (id) => {
      const row = byId.get(id);
      return row && itemOf(row);
    },
    open: () => open.all().map(itemOf),
    isRefundedTo: (paymentHash) => refundTo.get(paymentHash) !== undefined,
    settlementCursor: () => cursor.get()?.value ?? 0,
    setSettlementCursor: (settleIndex) => void setCursor.run(settleIndex),
  };
}
