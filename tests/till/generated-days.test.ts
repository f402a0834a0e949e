// Days as they come, from a seed: everything that can happen at a register in any order, over several shifts and a restart. Each Z
// equals what its entries of the journal say, counted by other code; and the Zs add up.
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { verifyShop } from '../../src/main/store/verify.ts';
import { shopDay } from '../../src/shared/shop-day.ts';
import { TENDER_KINDS } from '../../src/shared/tender.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { type Random, seeded } from '../crash/random.ts';
import { newId, openRegister } from './busy-register.ts';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';
import { entriesOf, recount } from './recount.ts';

const ACTIONS_A_SHIFT = 45;
const SHIFTS = 3;

let till: TestTill;
afterEach(() => till.close());

/** Counts what is wrong by a little now and then, and ends the shift. */
async function end(manager: TestScreen, random: Random): Promise<ShiftReport> {
  const { shiftId, currencies } = await manager.call.shifts.closing();
  const countId = newId();
  const counted = currencies.map((currency) => ({ currency, pieces: [], looseMinor: 100_000 + random.below(1000) }));
  const { inDrawer } = await manager.call.shifts.count({ shiftId, countId, counted });
  const request = { shiftId, countId, reason: 'As always', taken: (inDrawer ?? []).map(({ currency }) => ({ currency, amountMinor: 90_000 })) };
  // Two presses, and what is sold meanwhile is the next shift's.
  const [once, twice] = await Promise.all([manager.call.shifts.close(request), manager.call.shifts.close(request)]);
  expect(twice).toEqual(once);
  return manager.call.shifts.z(once);
}

test.each([11, 12])(
  'seed %i',
  async (seed) => {
    const random = seeded(seed);
    till = await openTestTill({ sample: 'eu' });
    const zs: ShiftReport[] = [];
    const refused: string[] = [];
    for (let shift = 0; shift < SHIFTS; shift++) {
      const register = await openRegister(till, random);
      if (shift === 0) {
        const { tenders } = register.manager.state.shop;
        await register.manager.call.shop.change({
          tenders: {
            ...tenders,
            kinds: [...new Set([...tenders.kinds, 'card', 'voucher', 'foreign_cash'] as const)],
            foreignCash: [{ currency: 'USD', microMinorPerUnit: 92_000_000, stepMinor: 100 }],
          },
        });
      }
      for (let action = 0; action < ACTIONS_A_SHIFT; action++) await register.act();
      const before = (await register.manager.call.shifts.x()).report;
      const z = await end(register.manager, random);
      // The X just before is the Z, but for its end.
      expect({ ...before.figures, drawerOpenedCount: z.figures.drawerOpenedCount }).toEqual(z.figures);
      expect(before.grandTotal).toEqual(z.grandTotal);
      expect(before.prepaidMinor).toEqual(z.prepaidMinor);
      zs.push(z);
      refused.push(...register.refused);
      await till.restart();
    }

    const path = join(till.dataDir, 'practice', 'till.sqlite');
    const entries = entriesOf(path);
    let fromSeq = 1;
    let zHash = '';
    const grand = { salesMinor: 0, refundsMinor: 0 };
    for (const [index, z] of zs.entries()) {
      const { journal, figures, drawer } = z;
      expect(z.number).toBe(index + 1);
      expect(journal.fromSeq).toBe(fromSeq);
      expect(entries.find(({ seq }) => seq === journal.toSeq)).toMatchObject({ kind: 'shift_cut', hash: journal.hash });
      expect(journal.zHash).toBe(zHash);
      const closed = entries.find((entry) => entry.kind === 'shift_closed' && entry.body.report.number === z.number);
      zHash = closed?.hash ?? 'none';
      fromSeq = journal.toSeq + 1;

      const tally = recount(entries, journal.fromSeq, journal.toSeq);
      const byKind = (rows: readonly { kind: string; amountMinor: number }[]) =>
        Object.fromEntries(rows.filter(({ amountMinor }) => amountMinor !== 0).map(({ kind, amountMinor }) => [kind, amountMinor]));
      expect(figures.sales.count).toBe(tally.of('sales'));
      expect(figures.sales.totalMinor).toBe(tally.of('sales total'));
      expect(figures.sales.tipMinor).toBe(tally.of('tips'));
      const taxMinorOf = (taxes: readonly { taxMinor: number }[]) => taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0);
      expect(taxMinorOf(figures.tipTaxes)).toBe(tally.of('tips tax'));
      expect(taxMinorOf(figures.refunds.tipTaxes)).toBe(tally.of('refunds tips tax'));
      expect(figures.sales.discountMinor).toBe(tally.of('discounts'));
      expect(byKind(figures.tenders)).toEqual(tally.withPrefix('tender '));
      expect(byKind(figures.refundTenders)).toEqual(tally.withPrefix('refunded '));
      const taxed = (of: 'netMinor' | 'taxMinor') =>
        Object.fromEntries(figures.taxes.filter((tax) => tax[of] !== 0).map((tax) => [`${tax.taxClassId} ${tax.ratePpm}`, tax[of]]));
      expect(taxed('netMinor')).toEqual(tally.withPrefix('net '));
      expect(taxed('taxMinor')).toEqual(tally.withPrefix('tax '));
      expect(figures.refunds.count).toBe(tally.of('refunds'));
      expect(figures.refunds.totalMinor).toBe(tally.of('refunds total'));
      expect(figures.refunds.taxMinor).toBe(tally.of('refunds tax'));
      expect(figures.cashRoundingMinor).toBe(tally.of('rounding'));
      expect(figures.lightning.received.amountMsat).toBe(tally.of('received msat'));
      expect(figures.lightning.matched.amountMsat).toBe(tally.of('matched msat'));
      expect(Object.fromEntries(figures.lightning.listed.map(({ kind, amountMsat }) => [kind, amountMsat]))).toEqual(tally.withPrefix('listed '));
      expect(figures.lightning.sent).toMatchObject({ amountMsat: tally.of('sent msat'), feeMsat: tally.of('fee msat') });
      expect(figures.vouchers.sold.amountMinor).toBe(tally.of('vouchers sold'));
      expect(figures.accounts.paid.amountMinor).toBe(tally.of('accounts paid'));
      expect(figures.cancelled.count).toBe(tally.of('cancelled'));
      expect(figures.removedLineCount).toBe(tally.of('removed lines'));
      expect(figures.drawerOpenedCount).toBe(tally.of('opened'));
      expect(figures.copyCount).toBe(tally.of('copies'));
      expect(figures.refusedCount).toBe(tally.of('refused'));
      expect(figures.approvedCount).toBe(tally.of('approved'));
      expect(Object.fromEntries(figures.movements.map(({ movement, amountMinor }) => [movement, amountMinor]))).toEqual(tally.withPrefix('moved '));
      expect(drawer.moved?.find(({ currency }) => currency === null)?.amountMinor).toBe(tally.of('drawer'));
      const notes = (drawer.moved ?? []).filter(({ currency }) => currency !== null).map(({ currency, amountMinor }) => [currency, amountMinor]);
      expect(Object.fromEntries(notes)).toEqual(tally.withPrefix('notes '));

      // What is in the drawer is what was there, what moved, and what the count found to differ; the next shift begins with the rest.
      for (const { currency, amountMinor } of drawer.left) {
        const of = (cash: readonly { currency: string | null; amountMinor: number }[] | null | undefined) =>
          cash?.find((each) => each.currency === currency)?.amountMinor ?? 0;
        expect(amountMinor).toBe(of(drawer.float ?? drawer.carried) + of(drawer.moved) + of(drawer.counted?.difference) - of(drawer.taken));
      }
      expect(drawer.carried).toEqual(zs[index - 1]?.drawer.left ?? []);
      // Money for sales that have not ended is named with them.
      expect(z.prepaidMinor.after).toBe(z.carriedOver.sales.reduce((sum, { paidMinor }) => sum + paidMinor, 0));

      grand.salesMinor += figures.sales.totalMinor;
      grand.refundsMinor += figures.refunds.totalMinor;
      expect(z.grandTotal.after).toEqual({ ...grand, netMinor: grand.salesMinor - grand.refundsMinor });
    }

    const register = await openRegister(till, random);
    const month = shopDay(zs[0]?.endedAtMs ?? 0, register.manager.state.shop).day.slice(0, 7);
    const period = await register.manager.call.shifts.period({ period: month });
    const [last] = zs.slice(-1);
    expect(period.zs.map(({ number }) => number)).toEqual(zs.map(({ number }) => number));
    expect(period.grandTotal.after).toEqual(last?.grandTotal.after);
    expect(period.figures.sales.totalMinor).toBe(grand.salesMinor);
    expect(period.figures.refunds.totalMinor).toBe(grand.refundsMinor);
    expect((await register.manager.call.shifts.period({ period: month.slice(0, 4) })).figures).toEqual(period.figures);

    const { journal, damage } = verifyShop(path);
    expect({ ok: journal.ok, damage }, JSON.stringify(journal)).toEqual({ ok: true, damage: [] });
    expect(till.logged()).not.toContain('"level":"error"');
    // A day on which nothing worked would prove nothing.
    expect(grand.salesMinor).toBeGreaterThan(20_000);
    const kinds = new Set(zs.flatMap(({ figures }) => figures.tenders.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([...TENDER_KINDS].sort());
  },
  120_000,
);
