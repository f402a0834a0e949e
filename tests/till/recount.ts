// A shift counted again from the journal's entries alone, by other code than the till's: no table, no query, one pass.
import Database from 'better-sqlite3';
import { type JournalRow, readEntry } from '../../src/main/store/chain.ts';
import type { FactBody, FactKind, JournalEntry } from '../../src/main/store/facts.ts';

type AnyEntry = { [K in FactKind]: JournalEntry<K> }[FactKind];

export function entriesOf(databasePath: string): AnyEntry[] {
  const db = new Database(databasePath, { readonly: true });
  try {
    return db
      .prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq')
      .all()
      .map((row) => readEntry(row) as AnyEntry);
  } finally {
    db.close();
  }
}

/** Sums by name; what comes to nothing is not there. */
class Tally {
  readonly sums = new Map<string, number>();
  add(name: string, amount: number): void {
    const sum = (this.sums.get(name) ?? 0) + amount;
    if (sum === 0) this.sums.delete(name);
    else this.sums.set(name, sum);
  }
  of(name: string): number {
    return this.sums.get(name) ?? 0;
  }
  withPrefix(prefix: string): Record<string, number> {
    return Object.fromEntries([...this.sums].filter(([name]) => name.startsWith(prefix)).map(([name, sum]) => [name.slice(prefix.length), sum]));
  }
}

/** What happened in the entries from `fromSeq` to `toSeq`; what came before is known only as far as these speak of it. */
export function recount(entries: readonly AnyEntry[], fromSeq: number, toSeq: number): Tally {
  const tally = new Tally();
  /** Of each sale, what Lightning has paid: a cancelled one gives it to the list. */
  const byLightning = new Map<string, { amountMinor: number; msat: number }[]>();
  const legs = new Map<string, FactBody<'refund_begun'>['legs'][number]>();
  const listed = new Map<string, { kind: string; amountMsat: number; amountMinor: number | null }>();
  const list = (item: { id: string; kind: string; amountMsat: number; amountMinor: number | null }) => void listed.set(item.id, item);

  for (const entry of entries) {
    const counts = entry.seq >= fromSeq && entry.seq <= toSeq;
    const add = (name: string, amount: number) => {
      if (counts) tally.add(name, amount);
    };
    const tender = (taken: FactBody<'tender_taken'>['tender'], sign: 1 | -1) => {
      add(`tender ${taken.kind}`, sign * taken.amountMinor);
      if (taken.kind === 'cash') add('drawer', sign * (taken.amountMinor + taken.roundingMinor));
      if (taken.kind === 'foreign_cash') {
        add('drawer', -sign * taken.changeMinor);
        add(`notes ${taken.currency}`, sign * taken.foreignMinor);
      }
      if ('roundingMinor' in taken) add('rounding', sign * taken.roundingMinor);
    };
    const given = (way: FactBody<'refund_leg_paid'>['way'], amountMinor: number) => {
      add(`refunded ${way.kind}`, amountMinor);
      if (way.kind === 'cash') {
        add('drawer', -amountMinor - way.roundingMinor);
        add('rounding', -way.roundingMinor);
      }
      if (way.kind === 'foreign_cash') add(`notes ${way.currency}`, -way.foreignMinor);
    };
    switch (entry.kind) {
      case 'tender_taken':
        tender(entry.body.tender, 1);
        break;
      case 'tender_returned':
        tender(entry.body.tender, -1);
        break;
      case 'settlement_recorded': {
        const { attention, disposition, creditedMinor, receivedMsat, saleId } = entry.body;
        if (disposition !== 'replacement') add('received msat', receivedMsat);
        if (attention) {
          list(attention);
          add(`listed ${attention.kind}`, attention.amountMsat);
        }
        if (disposition === 'paid' && saleId !== null) {
          const msat = receivedMsat - (attention?.amountMsat ?? 0);
          byLightning.set(saleId, [...(byLightning.get(saleId) ?? []), { amountMinor: creditedMinor, msat }]);
          add('tender lightning', creditedMinor);
          add('matched msat', msat);
        }
        break;
      }
      case 'settlement_applied': {
        const { saleId, amountMinor, receivedMsat, excess } = entry.body;
        byLightning.set(saleId, [...(byLightning.get(saleId) ?? []), { amountMinor, msat: receivedMsat }]);
        add('tender lightning', amountMinor);
        add('matched msat', receivedMsat);
        if (excess) list(excess);
        break;
      }
      case 'refund_ended': {
        const item = listed.get(entry.body.itemId);
        if (entry.body.outcome === 'refunded' && entry.body.paymentHash === null) add('drawer', -(item?.amountMinor ?? 0));
        break;
      }
      case 'sale_completed': {
        const { totals, tipMinor, tipTax, removedLineCount } = entry.body;
        add('sales', 1);
        add('sales total', totals.totalMinor);
        add('tips', tipMinor);
        add('tips tax', tipTax?.taxMinor ?? 0);
        add('discounts', totals.discountMinor);
        add('removed lines', removedLineCount);
        for (const { taxClassId, ratePpm, netMinor, taxMinor } of totals.taxes) {
          add(`net ${taxClassId} ${ratePpm}`, netMinor);
          add(`tax ${taxClassId} ${ratePpm}`, taxMinor);
        }
        break;
      }
      case 'sale_cancelled':
        add('cancelled', 1);
        add('removed lines', entry.body.removedLineCount);
        for (const item of entry.body.attention) list(item);
        for (const { amountMinor, msat } of byLightning.get(entry.body.saleId) ?? []) {
          add('tender lightning', -amountMinor);
          add('matched msat', -msat);
        }
        byLightning.delete(entry.body.saleId);
        break;
      case 'refund_begun':
        for (const leg of entry.body.legs) legs.set(leg.legId, leg);
        break;
      case 'refund_sent':
        if (entry.body.outcome === 'refunded') {
          const way = legs.get(entry.body.legId)?.way;
          add('refunded lightning', entry.body.amountMinor);
          if (way?.kind === 'lightning') add('sent msat', way.amountMsat);
          add('fee msat', entry.body.feeMsat);
        }
        break;
      case 'refund_leg_paid':
        given(entry.body.way, entry.body.amountMinor);
        break;
      case 'credit_given_back':
        add('refunded exchange', -entry.body.amountMinor);
        given(entry.body.way, entry.body.amountMinor);
        break;
      case 'refund_completed':
        add('refunds', 1);
        add('refunds total', entry.body.amountMinor - entry.body.tipMinor);
        for (const { taxMinor } of entry.body.taxes) add('refunds tax', taxMinor);
        add('refunds tips tax', entry.body.tipTax?.taxMinor ?? 0);
        break;
      case 'voucher_issued':
        if (entry.body.origin.kind === 'sale') add('vouchers sold', entry.body.amountMinor);
        break;
      case 'sold_voucher_taken_back':
        add('vouchers sold', -entry.body.amountMinor);
        break;
      case 'sold_voucher_restored':
        add('vouchers sold', entry.body.amountMinor);
        break;
      case 'account_paid':
        add('accounts paid', entry.body.amountMinor);
        add('drawer', entry.body.givenMinor - entry.body.changeMinor);
        add('rounding', entry.body.roundingMinor);
        break;
      case 'cash_moved': {
        const { movement, amountMinor } = entry.body;
        add(`moved ${movement}`, amountMinor);
        add('drawer', movement === 'paid_in' ? amountMinor : -amountMinor);
        break;
      }
      case 'drawer_opened':
        add('opened', 1);
        break;
      case 'paper_copied':
        add('copies', 1);
        break;
      case 'refused':
        add('refused', 1);
        break;
      case 'approved':
        add('approved', 1);
        break;
      default:
        break;
    }
  }
  return tally;
}
