// Bills that are split, lines that go to another open sale, and two sales that become one.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { article, facts, park, parked, payCash, recall, ringUp, sale, verify } from './open-sales-bed.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const lines = (screen: TestScreen, count: number) =>
  sale(screen)
    .lines.slice(0, count)
    .map(({ id: lineId, quantity }) => ({ lineId, quantity: 1, of: quantity }));

test('the chosen lines are in hand to be paid, and the rest is parked', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 3);
  await ringUp(cashier, 1);
  const { id: saleId, totals } = sale(cashier);
  const request = { saleId, lines: lines(cashier, 1), toSaleId: null };
  await cashier.call.parking.moveLines(request);
  await cashier.until(({ parking, checkout }) => parking.sales.length === 1 && checkout.sale.id !== saleId);
  expect(sale(cashier)).toMatchObject({ label: '1/2', lines: [{ quantity: 1 }] });
  expect(parked(cashier)).toMatchObject([{ id: saleId, label: '1', itemCount: 3 }]);
  expect(sale(cashier).totals.totalMinor + (parked(cashier)[0]?.totalMinor ?? 0)).toBe(totals.totalMinor);
  // Once more: the sale in hand is another one.
  expect(await refusal(cashier.call.parking.moveLines(request))).toBe('SALE_CHANGED');
  await payCash(cashier);
  await recall(cashier, saleId);
  await payCash(cashier);
  expect(verify(till)).toMatchObject({ ok: true });
});

test('a line goes to another open sale; tapped twice it goes once', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0);
  const other = await park(cashier, 'Bar');
  await ringUp(cashier, 1, 2);
  const { id: saleId } = sale(cashier);
  const request = { saleId, lines: lines(cashier, 1), toSaleId: other };
  expect([await refusal(cashier.call.parking.moveLines(request)), await refusal(cashier.call.parking.moveLines(request))]).toEqual([
    'no refusal',
    'SALE_CHANGED',
  ]);
  await cashier.until(({ parking }) => parking.sales[0]?.itemCount === 2);
  expect(sale(cashier)).toMatchObject({ id: saleId, lines: [{ quantity: 1 }] });
  // The last piece goes too: nothing is left of the sale.
  await cashier.call.parking.moveLines({ saleId, lines: lines(cashier, 1), toSaleId: other });
  await cashier.until(({ checkout }) => checkout.sale.id !== saleId);
  expect(sale(cashier).lines).toEqual([]);
  expect(parked(cashier)).toMatchObject([{ id: other, itemCount: 3 }]);
  await till.restart();
  expect(verify(till)).toMatchObject({ ok: true });
});

test('two sales become one, which keeps the codes that were shown for it', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0);
  await cashier.call.checkout.requestInvoice({ saleId: sale(cashier).id });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  const asked = await park(cashier, 'Terrace');
  await ringUp(cashier, 1);
  const sum = sale(cashier).totals.totalMinor + (parked(cashier)[0]?.totalMinor ?? 0);
  await cashier.call.parking.merge({ saleId: sale(cashier).id, fromSaleId: asked });
  await cashier.until(({ checkout, parking }) => checkout.sale.id === asked && parking.sales.length === 0);
  expect(sale(cashier)).toMatchObject({ label: 'Terrace', totals: { totalMinor: sum } });
  expect(sale(cashier).lines).toHaveLength(2);
  await payCash(cashier);
  expect(verify(till)).toMatchObject({ ok: true });
});

type Deed = { what: 'ringUp' | 'park' | 'recall' | 'split' | 'merge' | 'move' | 'restart'; n: number };

test('any interleaving of parking, recalling, splitting, merging and moving keeps every line and the sum', async () => {
  const deeds = fc.array(
    fc.record({
      what: fc.constantFrom<Deed['what']>('ringUp', 'ringUp', 'park', 'park', 'recall', 'recall', 'split', 'merge', 'move', 'move', 'restart'),
      n: fc.nat(20),
    }),
    { minLength: 5, maxLength: 25 },
  );
  let screen = await till.cashier();
  let pieces = 0;
  let sumMinor = 0;
  await fc.assert(
    fc.asyncProperty(deeds, async (steps) => {
      for (const { what, n } of steps) {
        const { id: saleId, lines } = sale(screen);
        const other = parked(screen)[n % Math.max(1, parked(screen).length)]?.id ?? 'none';
        const some = lines
          .filter((_, index) => (n + index) % 2 === 0)
          .map(({ id: lineId, quantity }) => ({ lineId, quantity: 1 + (n % quantity), of: quantity }));
        const before = facts(till).length;
        const work = {
          ringUp: async () => {
            const { priceMinor } = screen.state.catalogue.tiles.find(({ id }) => id === article(screen, n % 5)) ?? {};
            await screen.call.sale.addArticle({ articleId: article(screen, n % 5), quantity: 1 + (n % 4) });
            pieces += 1 + (n % 4);
            sumMinor += (priceMinor ?? 0) * (1 + (n % 4));
          },
          park: () => screen.call.parking.park({ saleId }),
          recall: () => screen.call.parking.recall({ saleId: other, handSaleId: saleId }),
          split: () => screen.call.parking.moveLines({ saleId, lines: some, toSaleId: null }),
          merge: () => screen.call.parking.merge({ saleId, fromSaleId: other }),
          move: () => screen.call.parking.moveLines({ saleId, lines: some, toSaleId: other }),
          restart: async () => {
            await till.restart();
            screen = await till.cashier();
          },
        } satisfies Record<Deed['what'], () => Promise<void>>;
        const outcome = await refusal(work[what]());
        expect(['no refusal', 'SALE_CHANGED', 'SALE_EMPTY', 'BAD_INPUT']).toContain(outcome);
        // The screen has been sent what became of it.
        if (facts(till).length > before || what === 'ringUp')
          await vi.waitFor(() => expect([totalOf(screen).pieces, totalOf(screen).sumMinor]).toEqual([pieces, sumMinor]));
        expect([totalOf(screen).pieces, totalOf(screen).sumMinor]).toEqual([pieces, sumMinor]);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
  expect(verify(till)).toMatchObject({ ok: true });
}, 120_000);

function totalOf(screen: TestScreen) {
  const inHand = sale(screen);
  return {
    pieces: inHand.totals.itemCount + parked(screen).reduce((sum, { itemCount }) => sum + itemCount, 0),
    sumMinor: inHand.totals.totalMinor + parked(screen).reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  };
}
