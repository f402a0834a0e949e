// Somebody else's yes, somebody else's turn, and somebody new: at the register and at the manager's desk.
import { en } from '../../src/renderer/i18n/en.ts';
import { look } from './look.ts';
import { expect, openCashier, openManager, test } from './till-fixture.ts';

const { staff, signIn, errors } = en;

test('a manager approves one action at the cashier’s screen, and the cashier goes on', async ({ till }) => {
  const cashier = await openCashier(till);
  const openDrawer = async () => {
    await cashier.keyboard.press('Control+d');
    await cashier.getByText(en.shifts.movement.no_sale, { exact: true }).click();
    await cashier.getByRole('dialog').getByRole('textbox').fill('Change for a note');
    await cashier.getByRole('dialog').getByRole('button', { name: en.shifts.do.no_sale }).click();
  };
  await openDrawer();
  const approval = cashier.getByRole('dialog', { name: staff.approval.title });
  await look(cashier, approval);
  await expect(approval).toContainText(staff.right.no_sale);
  await cashier.keyboard.type('0000');
  await cashier.keyboard.press('Enter');
  await expect(approval.getByText(errors.PIN_WRONG.what)).toBeVisible();
  await cashier.keyboard.type('9999');
  await cashier.keyboard.press('Enter');
  await expect(cashier.getByText(en.shifts.opened)).toBeVisible();
  await expect(cashier.getByRole('button', { name: 'Sign out Jimin' })).toBeVisible();

  await test.step('once: the next time asks again, and nothing is done without a yes', async () => {
    await openDrawer();
    await expect(approval).toBeVisible();
    await cashier.keyboard.press('Escape');
    await expect(approval).toBeHidden();
  });
});

test('somebody new is given a PIN at the desk and takes over at the register', async ({ till }) => {
  const cashier = await openCashier(till);
  const manager = await openManager(till);
  await manager.getByRole('link', { name: en.manager.nav.staff }).click();
  await look(manager, manager.getByRole('heading', { name: staff.people.title }));
  await manager.getByRole('button', { name: staff.people.add }).click();
  await manager.getByLabel(staff.people.name, { exact: true }).fill('Mina');
  await look(manager, manager.getByRole('dialog', { name: staff.people.add }));
  await manager.getByRole('button', { name: staff.people.next }).click();
  for (const title of [staff.pin.new, staff.pin.again]) {
    await expect(manager.getByRole('heading', { name: title, exact: true })).toBeVisible();
    await manager.keyboard.type('2580');
    await manager.keyboard.press('Enter');
  }
  await expect(manager.getByText(staff.people.added.replace('{{name}}', 'Mina'))).toBeVisible();

  await cashier.keyboard.press('F10');
  await cashier.getByRole('button', { name: signIn.switchTo.replace('{{name}}', 'Mina') }).click();
  await expect(cashier.getByRole('heading', { name: signIn.pinOf.replace('{{name}}', 'Mina') })).toBeVisible();
  await cashier.keyboard.type('2580');
  await cashier.keyboard.press('Enter');
  await expect(cashier.getByRole('button', { name: 'Sign out Mina' })).toBeVisible();
});
