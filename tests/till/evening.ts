// What a shop does in the evening and before it: sales of one article, a count, and the end of the shift.
import type { Pile } from '../../src/shared/shift.ts';
import type { ShiftReport } from '../../src/shared/z-report.ts';
import { lastCode, type TestScreen } from './open-test-till.ts';

let ids = 0;
export const newId = () => `id-${++ids}`;
export const won = (looseMinor: number): Pile[] => [{ currency: null, pieces: [], looseMinor }];

export async function ringUp(cashier: TestScreen) {
  const article = cashier.state.catalogue.tiles[0];
  if (!article) throw new Error('no article');
  const { id } = cashier.state.checkout.sale;
  if (cashier.state.checkout.sale.status === 'completed') {
    await cashier.call.sale.next({ saleId: id });
    await cashier.until(({ checkout }) => checkout.sale.id !== id);
  }
  await cashier.call.sale.addArticle({ articleId: article.id });
  await cashier.until(({ checkout }) => checkout.sale.lines.length > 0);
  return cashier.state.checkout.sale;
}

export async function sellForCash(cashier: TestScreen) {
  const { id: saleId, dueMinor } = await ringUp(cashier);
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
  await cashier.until(({ checkout }) => checkout.sale.id === saleId && checkout.sale.status === 'completed');
  return dueMinor;
}

export async function showCode(cashier: TestScreen) {
  const { id: saleId } = cashier.state.checkout.sale;
  await cashier.call.checkout.requestInvoice({ saleId });
  await cashier.until(({ checkout }) => checkout.sale.tenders.some(({ status }) => status === 'waiting'));
  return lastCode(cashier.state.checkout.sale);
}

export async function sellByLightning(cashier: TestScreen, customer: TestScreen) {
  const { id: saleId } = await ringUp(cashier);
  const { paymentHash, amountMinor } = await showCode(cashier);
  await customer.call.practice.wallet({ paymentHash, payment: 'pay' });
  await cashier.until(({ checkout }) => checkout.sale.id === saleId && checkout.sale.status === 'completed');
  return amountMinor;
}

/** Counts so much and ends the shift with all of it left in the drawer. */
export async function closeShift(manager: TestScreen, countedMinor: number, { reason = '', takenMinor = 0 } = {}): Promise<ShiftReport> {
  const { shiftId } = await manager.call.shifts.closing();
  const countId = newId();
  await manager.call.shifts.count({ shiftId, countId, counted: won(countedMinor) });
  const { number } = await manager.call.shifts.close({ shiftId, countId, reason, taken: [{ currency: null, amountMinor: takenMinor }] });
  return manager.call.shifts.z({ number });
}
