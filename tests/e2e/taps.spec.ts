// A card held to the reader pays a sale, as cashier and customer see it: the practice shop's simulated reader, its cards and the service behind
// them, over their real protocols. Then one that promises and never pays, one torn away, and one that is nobody's until it is linked.
import { look } from './look.ts';
import { expect, nextSale, openCashier, openManager, tap, test } from './till-fixture.ts';

test('a tap pays a sale; what does not pay is told; a plain card becomes a customer’s', async ({ till }) => {
  test.setTimeout(240_000);
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  const manager = await openManager(till);
  const finished = cashier.getByRole('region', { name: 'Sale finished' });
  const hold = async (card: string) => {
    await cashier.keyboard.press('F9');
    await cashier.getByRole('dialog').getByRole('button', { name: card }).click();
  };

  await test.step('the manager sets up a reader to practise with', async () => {
    await manager.getByRole('link', { name: 'Devices' }).click();
    await manager.getByRole('button', { name: 'Add a device' }).click();
    await manager
      .getByRole('dialog')
      .getByRole('button', { name: /^Card reader/ })
      .click();
    const sheet = manager.getByRole('dialog');
    await sheet.getByLabel('Name', { exact: true }).fill('Counter reader');
    await sheet.getByText('Simulated', { exact: true }).click();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByText('It is there and ready.')).toBeVisible();
    await manager.keyboard.press('Escape');
  });

  await test.step('a card on the register takes nothing', async () => {
    await tap(cashier, 'Espresso');
    // What a reader finds in its first second may have lain there.
    await cashier.waitForTimeout(1500);
    await hold('A card that pays');
    await look(cashier, cashier.getByText('Take the card away: nothing was paid'));
    await expect(cashier.getByText('Take the card away: nothing was paid')).toBeHidden({ timeout: 20_000 });
  });

  await test.step('while the payment is shown it pays', async () => {
    await cashier.getByRole('button', { name: /^Charge/ }).click();
    await look(customer, customer.getByText('또는 라이트닝 카드를 리더에 대 주세요.'));
    await hold('A card that pays');
    await expect(finished).toBeVisible();
    await expect(customer.getByRole('heading', { name: '결제가 완료되었습니다' })).toBeVisible();
    await nextSale(cashier);
  });

  await test.step('while another tender is taken no tap is offered, and none takes anything', async () => {
    await tap(cashier, 'Espresso');
    await cashier.getByRole('button', { name: /^Charge/ }).click();
    const offered = customer.getByText('또는 라이트닝 카드를 리더에 대 주세요.');
    await expect(offered).toBeVisible();
    await cashier.keyboard.press('F7');
    await expect(offered).toBeHidden();
    await expect(customer.getByText('지금 라이트닝 카드를 리더에 대셔도 됩니다.')).toBeHidden();
    await hold('A card that pays');
    await look(customer, customer.getByText('아직 라이트닝 결제 화면이 아닙니다. 결제된 것은 없습니다.'));
    await expect(finished).toBeHidden();
    await cashier.keyboard.press('F6');
    await expect(offered).toBeVisible();
    await hold('One that is empty');
    await look(customer, customer.getByText('이 카드로는 결제되지 않습니다'));
    await hold('A card that pays');
    await expect(finished).toBeVisible();
    await nextSale(cashier);
  });

  await test.step('a service that promises and never pays is told, and the cashier makes a new code', async () => {
    await tap(cashier, 'Espresso');
    await cashier.getByRole('button', { name: /^Charge/ }).click();
    await expect(customer.getByText('또는 라이트닝 카드를 리더에 대 주세요.')).toBeVisible();
    await hold('One whose service promises and never pays');
    await look(cashier, cashier.getByText('The card’s service says that it pays'));
    await look(customer, customer.getByText('카드 서비스가 결제하겠다고 했습니다'));
    await expect(cashier.getByText('Not paid yet')).toBeVisible({ timeout: 30_000 });
    await look(cashier, cashier.getByText('Not paid yet'));
    await hold('A card that pays');
    await look(cashier, cashier.getByText('The card does not pay'));
    await expect(cashier.getByText(/Another card was asked to pay this/)).toBeVisible();
    await cashier.keyboard.press('F2');
    await expect(cashier.getByText('Not paid yet')).toBeHidden();
    await hold('One that is torn away');
    await look(cashier, cashier.getByText('Hold the card there again'));
    await hold('A card that pays');
    await expect(finished).toBeVisible();
    await nextSale(cashier);
  });

  await test.step('a plain card is nobody’s', async () => {
    await hold('A plain card with a number');
    await look(cashier, cashier.getByRole('dialog', { name: 'Card held to the reader' }));
    await expect(cashier.getByText('This card is nobody’s.')).toBeVisible();
  });
});
