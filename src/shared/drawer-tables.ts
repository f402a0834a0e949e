// What the drawer held, what moved in it, who looked, and what goes on after a shift, as tables of its report.
import { type Column, type ReportTable, type Row, tableOf } from './report-table.ts';
import type { Cash } from './shift.ts';
import type { ShiftWords } from './shift-words.ts';
import { figuresTable, type TableVoice } from './table-parts.ts';
import type { CarriedOver, DrawerReport } from './z-report.ts';

export interface ShiftVoice extends TableVoice {
  shift: ShiftWords;
}

/** Money of a column in the currency that stands beside it. */
export function inItsCurrency({ column }: ShiftVoice): Column<'amount' | 'currency'> {
  return { ...column('amount', 'money'), currencyKey: 'currency' };
}

type CashRow = Row<'item' | 'currency' | 'amount'>;

export function cashRows(item: string, cash: readonly Cash[] | null, { currency }: ShiftVoice): CashRow[] {
  return (cash ?? []).map(({ currency: of, amountMinor }) => ({ item, currency: of ?? currency, amount: amountMinor }));
}

export function cashTable(id: string, title: string, rows: readonly CashRow[], voice: ShiftVoice): ReportTable {
  const { column, currency } = voice;
  return tableOf({ id, title, currency, columns: [column('item', 'text'), column('currency', 'text'), inItsCurrency(voice)], rows });
}

export function drawerRows({ carried, float, moved, counted, taken, left }: DrawerReport, voice: ShiftVoice): CashRow[] {
  const { shift } = voice;
  return [
    ...cashRows(shift.carried, carried, voice),
    ...cashRows(shift.float, float, voice),
    ...cashRows(shift.moved, moved, voice),
    ...cashRows(shift.expected, counted?.expected ?? null, voice),
    ...cashRows(shift.counted, counted?.counted ?? null, voice),
    ...cashRows(counted?.reason ? `${shift.difference} (${counted.reason})` : shift.difference, counted?.difference ?? null, voice),
    ...cashRows(shift.taken, taken, voice),
    ...cashRows(shift.left, left, voice),
  ];
}

/** Who looked at an X, and how often, before the drawer was counted and after. */
export function looksTable(looks: DrawerReport['looks'], { shift, words, column, currency }: ShiftVoice): ReportTable {
  const byWhom = Map.groupBy(looks, ({ staffName, counts }) => JSON.stringify([staffName, counts > 0]));
  return tableOf({
    id: 'looks',
    title: words.titles.looks,
    currency,
    columns: [column('item', 'text'), column('by', 'text'), column('count', 'count')],
    rows: [...byWhom.values()].map((its) => ({
      item: its.some(({ counts }) => counts > 0) ? shift.lookedAfter : shift.lookedBefore,
      by: its[0]?.staffName ?? null,
      count: its.length,
    })),
  });
}

export function carriedTable(
  { sales, codes, refunds, payouts, cards, cardsListed, cardDays, listed, chain, papers }: CarriedOver,
  voice: ShiftVoice,
): ReportTable {
  const { shift } = voice;
  const msat = (items: readonly { amountMsat: number }[]) => items.reduce((sum, { amountMsat }) => sum + amountMsat, 0);
  return figuresTable(
    'carriedOver',
    shift.carriedOver,
    [
      ...sales.flatMap(({ label, staffName, totalMinor, paidMinor }) => [
        { item: `${shift.openSale} ${label || staffName}`, amount: totalMinor },
        ...(paidMinor > 0 ? [{ item: `${shift.openSale} ${label || staffName}, ${shift.paid}`, amount: paidMinor }] : []),
      ]),
      ...codes.map(({ amountMinor, amountSat }) => ({ item: shift.codes, amount: amountMinor, sat: amountSat * 1000 })),
      ...refunds.map(({ saleReceiptNumber, amountMinor }) => ({
        item: `${shift.refundsUnderWay} ${saleReceiptNumber ?? ''}`.trim(),
        amount: amountMinor,
      })),
      ...cards.map(({ kind, amountMinor }) => ({ item: kind === 'payment' ? shift.cards : shift.cardsGoingBack, amount: amountMinor })),
      ...(cardsListed.count > 0 ? [{ item: shift.cardsListed, count: cardsListed.count, amount: cardsListed.amountMinor }] : []),
      ...cardDays.map(({ differenceMinor }) => ({ item: shift.cardDay, amount: differenceMinor })),
      ...(payouts.length > 0 ? [{ item: shift.payouts, count: payouts.length, sat: msat(payouts) }] : []),
      ...(listed.count > 0 ? [{ item: shift.onTheList, count: listed.count, sat: listed.amountMsat }] : []),
      ...(chain.length > 0 ? [{ item: shift.chain, count: chain.length, sat: msat(chain) }] : []),
      ...papers.map(({ title }) => ({ item: `${shift.papers}: ${title}` })),
    ],
    voice,
  );
}
