// The kitchen and the bar: what is sold of their categories comes out there once, and what changes afterwards as a difference.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Printer, USUAL_PRINTER } from '../../src/shared/printers.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
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
const BAR = printer('bar', { categoryIds: ['coffee', 'tea'] });
const KITCHEN = printer('kitchen', { categoryIds: ['meals'] });

beforeEach(async () => {
  till = await openTestTill();
  manager = await till.manager();
  cashier = await till.cashier();
  await manager.call.shop.change({ printers: [COUNTER, BAR, KITCHEN] });
  await manager.until(({ printing }) => printing.printers.length === 3 && printing.printers.every(({ condition }) => condition === 'ready'));
});
afterEach(() => till.close());

const sale = () => cashier.state.checkout.sale;
/** The screen has heard of a change of the sale, once it is made. */
const seen = async (change: () => Promise<unknown>) => {
  const before = sale();
  await change();
  await cashier.until(({ checkout }) => checkout.sale !== before);
};
const add = (articleId: string, quantity = 1) => seen(() => cashier.call.sale.addArticle({ articleId, quantity }));
const send = () => cashier.call.kitchen.send({ saleId: sale().id });
const toldAll = () => cashier.until(({ kitchen }) => kitchen.saleId === sale().id && kitchen.unsentLines === 0);
const changed = () => cashier.until(({ kitchen }) => kitchen.unsentLines === 1);
const pay = async () => {
  const { id: saleId, dueMinor } = sale();
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
  await cashier.call.sale.next({ saleId });
  await cashier.until(({ checkout }) => checkout.sale.id !== saleId);
};
/** The slips' lines, oldest first, once so many are printed. */
async function slips(count: number): Promise<string[][]> {
  const kitchenPapers = () => manager.state.paper.papers.filter(({ name }) => name?.kind === 'kitchen').reverse();
  await manager.until(({ printing }) => printing.pendingCount === 0 && kitchenPapers().length >= count);
  const papers = kitchenPapers();
  return Promise.all(
    papers.map(async ({ name, printerName }) => {
      const document = await manager.call.papers.show({ kind: 'kitchen', subjectId: name?.subjectId ?? '' });
      const lines = document.blocks.flatMap((block) =>
        block.kind === 'text' && block.align === 'left' && block.size !== 'small' ? [block.text.trim()] : [],
      );
      return [printerName, ...lines];
    }),
  );
}

test('a sale that is completed tells each kitchen its own, and nobody what is on the shelf', async () => {
  for (const articleId of ['americano', 'americano', 'salt-bread']) await add(articleId);
  await changed();
  expect(cashier.state.kitchen.used).toBe(true);
  await pay();
  expect(await slips(1)).toEqual([['bar', '2x Americano']]);
  await toldAll();
});

test('what was sent before is not sent again, and what is added or taken off later is sent as the difference', async () => {
  await add('americano', 2);
  await send();
  await toldAll();
  expect(await refusal(send())).toBe('ALREADY_DONE');
  const lineId = sale().lines[0]?.id ?? '';
  await seen(() => cashier.call.sale.changeLine({ lineId, quantity: 5 }));
  await changed();
  await send();
  await seen(() => cashier.call.sale.changeLine({ lineId, quantity: 4 }));
  await pay();
  expect(await slips(3)).toEqual([
    ['bar', '2x Americano'],
    ['bar', '3x Americano'],
    ['bar', '-1x Americano'],
  ]);
});

test('what is taken off when it is being made reaches the kitchen at once, and comes back with nobody', async () => {
  for (const articleId of ['americano', 'caffe-latte']) await add(articleId, 2);
  await send();
  const [first, second] = sale().lines;
  await seen(() => cashier.call.sale.removeLine({ lineId: first?.id ?? '' }));
  await seen(() => cashier.call.sale.changeLine({ lineId: second?.id ?? '', quantity: 1 }));
  expect((await slips(3)).slice(1)).toEqual([
    ['bar', '-2x Americano'],
    ['bar', '-1x Caffè Latte'],
  ]);
  await toldAll();
  expect(await refusal(send())).toBe('ALREADY_DONE');
  // What nobody was told of is nobody’s business.
  await add('americano');
  await seen(() => cashier.call.sale.removeLine({ lineId: sale().lines[1]?.id ?? '' }));
  await toldAll();
  await pay();
  expect(await slips(3)).toHaveLength(3);
});

test('what is parked says what the kitchen knows of it, and is sent from there', async () => {
  await add('americano', 2);
  const { id: saleId } = sale();
  await cashier.call.parking.park({ saleId, label: 'Window' });
  const parkedAs = (kitchen: { unsentLines: number; told: boolean }) =>
    cashier.until(({ parking }) => JSON.stringify(parking.sales[0]?.kitchen) === JSON.stringify(kitchen));
  await parkedAs({ unsentLines: 1, told: false });
  await cashier.call.kitchen.send({ saleId });
  await parkedAs({ unsentLines: 0, told: true });
  expect(await slips(1)).toEqual([['bar', '2x Americano']]);
});

test('a note that comes later takes the order back and gives it anew', async () => {
  await add('americano');
  await send();
  await seen(() => cashier.call.sale.changeLine({ lineId: sale().lines[0]?.id ?? '', note: 'extra hot' }));
  await send();
  expect(await slips(2)).toEqual([
    ['bar', '1x Americano'],
    ['bar', '-1x Americano', '1x Americano', '* extra hot'],
  ]);
});

test('a sale that is cancelled takes back what was sent', async () => {
  await add('americano');
  await send();
  await cashier.call.sale.cancel({ saleId: sale().id });
  expect(await slips(2)).toEqual([
    ['bar', '1x Americano'],
    ['bar', '-1x Americano'],
  ]);
});

test('put aside, taken up, split and restarted, nothing is sent twice', async () => {
  await add('americano', 3);
  await send();
  expect(await slips(1)).toEqual([['bar', '3x Americano']]);
  const { id: saleId } = sale();
  await cashier.call.parking.park({ saleId, label: 'Window' });
  await till.restart();
  cashier = await till.cashier();
  manager = await till.manager();
  await seen(() => cashier.call.parking.recall({ saleId, handSaleId: sale().id }));
  const [line] = sale().lines;
  await seen(() => cashier.call.parking.moveLines({ saleId, lines: [{ lineId: line?.id ?? '', quantity: 1, of: 3 }], toSaleId: null }));
  expect(sale().lines).toMatchObject([{ quantity: 1 }]);
  await toldAll();
  await pay();
  await seen(() => cashier.call.parking.recall({ saleId, handSaleId: sale().id }));
  await toldAll();
  await pay();
  // The paper from before the restart went with the simulator.
  expect(await slips(0)).toEqual([]);
});

test('a dead kitchen stops no sale, and its order goes to another printer when somebody says so', async () => {
  await manager.call.practice.printer({ printerId: 'bar', fault: 'offline' });
  await manager.until(({ printing }) => printing.printers[1]?.condition === 'offline');
  await add('americano');
  await pay();
  await manager.until(({ printing }) => printing.jobs[0]?.reason === 'offline' && printing.pendingCount === 1);
  expect(manager.state.printing.jobs).toMatchObject([{ kind: 'kitchen', printerId: 'bar' }]);
  await cashier.call.printing.move({ jobId: manager.state.printing.jobs[0]?.id ?? '', printerId: 'kitchen' });
  expect(await slips(1)).toEqual([['kitchen', '1x Americano']]);
});

test('a copy comes out where the slip did, and says that it is one', async () => {
  await add('americano');
  await pay();
  await slips(1);
  const name = manager.state.paper.papers.find((paper) => paper.name?.kind === 'kitchen')?.name;
  await cashier.call.papers.copy({ kind: 'kitchen', subjectId: name?.subjectId ?? '' });
  await manager.until(({ printing, paper }) => printing.pendingCount === 0 && paper.papers.length === 3);
  expect(manager.state.paper.papers[0]).toMatchObject({ printerName: 'bar', name: { kind: 'kitchen' } });
});
