// The lap: from the sign-in to the manager's totals, as a cashier, a customer and a manager go it.
import type { Page } from '@playwright/test';
import { decode } from 'light-bolt11-decoder';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import {
  barcodeOf,
  codeOf,
  drawsQr,
  expect,
  heard,
  inWallet,
  nextSale,
  openCashier,
  openManager,
  payInCash,
  scan,
  tap,
  test,
} from './till-fixture.ts';

const paidAt = (cashier: Page) => cashier.getByRole('region', { name: 'Sale finished' });
const dayTotal = (manager: Page) => manager.getByRole('region', { name: 'Takings' }).getByRole('link', { name: /Takings so far/ });

test('five articles by tap, scan and search are paid over Lightning, printed, and counted by the manager', async ({ till }) => {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  const manager = await openManager(till);
  await expect(customer.getByRole('heading', { name: '번개 커피' })).toBeVisible();

  await tap(cashier, 'Americano');
  await expect(heard(cashier, 'Americano, 1, ₩4,500. Total ₩4,500.')).toBeAttached();
  await cashier.getByRole('tab', { name: 'Desserts' }).click();
  await tap(cashier, 'Tiramisu');
  await expect(heard(cashier, 'Total ₩12,000.')).toBeAttached();
  await scan(cashier, barcodeOf('salt-bread'));
  await expect(heard(cashier, 'Salt Bread, 1, ₩3,500. Total ₩15,500.')).toBeAttached();

  const search = cashier.getByRole('combobox', { name: 'Search articles' });
  await search.pressSequentially('matc', { delay: 50 });
  await cashier.getByRole('option', { name: /^Matcha Latte/ }).click();
  await expect(heard(cashier, 'Matcha Latte, 1, ₩5,800. Total ₩21,300.')).toBeAttached();
  // By the initial consonants of 카라멜 마키아토.
  await search.fill('ㅋㄹㅁ');
  await cashier.getByRole('option', { name: /^Caramel Macchiato/ }).click();
  await expect(heard(cashier, 'Caramel Macchiato, 1, ₩5,800. Total ₩27,100.')).toBeAttached();
  await expect(cashier.getByRole('heading', { name: '5 items' })).toBeVisible();
  await expect(customer.getByRole('list', { name: '주문 내역' }).getByRole('listitem')).toHaveText([
    /아메리카노/,
    /티라미수/,
    /소금빵/,
    /말차라떼/,
    /카라멜 마키아토/,
  ]);
  await expect(customer.getByRole('main').getByRole('status')).toContainText('₩27,100');

  await cashier.getByRole('button', { name: 'Charge' }).click();
  const request = await codeOf(customer);
  const { sections } = decode(request);
  const msat = Number(sections.find((section) => section.name === 'amount')?.value);
  const shownSat = new Intl.NumberFormat('en').format(msat / 1000);
  expect(request).toMatch(/^lnbcrt/);
  await expect(customer.getByRole('main')).toContainText(`${shownSat} sat`);
  await expect(cashier.getByRole('region', { name: 'Payment' })).toContainText(`${shownSat} sat`);
  const code = `LIGHTNING:${request.toUpperCase()}`;
  expect(await drawsQr(customer.getByRole('img', { name: '₩27,100 라이트닝 결제 코드' }), code)).toBe(true);
  expect(await drawsQr(cashier.getByRole('img', { name: 'The same code as on the customer’s screen' }), code)).toBe(true);

  await inWallet(customer, '결제하기');
  await expect(customer.getByRole('heading', { name: '결제가 완료되었습니다' })).toBeVisible();
  await expect(paidAt(cashier)).toContainText('Paid ₩27,100');
  await expect(paidAt(cashier).getByText('Printed', { exact: true })).toBeVisible();
  const paper = paidAt(cashier).getByRole('img', { name: /^The paper of receipt/ });
  await expect(paper).toBeVisible();
  expect(await paper.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);

  await expect(dayTotal(manager)).toContainText('₩27,100');
  await expect(manager.getByRole('link', { name: /^Over Lightning/ })).toContainText(`${shownSat} sat`);
  await expect(manager.getByRole('link', { name: /^Articles sold/ })).toContainText('5');
  await dayTotal(manager).click();
  await manager.getByRole('table').getByRole('link').click();
  const sale = manager.getByRole('dialog');
  await expect(sale).toContainText('Completed');
  await expect(sale).toContainText(sections.find((section) => section.name === 'payment_hash')?.value ?? 'a payment hash');
});

test('a cash sale gives change, a split sale takes both tenders, and the manager’s totals are their sum', async ({ till }) => {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  const manager = await openManager(till);

  await tap(cashier, 'Cold Brew');
  await tap(cashier, 'Espresso');
  await expect(heard(cashier, 'Total ₩9,000.')).toBeAttached();
  await cashier.getByRole('button', { name: 'Cash', exact: true }).click();
  await cashier.getByRole('group', { name: 'Handed over' }).getByRole('button', { name: '₩10,000' }).click();
  await expect(paidAt(cashier)).toContainText('Change');
  await expect(paidAt(cashier)).toContainText('₩1,000');
  await expect(paidAt(cashier)).toContainText('from ₩10,000 in cash');
  await expect(customer.getByText('거스름돈')).toBeVisible();
  await expect(customer.getByRole('main').getByRole('status')).toContainText('₩1,000');
  await nextSale(cashier);

  await tap(cashier, 'Einspänner');
  await expect(heard(cashier, 'Total ₩6,000.')).toBeAttached();
  await cashier.getByRole('button', { name: 'Cash', exact: true }).click();
  for (const key of ['2', '0', '00']) await cashier.getByRole('button', { name: key, exact: true }).click();
  await cashier.getByRole('button', { name: 'Take ₩2,000' }).click();
  await expect(cashier.getByRole('region', { name: 'Taken so far' })).toContainText('₩4,000');
  await cashier.getByRole('group', { name: 'Pay with' }).getByRole('button', { name: 'Lightning' }).click();
  await expect(customer.getByRole('img', { name: '₩4,000 라이트닝 결제 코드' })).toBeVisible();
  await inWallet(customer, '결제하기');
  await expect(paidAt(cashier)).toContainText('Paid ₩6,000');

  await expect(dayTotal(manager)).toContainText('₩15,000');
  await expect(manager.getByRole('row', { name: /^Cash 2 payments/ })).toContainText('₩11,000');
  await expect(manager.getByRole('row', { name: /^Lightning 1 payment/ })).toContainText('₩4,000');
  await expect(manager.getByRole('link', { name: /^Sales \d/ })).toContainText('2');
});

test('money for a code that had expired is safe, and the manager applies it to its sale', async ({ till }) => {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  const manager = await openManager(till);
  await tap(cashier, 'Americano');
  await cashier.getByRole('button', { name: 'Charge' }).click();
  await codeOf(customer);

  await inWallet(customer, '만료시키기');
  await expect(cashier.getByRole('heading', { name: 'The code has expired' })).toBeVisible();
  await inWallet(customer, '그래도 결제하기');
  await expect(customer.getByRole('heading', { name: '보내신 돈을 받았습니다' })).toBeVisible();
  await expect(cashier.getByRole('alert').filter({ hasText: 'do not take it twice' })).toBeVisible();

  await manager.getByRole('link', { name: /^Needs you/ }).click();
  const item = manager.getByRole('article', { name: 'Paid after the code had closed' });
  await expect(item).toContainText('₩4,500');
  await item.getByRole('button', { name: 'Apply to the sale' }).click();
  await expect(manager.getByText('Nothing needs you')).toBeVisible();
  await expect(paidAt(cashier)).toContainText('Paid ₩4,500');
  await expect(customer.getByRole('heading', { name: '결제가 완료되었습니다' })).toBeVisible();
});

test('a till killed in mid-sale comes back with the same lines, and with the same code', async ({ till }) => {
  const before = await openCashier(till);
  await tap(before, 'Americano');
  await scan(before, barcodeOf('croissant'));
  await expect(heard(before, 'Total ₩8,300.')).toBeAttached();
  await till.kill();

  await till.start();
  const ringing = await till.open('customer');
  await expect(ringing.getByRole('list', { name: '주문 내역' }).getByRole('listitem')).toHaveText([/아메리카노/, /크루아상/]);
  const charging = await till.open('cashier');
  await expect(charging.getByText('The open sale is kept.')).toBeVisible();
  await charging.getByRole('button', { name: 'Jimin' }).click();
  await charging.keyboard.type('1111');
  await charging.keyboard.press('Enter');
  await expect(charging.getByRole('heading', { name: '2 items' })).toBeVisible();
  await charging.getByRole('button', { name: 'Charge' }).click();
  const request = await codeOf(ringing);
  await till.kill();

  await till.start();
  const paying = await till.open('customer');
  expect(await codeOf(paying)).toBe(request);
  const after = await openCashier(till);
  await expect(after.getByRole('heading', { name: 'Waiting for the customer' })).toBeVisible();
  expect(await drawsQr(after.getByRole('img', { name: 'The same code as on the customer’s screen' }), `LIGHTNING:${request.toUpperCase()}`)).toBe(
    true,
  );
  await inWallet(paying, '결제하기');
  await expect(paidAt(after)).toContainText('Paid ₩8,300');
});

test('a network printer that the manager sets up prints the receipt in Korean', async ({ till }) => {
  const printer = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
  try {
    const manager = await openManager(till);
    await manager.getByRole('link', { name: 'Devices' }).click();
    await manager.getByRole('button', { name: /^카운터/ }).click();
    await manager.getByText('Network', { exact: true }).click();
    await manager.getByLabel('Address', { exact: true }).fill('127.0.0.1');
    await manager.getByLabel('Port', { exact: true }).fill(String(printer.port));
    await manager.getByText('Korean', { exact: true }).click();
    await manager.getByRole('button', { name: 'Save', disabled: false }).click();
    await manager.getByRole('button', { name: 'Close' }).click();
    await expect(manager.getByRole('button', { name: /^카운터.*127\.0\.0\.1:\d+ Ready$/ })).toBeVisible();

    const cashier = await openCashier(till);
    await tap(cashier, 'Americano');
    await scan(cashier, barcodeOf('salt-bread'));
    await expect(heard(cashier, 'Total ₩8,000.')).toBeAttached();
    await payInCash(cashier);
    await expect(paidAt(cashier).getByText('Printed', { exact: true })).toBeVisible();
    const heading = await paidAt(cashier)
      .getByRole('heading', { name: /^Receipt/ })
      .textContent();
    const receiptNumber = heading?.replace('Receipt ', '') ?? 'a receipt number';
    expect(printer.papers).toHaveLength(1);
    expect(printer.papers[0]?.complete).toBe(true);
    for (const words of ['번개 커피', '아메리카노', '소금빵', '8,000', receiptNumber]) expect(printer.papers[0]?.text).toContain(words);
  } finally {
    await printer.close();
  }
});
