// A card at the shop's own terminal, as cashier, customer and manager meet it: set up, approved, declined; its line lost behind the
// approval, so that nobody knows, until it is back: then it was paid once.
import { startPaymentTerminalSimulator } from '../../src/hardware/simulators/payment-terminal.ts';
import type { TerminalBooksState } from '../../src/hardware/simulators/terminal-books.ts';
import { look } from './look.ts';
import { expect, heard, nextSale, openCashier, openManager, tap, test } from './till-fixture.ts';

/** Long enough to be seen. */
const STEP_MS = 400;

test('a card is approved, declined, and paid once where nobody knows for a while', async ({ till }) => {
  test.setTimeout(180_000);
  let saved: TerminalBooksState | undefined;
  const start = (port: number) =>
    startPaymentTerminalSimulator({
      nowMs: Date.now,
      port,
      usually: { stepMs: STEP_MS },
      ...(saved && { books: saved }),
      saveBooks: (state) => {
        saved = structuredClone(state);
      },
    });
  let terminal = await start(0);
  const { port } = terminal;
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  const manager = await openManager(till);
  const finished = cashier.getByRole('region', { name: 'Sale finished' });
  const ask = cashier.getByRole('button', { name: 'Card: ₩4,000' });
  const chargeEspresso = async () => {
    await tap(cashier, 'Espresso');
    await expect(heard(cashier, 'Total ₩4,000.')).toBeAttached();
    await cashier.keyboard.press('F7');
    await cashier.keyboard.press('Control+k');
  };

  await test.step('the manager sets the terminal up', async () => {
    await manager.getByRole('link', { name: 'Devices' }).click();
    await manager.getByRole('button', { name: 'Add a device' }).click();
    await manager.getByRole('button', { name: /^Card terminal/ }).click();
    const sheet = manager.getByRole('dialog');
    await sheet.getByLabel('Name', { exact: true }).fill('Counter cards');
    await sheet.getByText('Network', { exact: true }).click();
    await sheet.getByLabel('Address', { exact: true }).fill('127.0.0.1');
    await sheet.getByLabel('Port', { exact: true }).fill(String(port));
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByText('It is there and ready.')).toBeVisible();
    await manager.keyboard.press('Escape');
  });

  await test.step('approved', async () => {
    await chargeEspresso();
    await expect(ask).toBeEnabled();
    await look(cashier, cashier.getByText('The terminal is ready for ₩4,000'));
    await cashier.keyboard.press('Enter');
    await expect(cashier.getByText('Hold or insert the card at the terminal')).toBeVisible();
    await look(customer, customer.getByText('단말기에 카드를 대거나 꽂아 주세요'));
    await expect(finished).toBeVisible();
    await nextSale(cashier);
  });

  await test.step('declined: why, and what next', async () => {
    terminal.script({ outcome: { decline: 0x33 }, stepMs: STEP_MS });
    await chargeEspresso();
    await ask.click();
    await look(cashier, cashier.getByRole('heading', { name: 'The card was not charged' }));
    await look(customer, customer.getByRole('heading', { name: '카드 승인이 거절되었습니다' }));
    await expect(customer.getByText('카드에서 결제된 금액은 없습니다. 남은 금액: ₩4,000')).toBeVisible();
    await expect(ask).toBeEnabled();
  });

  await test.step('the terminal approves, and is switched off before the till hears of it', async () => {
    terminal.setHabits({ afterLineLost: 'keeps' });
    const off = new Promise<void>((resolve) => {
      const stop = terminal.onBooked(() => {
        stop();
        terminal.pullCable();
        resolve(terminal.close());
      });
    });
    await ask.click();
    await off;
    await look(cashier, cashier.getByRole('heading', { name: 'Nobody knows yet whether the card was charged' }));
    await look(customer, customer.getByText('카드 단말기에 확인하고 있습니다. 다시 결제하지 마세요.'));
    await manager.getByRole('link', { name: 'Needs you' }).click();
    await look(manager, manager.getByRole('heading', { name: 'Nobody knows whether this card was charged' }));
  });

  await test.step('it is back: the sale is paid, once', async () => {
    terminal = await start(port);
    await expect(finished).toBeVisible({ timeout: 30_000 });
    expect(terminal.books.takenMinor() + 0).toBe(saved?.bookings.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
    await nextSale(cashier);
  });

  await test.step('the end of the terminal’s day: both agree', async () => {
    await manager.getByRole('link', { name: 'Closing' }).click();
    await manager.getByRole('button', { name: 'End the terminal’s day' }).click();
    await look(manager, manager.getByText('Both agree.'));
    await expect(manager.getByText('₩8,000').first()).toBeVisible();
  });
  await manager.getByRole('link', { name: 'Devices' }).click();
  await terminal.close();
});
