// Several printers: each prints its own papers, and one that is broken stops nobody else.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Printer, USUAL_PRINTER } from '../../src/shared/printers.ts';
import { openTestTill, type TestTill } from './open-test-till.ts';

let till: TestTill;
const printer = (id: string, more: Partial<Printer> = {}): Printer => ({
  id,
  name: id,
  connection: { kind: 'simulated' },
  ...USUAL_PRINTER,
  receipts: false,
  categoryIds: [],
  ...more,
});
const COUNTER = printer('counter', { receipts: true });
const KITCHEN = printer('kitchen');

beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

test('a paper that a broken printer holds is seen, and printed by another when a person says so', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ printers: [COUNTER, KITCHEN] });
  await manager.until(({ printing }) => printing.printers.length === 2 && printing.printers.every(({ condition }) => condition === 'ready'));
  await manager.call.practice.printer({ printerId: 'kitchen', fault: 'paper_out' });
  await manager.call.printing.test({ printerId: 'kitchen' });
  await manager.call.printing.test({ printerId: 'counter' });
  await manager.until(({ paper }) => paper.papers.some(({ name }) => name?.title === 'counter'));
  await manager.until(({ printing }) => printing.jobs[0]?.reason === 'paper_out' && printing.pendingCount === 1);
  expect(manager.state.printing).toMatchObject({
    condition: 'ready',
    printers: [
      { id: 'counter', condition: 'ready' },
      { id: 'kitchen', condition: 'paper_out' },
    ],
    jobs: [{ kind: 'test', title: 'kitchen', printerId: 'kitchen', status: 'waiting' }],
  });
  await manager.call.printing.move({ jobId: manager.state.printing.jobs[0]?.id ?? '', printerId: 'counter' });
  await manager.until(({ printing, paper }) => printing.pendingCount === 0 && paper.papers.length === 2);
  expect(manager.state.paper.papers.map(({ printerName, name }) => [printerName, name?.title])).toEqual([
    ['counter', 'kitchen'],
    ['counter', 'counter'],
  ]);
  const [newest] = manager.state.paper.papers;
  expect((await manager.call.printing.paper({ paperId: newest?.id ?? '' })).pngBase64).toMatch(/^iVBOR/);
});

test('what a printer held that is taken away waits for another', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ printers: [COUNTER, KITCHEN] });
  await manager.until(({ printing }) => printing.printers.length === 2 && printing.printers.every(({ condition }) => condition === 'ready'));
  await manager.call.practice.printer({ printerId: 'kitchen', fault: 'cover_open' });
  await manager.until(({ printing }) => printing.printers[1]?.condition === 'cover_open');
  await manager.call.printing.test({ printerId: 'kitchen' });
  await manager.until(({ printing }) => printing.jobs[0]?.status === 'waiting');
  await manager.call.shop.change({ printers: [COUNTER] });
  await manager.until(({ printing }) => printing.jobs[0]?.reason === 'none');
  expect(manager.state.printing.printers).toHaveLength(1);
});

test('receipts go to whichever printer prints receipts now', async () => {
  const cashier = await till.cashier();
  const manager = await till.manager();
  await manager.call.shop.change({
    printers: [
      { ...COUNTER, receipts: false },
      { ...KITCHEN, receipts: true },
    ],
  });
  await manager.until(({ printing }) => printing.printers.length === 2 && printing.printers.every(({ condition }) => condition === 'ready'));
  await cashier.call.sale.addOpenAmount({ amountMinor: 5000 });
  await cashier.until(({ checkout }) => checkout.sale.dueMinor === 5000);
  const { sale } = cashier.state.checkout;
  await cashier.call.checkout.takeCash({ saleId: sale.id, dueMinor: 5000, givenMinor: 5000 });
  await manager.until(({ paper }) => paper.papers.some(({ name }) => name?.subjectId === sale.id));
  expect(manager.state.paper.papers).toMatchObject([{ printerName: 'kitchen', name: { kind: 'receipt' } }]);
});

test('without a printer no receipt is owed', async () => {
  const cashier = await till.cashier();
  const manager = await till.manager();
  await manager.call.shop.change({ printers: [] });
  await manager.until(({ printing }) => printing.condition === 'none');
  await cashier.call.sale.addOpenAmount({ amountMinor: 5000 });
  await cashier.until(({ checkout }) => checkout.sale.dueMinor === 5000);
  await cashier.call.checkout.takeCash({ saleId: cashier.state.checkout.sale.id, dueMinor: 5000, givenMinor: 5000 });
  await manager.until(({ printing }) => printing.recent[0]?.status === 'settled');
  expect(manager.state.printing.pendingCount).toBe(0);
});
