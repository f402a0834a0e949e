// The shop's logo: kept with its settings, on each receipt wherever it is shown, and on no paper of the books.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { receiptPage } from '../../src/main/digital-receipts/receipt-page.ts';
import { openTestTill, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const LOGO = { width: 16, height: 8, bits: Buffer.alloc(16, 0x3c).toString('base64') };

test('a logo stays with the shop, stands over its name on receipts, and goes when it is taken away', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ logo: LOGO });
  await manager.until(({ shop }) => shop.logo !== null);
  await till.restart();
  const again = await till.manager();
  await again.until(({ shop }) => shop.logo?.bits === LOGO.bits);
  // What is changed beside it leaves it.
  await again.call.shop.change({ footerLines: ['See you'] });
  const cashier = await till.cashier();
  await cashier.call.sale.addOpenAmount({ amountMinor: 5000 });
  await cashier.until(({ checkout }) => checkout.sale.dueMinor === 5000);
  const { id: saleId } = cashier.state.checkout.sale;
  await cashier.call.checkout.takeCash({ saleId, dueMinor: 5000, givenMinor: 5000 });
  await again.until(({ paper }) => paper.papers.some(({ name }) => name?.subjectId === saleId));
  const document = await again.call.papers.show({ kind: 'receipt', subjectId: saleId });
  const kinds = document.blocks.map((block) => block.kind);
  expect(document.blocks[kinds.indexOf('logo')]).toEqual({ kind: 'logo', ...LOGO });
  expect(kinds.indexOf('logo')).toBeLessThan(document.blocks.findIndex((block) => block.kind === 'text' && block.size === 'large'));
  const page = receiptPage({ document, title: '', notes: [], refunds: null, drawCodes: true });
  expect(page).toMatch(/<img class="logo" alt="" src="data:image\/png;base64,iVBORw0KGgo[\w+/=]+">/);
  expect(receiptPage({ document, title: '', notes: [], refunds: null, drawCodes: false })).not.toContain('<img');
  await again.call.shop.change({ logo: null });
  await again.until(({ shop }) => shop.logo === null);
});

test('dots that are not a picture are refused', async () => {
  const manager = await till.manager();
  await expect(manager.call.shop.change({ logo: { ...LOGO, width: 400 } })).rejects.toThrow();
  await expect(manager.call.shop.change({ logo: { ...LOGO, height: 9 } })).rejects.toThrow();
  expect(manager.state.shop.logo).toBeNull();
});
