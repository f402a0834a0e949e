// Something off, a tip, another tax: through the contract's gate, as the screens do it, down to the journal and the report.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyShop } from '../../src/main/store/verify.ts';
import { plainText } from '../../src/shared/receipt-text.ts';
import type { Sale } from '../../src/shared/sale.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
});
afterEach(() => till.close());

const sale = (): Sale => cashier.state.checkout.sale;
const pieces = () =>
  cashier.state.catalogue.tiles.filter(
    ({ variants, unit, minimumAge, priceMinor }) => variants.length === 0 && unit === 'piece' && minimumAge === 0 && priceMinor !== null,
  );
const ringUp = async (count = 1, at = 0): Promise<string> => {
  const { itemCount } = sale().totals;
  await cashier.call.sale.addArticle({ articleId: pieces()[at]?.id ?? '', quantity: count });
  await cashier.until(({ checkout }) => checkout.sale.totals.itemCount === itemCount + count);
  return cashier.state.checkout.lastLineId ?? '';
};
const percent = (ppm: number) => ({ kind: 'percent' as const, ppm, reason: 'Regular' });
const payInCash = async () => {
  const { id: saleId, dueMinor } = sale();
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: Math.ceil(dueMinor / 1000) * 1000 });
  await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
};

test('a cashier takes off up to the limit of the role, and not more without approval', async () => {
  const lineId = await ringUp(2);
  const listMinor = sale().totals.totalMinor;
  await cashier.call.sale.changeLine({ lineId, discount: percent(100_000) });
  await cashier.until(({ checkout }) => checkout.sale.totals.discountMinor === listMinor / 10);
  expect(await refusal(cashier.call.sale.changeLine({ lineId, discount: percent(100_001) }))).toBe('NOT_ALLOWED');
  // Two discounts that are small each are not small together.
  expect(await refusal(cashier.call.sale.discount({ saleId: sale().id, discount: percent(50_000) }))).toBe('NOT_ALLOWED');
  expect(sale().totals.totalMinor).toBe(listMinor - listMinor / 10);
});

test('somebody who may approves one larger discount, which is then made by the same call', async () => {
  const lineId = await ringUp();
  const staffId = cashier.state.staff.tiles.find(({ role }) => role === 'owner')?.id ?? '';
  const half = { lineId, discount: percent(500_000) };
  const refused: unknown = await cashier.call.sale.changeLine(half).catch((cause: unknown) => cause);
  expect(refused).toMatchObject({ code: 'NOT_ALLOWED', data: { right: 'discount', refusalId: expect.any(String) } });
  const { refusalId } = (refused as { data: { refusalId: string } }).data;
  await cashier.call.session.approve({ refusalId, staffId, pin: '9999' });
  await cashier.call.sale.changeLine(half);
  await cashier.until(({ checkout }) => checkout.sale.totals.discountMinor > 0);
  // Once.
  await cashier.call.sale.changeLine({ lineId, discount: null });
  expect(await refusal(cashier.call.sale.changeLine(half))).toBe('NOT_ALLOWED');
});

test('an amount off does not grow beyond the limit by taking pieces away', async () => {
  const lineId = await ringUp(10);
  await cashier.call.sale.changeLine({ lineId, discount: { kind: 'amount', amountMinor: sale().totals.totalMinor / 10, reason: 'Damaged' } });
  expect(await refusal(cashier.call.sale.changeLine({ lineId, quantity: 5 }))).toBe('NOT_ALLOWED');
});

test('a price of one’s own needs the right to it; the article’s own does not', async () => {
  const lineId = await ringUp();
  const usual = sale().lines[0]?.unitPriceMinor ?? 0;
  expect(await refusal(cashier.call.sale.changeLine({ lineId, priceMinor: usual - 100 }))).toBe('NOT_ALLOWED');
  await cashier.call.sale.changeLine({ lineId, priceMinor: usual });
  expect(sale().lines[0]).toMatchObject({ unitPriceMinor: usual, usualPriceMinor: null });
});

test('without tax is a sale only for who may, and an approval lets it through once', async () => {
  await ringUp();
  const { id: saleId, totals } = sale();
  const exempt = () => cashier.call.sale.exempt({ saleId, reason: 'Embassy' });
  const refused: unknown = await exempt().catch((cause: unknown) => cause);
  // Whoever approves it hears that it is the tax, and how much of it.
  expect(refused).toMatchObject({
    code: 'NOT_ALLOWED',
    data: { right: 'price_change', doing: 'exempt', reason: 'Embassy', amountMinor: totals.taxMinor, refusalId: expect.any(String) },
  });
  const { refusalId } = (refused as { data: { refusalId: string } }).data;
  const staffId = cashier.state.staff.tiles.find(({ role }) => role === 'owner')?.id ?? '';
  await cashier.call.session.approve({ refusalId, staffId, pin: '9999' });
  await exempt();
  await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === totals.netMinor);
  // The slip of it adds up before it is paid, as its receipt does after.
  await cashier.call.parking.park({ saleId, label: 'Embassy' });
  const slip = await cashier.call.papers.show({ kind: 'slip', subjectId: saleId });
  await cashier.until(({ checkout }) => checkout.sale.id !== saleId);
  expect(plainText(slip, 48)).toMatch(new RegExp(`면세: Embassy +-₩${totals.taxMinor}\n`));
  await cashier.call.parking.recall({ saleId, handSaleId: sale().id });
  await cashier.until(({ checkout }) => checkout.sale.id === saleId);
  await cashier.call.sale.exempt({ saleId, reason: null });
  expect(await refusal(exempt())).toBe('NOT_ALLOWED');
});

test('what was taken off stands in the day’s report, and takings are less it', async () => {
  const manager = await till.manager();
  await ringUp(2);
  const listMinor = sale().totals.totalMinor;
  await cashier.call.sale.discount({ saleId: sale().id, discount: percent(100_000) });
  await cashier.call.sale.tip({ saleId: sale().id, tipMinor: 500 });
  await cashier.until(({ checkout }) => checkout.sale.tipMinor === 500);
  expect(sale().dueMinor).toBe(listMinor - listMinor / 10 + 500);
  await payInCash();
  const report = await manager.call.reports.day({});
  expect(report).toMatchObject({ totalMinor: listMinor - listMinor / 10, discountMinor: listMinor / 10, tipMinor: 500 });
  expect(report.byTender.find(({ kind }) => kind === 'cash')?.amountMinor).toBe(report.totalMinor + report.tipMinor);
});

test('a tip stands once money was taken, is no more than the sale, and goes with its lines', async () => {
  const lineId = await ringUp();
  const { id: saleId, totals } = sale();
  expect(await refusal(cashier.call.sale.tip({ saleId, tipMinor: totals.totalMinor + 1 }))).toBe('AMOUNT_TOO_LARGE');
  await cashier.call.sale.tip({ saleId, tipMinor: 300 });
  await cashier.call.checkout.takeCash({ saleId, dueMinor: totals.totalMinor + 300, givenMinor: 1000 });
  expect(await refusal(cashier.call.sale.tip({ saleId, tipMinor: 0 }))).toBe('SALE_HAS_PAYMENT');
  const tenderId = cashier.state.checkout.sale.tenders[0]?.id ?? '';
  await cashier.call.checkout.returnTender({ saleId, tenderId });
  await cashier.call.sale.removeLine({ lineId });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 0);
  expect(sale()).toMatchObject({ tipMinor: 0, dueMinor: 0 });
});

test('a tip bears tax only where the shop says so, and in its own column: on the sale, in the day’s report, in X and Z', async () => {
  const manager = await till.manager();
  const taxClass = cashier.state.shop.taxClasses[0] ?? expect.unreachable('no tax class');
  const tips = { ...cashier.state.shop.selling.tips, taxClassId: taxClass.id };
  expect(await refusal(manager.call.shop.change({ selling: { tips: { ...tips, taxClassId: 'nobody’s' } } }))).toBe('NOT_FOUND');
  const sellWithTip = async () => {
    await cashier.call.sale.addArticle({ articleId: pieces()[0]?.id ?? '', quantity: 1 });
    await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.lines.length === 1);
    const { id: saleId, totals } = sale();
    await cashier.call.sale.tip({ saleId, tipMinor: 1100 });
    await cashier.until(({ checkout }) => checkout.sale.tipMinor === 1100);
    const { tipTax } = sale();
    expect(totals.taxes.reduce((sum, { grossMinor }) => sum + grossMinor, 0)).toBe(totals.totalMinor);
    await payInCash();
    return tipTax;
  };
  expect(await sellWithTip()).toBeNull();
  await manager.call.shop.change({ selling: { tips } });
  const taxed = { taxClassId: taxClass.id, ratePpm: 100_000, netMinor: 1000, taxMinor: 100, grossMinor: 1100 };
  expect(await sellWithTip()).toEqual(taxed);
  const report = await manager.call.reports.day({});
  expect(report).toMatchObject({ tipMinor: 2200, tipTaxes: [taxed] });
  expect(report.taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0)).toBe(report.taxMinor);
  const { figures } = (await manager.call.shifts.x()).report;
  expect(figures).toMatchObject({ sales: { tipMinor: 2200, taxMinor: report.taxMinor }, tipTaxes: [taxed], refunds: { tipTaxes: [] } });
});

test('the customer is asked for a tip before the code, and only then; the code is over both', async () => {
  const manager = await till.manager();
  const customer = till.screen('customer');
  await ringUp();
  const { id: saleId, totals } = sale();
  expect(await refusal(customer.call.sale.tip({ saleId, tipMinor: 100 }))).toBe('SALE_CHANGED');
  await manager.call.shop.change({ selling: { tips: { asked: true, sharesPpm: [100_000], taxClassId: null } } });
  const answered = cashier.call.sale.askTip({ saleId });
  await customer.until(({ checkout }) => checkout.tip === 'asked');
  await customer.call.sale.tip({ saleId, tipMinor: 450 });
  await answered;
  await cashier.call.checkout.requestInvoice({ saleId });
  await customer.until(({ checkout }) => checkout.sale.tenders.length === 1);
  expect(customer.state.checkout.sale.tenders[0]?.amountMinor).toBe(totals.totalMinor + 450);
  expect(await refusal(customer.call.sale.tip({ saleId, tipMinor: 0 }))).toBe('SALE_CHANGED');
  expect(await refusal(cashier.call.sale.tip({ saleId, tipMinor: 0 }))).toBe('SALE_HAS_PAYMENT');
  customer.close();
});

test('whoever turns away is not kept waiting for a tip', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ selling: { tips: { asked: true, sharesPpm: [100_000], taxClassId: null } } });
  await ringUp();
  const { id: saleId } = sale();
  const answered = cashier.call.sale.askTip({ saleId });
  await cashier.until(({ checkout }) => checkout.tip === 'asked');
  await cashier.call.sale.stopAskingTip({ saleId });
  await answered;
  await cashier.until(({ checkout }) => checkout.tip === 'not_asked');
});

test('a promotion comes off by itself, ends for what is rung up later, and stays with what was rung up before', async () => {
  const manager = await till.manager();
  const rule = { kind: 'n_for_m' as const, targets: [{ kind: 'all' as const }], count: 2, pay: 1 };
  const validity = { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 };
  await manager.call.offers.makePromotion({ names: { en: 'Two for one', ko: '1+1' }, rule, validity });
  await ringUp(2);
  const priceMinor = sale().lines[0]?.unitPriceMinor ?? 0;
  expect(sale().totals).toMatchObject({ totalMinor: priceMinor, promotions: [{ names: { en: 'Two for one', ko: '1+1' }, amountMinor: priceMinor }] });
  await cashier.until(({ offers }) => offers.promotions.length === 1);
  const promotionId = cashier.state.offers.promotions[0]?.id ?? '';
  await manager.call.offers.endPromotion({ promotionId });
  expect(await refusal(manager.call.offers.endPromotion({ promotionId }))).toBe('ALREADY_DONE');
  await ringUp(2);
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 2);
  expect(sale().totals).toMatchObject({ totalMinor: 3 * priceMinor });
  // It stands in the sale for ever, whatever becomes of the promotion.
  const { id: saleId } = sale();
  await payInCash();
  await till.restart();
  const again = await till.manager();
  expect((await again.call.reports.sale({ saleId })).sale.totals.promotions).toEqual([
    { id: promotionId, names: { en: 'Two for one', ko: '1+1' }, amountMinor: priceMinor },
  ]);
});

test('what is chosen with an article is paid for, and what cannot be chosen is refused', async () => {
  const manager = await till.manager();
  await manager.call.offers.putModifierGroups({
    groups: [{ id: null, names: { en: 'Milk' }, many: false, modifiers: [{ id: null, names: { en: 'Oat' }, priceMinor: 500 }] }],
  });
  await cashier.until(({ offers }) => offers.modifierGroups.length === 1);
  const oatId = cashier.state.offers.modifierGroups[0]?.modifiers[0]?.id ?? '';
  const lineId = await ringUp();
  // The article has not been given the group.
  expect(await refusal(cashier.call.sale.changeLine({ lineId, modifierIds: [oatId] }))).toBe('NOT_FOUND');
  expect(await cashier.call.sale.modifierGroups({ lineId })).toEqual([]);

  const group = cashier.state.offers.modifierGroups[0];
  const { article } = await manager.call.catalogue.article({ articleId: pieces()[0]?.id ?? '' });
  await manager.call.catalogue.put({ ...article, modifierGroupIds: [group?.id ?? ''] });
  expect(await cashier.call.sale.modifierGroups({ lineId })).toEqual([group]);
  const priceMinor = sale().totals.totalMinor;
  await cashier.call.sale.changeLine({ lineId, quantity: 2, modifierIds: [oatId] });
  await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === 2 * (priceMinor + 500));
  // Without it, it is another line.
  await ringUp();
  expect(sale().lines.map(({ modifiers }) => modifiers.length)).toEqual([1, 0]);
  // What was rung up keeps its choice when the group goes.
  await manager.call.offers.putModifierGroups({ groups: [] });
  await cashier.until(({ offers }) => offers.modifierGroups.length === 0);
  await cashier.call.sale.changeLine({ lineId, note: 'hot' });
  await cashier.until(({ checkout }) => checkout.sale.lines[0]?.note === 'hot');
  expect(sale().lines[0]?.modifiers).toEqual([{ id: oatId, names: { en: 'Oat' }, priceMinor: 500 }]);
});

test('taken away, another class counts, from its day on at its new rate', async () => {
  const manager = await till.manager();
  const [own] = manager.state.shop.taxClasses;
  if (!own) throw new Error('no tax class');
  const plain = { changes: [], takeawayClassId: null, retired: false };
  await manager.call.shop.change({
    taxClasses: [
      { ...own, takeawayClassId: 'food' },
      { ...plain, id: 'food', name: 'Food', ratePpm: 50_000, changes: [{ fromDay: '2020-01-01', ratePpm: 70_000 }] },
    ],
    selling: { dining: { asked: true, usual: 'here' } },
  });
  await ringUp();
  expect(sale()).toMatchObject({ dining: 'here', lines: [{ taxClassId: own.id, taxRatePpm: 100_000 }] });
  await cashier.call.sale.eat({ saleId: sale().id, dining: 'takeaway' });
  await cashier.until(({ checkout }) => checkout.sale.dining === 'takeaway');
  expect(sale().lines[0]).toMatchObject({ taxClassId: 'food', taxRatePpm: 70_000 });
  await ringUp(1, 1);
  expect(sale().lines.map(({ taxClassId }) => taxClassId)).toEqual(['food', 'food']);
  await cashier.call.sale.eat({ saleId: sale().id, dining: 'here' });
  await cashier.until(({ checkout }) => checkout.sale.dining === 'here');
  expect(sale().lines.map(({ taxRatePpm }) => taxRatePpm)).toEqual([100_000, 100_000]);
});

test('a tax class never goes, and one of them stays in use', async () => {
  const manager = await till.manager();
  const [own] = manager.state.shop.taxClasses;
  if (!own) throw new Error('no tax class');
  expect(await refusal(manager.call.shop.change({ taxClasses: [{ ...own, id: 'other' }] }))).toBe('NOT_FOUND');
  expect(await refusal(manager.call.shop.change({ taxClasses: [{ ...own, retired: true }] }))).toBe('BAD_INPUT');
  expect(await refusal(manager.call.shop.change({ taxClasses: [{ ...own, takeawayClassId: 'nowhere' }] }))).toBe('BAD_INPUT');
});

test('a sale of which nothing is left to pay ends without money, with a receipt', async () => {
  const manager = await till.manager();
  const rule = { kind: 'threshold' as const, fromMinor: 1, off: { kind: 'percent' as const, ppm: 1_000_000 } };
  const validity = { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 };
  expect(await refusal(cashier.call.sale.completeFree({ saleId: sale().id }))).toBe('SALE_EMPTY');
  await ringUp();
  expect(await refusal(cashier.call.sale.completeFree({ saleId: sale().id }))).toBe('SALE_CHANGED');
  await cashier.call.sale.removeLine({ lineId: sale().lines[0]?.id ?? '' });
  await manager.call.offers.makePromotion({ names: { en: 'On the house' }, rule, validity });
  await ringUp();
  expect(sale().dueMinor).toBe(0);
  const { id: saleId } = sale();
  await cashier.call.sale.completeFree({ saleId });
  await cashier.call.sale.completeFree({ saleId });
  await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
  expect(sale()).toMatchObject({ tenders: [], totals: { totalMinor: 0 } });
  expect(sale().receiptNumber).not.toBeNull();
});

test('the tables are made again from the journal, with all that was taken off, chosen and given on top', async () => {
  const manager = await till.manager();
  const rule = { kind: 'threshold' as const, fromMinor: 1, off: { kind: 'percent' as const, ppm: 50_000 } };
  const validity = { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 };
  await manager.call.offers.makePromotion({ names: { en: 'Five percent' }, rule, validity });
  await manager.call.offers.makePromotion({ names: { en: 'Ten percent' }, rule: { ...rule, off: { kind: 'percent', ppm: 100_000 } }, validity });
  await cashier.until(({ offers }) => offers.promotions.length === 2);
  await manager.call.offers.endPromotion({ promotionId: cashier.state.offers.promotions[0]?.id ?? '' });
  const lineId = await ringUp(3);
  await cashier.call.sale.changeLine({ lineId, modifierIds: ['shot'], discount: percent(50_000), note: 'hot' });
  await ringUp(1, 1);
  await cashier.call.sale.discount({ saleId: sale().id, discount: { kind: 'amount', amountMinor: 100, reason: 'Goodwill' } });
  await cashier.call.sale.tip({ saleId: sale().id, tipMinor: 700 });
  await cashier.until(({ checkout }) => checkout.sale.tipMinor === 700);
  const { id: saleId } = sale();
  await payInCash();
  const { sale: kept } = await manager.call.reports.sale({ saleId });
  expect(kept).toEqual(sale());
  await till.till.close();
  expect(verifyShop(`${till.dataDir}/practice/till.sqlite`)).toMatchObject({ journal: { ok: true }, tablesCompared: true, damage: [] });
});
