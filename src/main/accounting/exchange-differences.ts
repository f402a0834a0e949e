// What the notes of other currencies in the drawer have gained or lost in worth. They come and go at the rates of their moments, so that
// what is left of them would stand in the books at none: as a shift ends it is brought to the rate of then. Of the shift's entries alone,
// so that a file of some days says what a file of all of them does.
import { sumCash } from '../../shared/shift.ts';
import type { AnyEntry, ExportStore } from '../store/export-store.ts';
import type { JournalEntry } from '../store/facts.ts';
import { type PostingLine, type PostingTerms, postingLinesOf } from './posting-rules.ts';

/** The lines that go with the entry that ends a shift. `termsAt`: those of an entry of that shift. */
export function exchangeLines(store: ExportStore, cut: JournalEntry<'shift_cut'>, termsAt: (entry: AnyEntry) => PostingTerms): PostingLine[] {
  if (store.settingsHistory().every(({ settings }) => settings.tenders.foreignCash.length === 0)) return [];
  const before = store.cuts().findLast(({ seq }) => seq < cut.seq);
  const [begun] = before ? store.entries(before.seq, before.seq) : [];
  const carried = begun?.kind === 'shift_cut' ? begun.body.left : [];
  const left = sumCash(cut.body.left);

  /** What the books have of each currency: as it was carried, and as it moved. */
  const booked = new Map<string, number>();
  const book = (currency: string, amountMinor: number) => booked.set(currency, (booked.get(currency) ?? 0) + amountMinor);
  for (const { currency, amountMinor } of carried) {
    if (begun && currency !== null) book(currency, termsAt(begun).worthOf(currency, amountMinor));
  }
  for (const seq of store.foreignCashSeqs(cut.body.shiftId, before?.seq ?? 0, cut.seq)) {
    for (const entry of store.entries(seq, seq)) {
      for (const { account, foreign, amountMinor } of postingLinesOf(entry, termsAt(entry))) {
        if (account === 'foreign_cash' && foreign) book(foreign.currency, amountMinor);
      }
    }
  }
  return [...booked].flatMap(([currency, bookedMinor]): PostingLine[] => {
    const inDrawer = left.find((cash) => cash.currency === currency)?.amountMinor ?? 0;
    const amountMinor = termsAt(cut).worthOf(currency, inDrawer) - bookedMinor;
    if (amountMinor === 0) return [];
    return [
      { account: 'foreign_cash', amountMinor, msat: 0, foreign: { currency, amountMinor: 0 } },
      { account: 'exchange_differences', amountMinor: -amountMinor, msat: 0, foreign: null },
    ];
  });
}
