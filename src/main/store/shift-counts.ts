// What each fact adds to its shift: the rows that a Z is summed up from. For the shift's writer. Money that goes back is
// negative, so that every figure is a plain sum.
import type { Database } from 'better-sqlite3';
import { CASH_SIGN, type ShiftEntryKind } from '../../shared/shift.ts';
import type { FactBody, FactKind, JournalEntry } from './facts.ts';

/** What is left out is zero, or nothing. */
export interface Counted {
  kind: ShiftEntryKind;
  subjectId: string;
  /** Tells rows of a kind apart: the tender's kind, the movement's, why money is listed. */
  label?: string;
  amountMinor?: number;
  /** What the drawer gained by it, in `currency`; null is the shop's own. */
  drawerMinor?: number;
  currency?: string | null;
  roundingMinor?: number;
  amountMsat?: number;
  /** Of lines for sales, of vouchers sold. */
  count?: number;
}

type Counts = { [K in FactKind]?: (entry: JournalEntry<K>) => Counted[] };

/** A tender's money, as it comes and (`sign` -1) as it is handed back. */
function ofTender(kind: 'tender' | 'tender_returned', tender: FactBody<'tender_taken'>['tender'], sign: 1 | -1): Counted[] {
  const row = { kind, subjectId: tender.id, label: tender.kind, amountMinor: sign * tender.amountMinor } as const;
  switch (tender.kind) {
    case 'cash':
      return [{ ...row, drawerMinor: sign * (tender.givenMinor - tender.changeMinor), roundingMinor: sign * tender.roundingMinor }];
    case 'foreign_cash': {
      const { currency, foreignMinor, changeMinor, roundingMinor } = tender;
      return [
        { ...row, drawerMinor: -sign * changeMinor, roundingMinor: sign * roundingMinor },
        { kind: 'foreign_notes', subjectId: tender.id, label: currency, drawerMinor: sign * foreignMinor, currency },
      ];
    }
    default:
      return [row];
  }
}

/** Money that goes back to a customer in one way. */
function ofWay(subjectId: string, way: FactBody<'refund_leg_paid'>['way'], amountMinor: number): Counted[] {
  const row = { kind: 'refund_leg', subjectId, label: way.kind, amountMinor: -amountMinor } as const;
  switch (way.kind) {
    case 'cash':
      return [{ ...row, drawerMinor: -(amountMinor + way.roundingMinor), roundingMinor: -way.roundingMinor }];
    case 'foreign_cash':
      return [row, { kind: 'foreign_notes', subjectId, label: way.currency, drawerMinor: -way.foreignMinor, currency: way.currency }];
    default:
      return [row];
  }
}

interface Item {
  kind: string;
  amountMsat: number;
  amountMinor: number | null;
}

const ofItem = (kind: ShiftEntryKind, label: string, subjectId: string, { amountMsat, amountMinor }: Item, sign: 1 | -1 = 1): Counted => ({
  kind,
  subjectId,
  label,
  amountMinor: sign * (amountMinor ?? 0),
  amountMsat: sign * amountMsat,
});

/** The rows of an entry; it is asked before the entry's own tables are written, so what it looks up is as it was before. */
export function createShiftCounts(db: Database): (entry: JournalEntry) => Counted[] {
  const item = db.prepare<[string], Item>('SELECT kind, amount_msat AS amountMsat, amount_minor AS amountMinor FROM attention WHERE id = ?');
  const losses = db.prepare<[string], Item & { id: string }>(
    `SELECT id, kind, amount_msat AS amountMsat, amount_minor AS amountMinor FROM attention WHERE settlement_id = ? AND kind = 'lost' AND status = 'open'`,
  );
  const itemsOf = db.prepare<[string, 'open' | 'withdrawn'], Item & { id: string }>(
    `SELECT id, kind, amount_msat AS amountMsat, amount_minor AS amountMinor FROM attention WHERE settlement_id = ? AND kind <> 'lost' AND status = ?`,
  );
  const received = db.prepare<[string, string], { id: string; amountMinor: number; amountMsat: number }>(
    `SELECT id, amount_minor AS amountMinor, received_msat AS amountMsat FROM tender WHERE sale_id = ? AND kind = 'lightning' AND status = ?`,
  );
  const legMsat = db.prepare<[string, string], number>('SELECT amount_msat FROM refund_leg WHERE refund_id = ? AND id = ?').pluck();
  const payoutMsat = db.prepare<[string], number>('SELECT amount_msat FROM payout WHERE payment_hash = ?').pluck();

  const sent = (subjectId: string, amountMsat: number, feeMsat: number, amountMinor = 0): Counted[] => [
    { kind: 'sent', subjectId, amountMinor, amountMsat },
    ...(feeMsat > 0 ? [{ kind: 'fee', subjectId, amountMsat: feeMsat } as const] : []),
  ];

  const counts: Counts = {
    tender_taken: ({ body }) => ofTender('tender', body.tender, 1),
    tender_returned: ({ body }) => ofTender('tender_returned', body.tender, -1),
    settlement_recorded({ body: { settlementId, tenderId, disposition, creditedMinor, receivedMsat, attention } }) {
      const matched: Counted[] =
        disposition === 'paid' && tenderId !== null
          ? [
              {
                kind: 'tender',
                subjectId: tenderId,
                label: 'lightning',
                amountMinor: creditedMinor,
                amountMsat: receivedMsat - (attention?.amountMsat ?? 0),
              },
            ]
          : [];
      return attention ? [...matched, ofItem('listed', attention.kind, settlementId, attention)] : matched;
    },
    settlement_applied({ body: { itemId, tenderId, amountMinor, receivedMsat, excess } }) {
      const listed = item.get(itemId);
      return [
        { kind: 'applied', subjectId: tenderId, label: 'lightning', amountMinor, amountMsat: receivedMsat },
        ...(listed ? [ofItem('unlisted', 'applied', itemId, listed)] : []),
        ...(excess ? [ofItem('relisted', excess.kind, excess.id, excess)] : []),
      ];
    },
    attention_noted({ body: { itemId } }) {
      const listed = item.get(itemId);
      return listed && listed.kind !== 'lost' ? [ofItem('unlisted', 'noted', itemId, listed)] : [];
    },
    refund_ended({ body: { itemId, paymentHash, outcome, feeMsat } }) {
      const listed = item.get(itemId);
      if (outcome !== 'refunded' || !listed) return [];
      const off = ofItem('unlisted', 'refunded', itemId, listed);
      if (paymentHash === null) return [{ ...off, drawerMinor: -(listed.amountMinor ?? 0) }];
      return [off, ...sent(paymentHash, payoutMsat.get(paymentHash) ?? 0, feeMsat, listed.amountMinor ?? 0)];
    },
    chain_receipt_replaced: ({ body: { settlementId, keepsItems, listed, lost } }) => [
      ...(keepsItems ? [] : itemsOf.all(settlementId, 'open').map((gone) => ofItem('unlisted', 'replaced', gone.id, gone))),
      ...(listed ? [ofItem('relisted', listed.kind, listed.id, listed)] : []),
      ...(lost ? [ofItem('lost', '', settlementId, lost)] : []),
    ],
    chain_receipt_returned: ({ body: { settlementId } }) => [
      ...itemsOf.all(settlementId, 'withdrawn').map((back) => ofItem('relisted', back.kind, back.id, back)),
      ...losses.all(settlementId).map((loss) => ofItem('lost', '', loss.id, loss, -1)),
    ],
    sale_completed: ({ body }) => [{ kind: 'sale', subjectId: body.saleId, amountMinor: body.totals.totalMinor, count: body.removedLineCount }],
    sale_cancelled: ({ body }) => [
      { kind: 'sale_cancelled', subjectId: body.saleId, amountMinor: body.totals.totalMinor, count: body.removedLineCount },
      ...received.all(body.saleId, 'paid').map(
        ({ id, amountMinor, amountMsat }): Counted => ({
          kind: 'tender_returned',
          subjectId: id,
          label: 'lightning',
          amountMinor: -amountMinor,
          amountMsat: -amountMsat,
        }),
      ),
      ...body.attention.map((listed) => ofItem('relisted', listed.kind, listed.id, listed)),
    ],
    refund_sent: ({ body: { refundId, legId, amountMinor, outcome, feeMsat } }) =>
      outcome === 'refunded'
        ? [
            { kind: 'refund_leg', subjectId: legId, label: 'lightning', amountMinor: -amountMinor },
            ...sent(legId, legMsat.get(refundId, legId) ?? 0, feeMsat, amountMinor),
          ]
        : [],
    refund_leg_paid: ({ body: { legId, amountMinor, way } }) => ofWay(legId, way, amountMinor),
    refund_completed: ({ body: { refundId, amountMinor } }) => [{ kind: 'refund', subjectId: refundId, amountMinor: -amountMinor }],
    credit_given_back: ({ body: { refundId, amountMinor, way } }) => [
      { kind: 'refund_leg', subjectId: refundId, label: 'exchange', amountMinor },
      ...ofWay(refundId, way, amountMinor),
    ],
    voucher_issued: ({ body: { voucherId, origin, amountMinor } }) => [
      { kind: origin.kind === 'sale' ? 'voucher_sold' : 'voucher_issued', subjectId: voucherId, label: origin.kind, amountMinor, count: 1 },
    ],
    account_paid: ({ body: { paymentId, way, amountMinor, givenMinor, changeMinor, roundingMinor } }) => [
      { kind: 'account_paid', subjectId: paymentId, label: way, amountMinor, drawerMinor: givenMinor - changeMinor, roundingMinor },
    ],
    cash_moved: ({ body: { movementId, movement, currency, amountMinor } }) => [
      { kind: 'cash_moved', subjectId: movementId, label: movement, amountMinor, drawerMinor: CASH_SIGN[movement] * amountMinor, currency },
    ],
    drawer_opened: ({ body }) => [{ kind: 'drawer_opened', subjectId: body.openingId }],
    paper_copied: ({ body }) => [{ kind: 'paper_copied', subjectId: body.subjectId, label: body.kind }],
    refused: ({ body }) => [{ kind: 'refused', subjectId: body.refusalId, label: body.right }],
    approved: ({ body }) => [{ kind: 'approved', subjectId: body.refusalId, label: body.right }],
  };
  return (entry) => (counts[entry.kind] as ((entry: JournalEntry) => Counted[]) | undefined)?.(entry) ?? [];
}
