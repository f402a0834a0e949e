// Badges and the second factor, as people use them: a card held to its reader, and the codes of an app.
import { Secret, TOTP } from 'otpauth';
import { en } from '../../src/renderer/i18n/en.ts';
import { look } from './look.ts';
import { FINGERS } from './tab-to.ts';
import { barcodeOf, expect, openCashier, openManager, scan, test } from './till-fixture.ts';

const { staff, signIn, errors } = en;
const CARD = '0012345678';
const signedIn = (name: string) => ({ name: `Sign out ${name}` });

test('a card becomes a badge, takes over at the register in the middle of a sale, and opens nothing once it is revoked', async ({ till }) => {
  const cashier = await openCashier(till);
  const manager = await openManager(till);
  await manager.getByRole('link', { name: en.manager.nav.staff }).click();
  await manager.getByRole('button', { name: /^Haneul/ }).click();
  await manager.getByRole('button', { name: staff.badges.open, exact: true }).click();
  const badges = manager.getByRole('dialog', { name: staff.badges.title.replace('{{name}}', 'Haneul') });
  await expect(badges.getByText(staff.badges.none)).toBeVisible();
  await scan(manager, barcodeOf('salt-bread'));
  await expect(badges.getByText(errors.BADGE_REFUSED.next_barcode)).toBeVisible();
  await scan(manager, CARD);
  await expect(badges.getByText(staff.badges.unused)).toBeVisible();
  await badges.getByRole('button', { name: staff.badges.print }).click();
  await expect(badges.getByRole('listitem')).toHaveCount(2);
  await look(manager, badges);

  await scan(cashier, barcodeOf('salt-bread'));
  await expect(cashier.getByText('Salt bread').first()).toBeVisible();
  await scan(cashier, CARD);
  await expect(cashier.getByRole('button', signedIn('Haneul'))).toBeVisible();
  await expect(cashier.getByText(en.cashier.unknown.title)).toBeHidden();

  await test.step('signed out, a scan signs in; goods do not', async () => {
    await cashier.keyboard.press('Control+l');
    await look(cashier, cashier.getByText(signIn.orBadge));
    await scan(cashier, barcodeOf('salt-bread'));
    await expect(cashier.getByText(errors.BADGE_REFUSED.next_no_badge)).toBeVisible();
    await scan(cashier, CARD);
    await expect(cashier.getByRole('button', signedIn('Haneul'))).toBeVisible();
    await cashier.keyboard.press('Control+l');
  });

  await test.step('revoked, it is refused in words', async () => {
    const card = badges.getByRole('listitem').filter({ hasText: staff.badges.cardBadge.replace(' {{mark}}', '') });
    await card.getByRole('button', { name: staff.badges.revoke }).click();
    await expect(card).toHaveCount(0);
    await scan(cashier, CARD);
    await expect(cashier.getByText(errors.BADGE_REFUSED.next_revoked)).toBeVisible();
    await expect(cashier.getByRole('heading', { name: signIn.who })).toBeVisible();
  });
});

test('an owner sets up an app, and the PIN alone opens the manager’s screen no more', async ({ till }) => {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: en.manager.nav.staff }).click();
  await manager.getByRole('button', { name: staff.secondFactor.setUp }).click();
  const dialog = manager.getByRole('dialog', { name: staff.secondFactor.setUp });
  await expect(dialog.getByRole('heading', { name: staff.secondFactor.yourPin })).toBeVisible();
  await manager.keyboard.type('9999');
  await manager.keyboard.press('Enter');
  await look(manager, dialog.getByRole('img', { name: staff.secondFactor.qr }));
  const key = ((await dialog.locator('.second-factor-key').textContent()) ?? '').replace(/\s/g, '');
  const codeAt = (offMs: number) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + offMs });
  await manager.keyboard.type(codeAt(0), FINGERS);
  await manager.keyboard.press('Enter');
  const first = dialog.getByRole('listitem').first();
  await look(manager, first);
  const recovery = ((await first.textContent()) ?? '').replace(/\s/g, '');
  await dialog.getByRole('button', { name: staff.secondFactor.written }).click();
  await expect(manager.getByText('On. 10 recovery codes are left.')).toBeVisible();

  await manager.getByRole('button', signedIn('Seoyeon')).click();
  const enter = async (code: string) => {
    await expect(manager.getByRole('heading', { name: signIn.codeOf })).toBeVisible();
    await manager.keyboard.type(code, FINGERS);
    await manager.keyboard.press('Enter');
  };
  const withPin = async () => {
    await manager.getByRole('button', { name: /^Seoyeon/ }).click();
    await manager.keyboard.type('9999', FINGERS);
    await manager.keyboard.press('Enter');
  };
  await withPin();
  await look(manager, manager.getByRole('heading', { name: signIn.codeOf }));
  // Each counts once: the app's next one, half a minute early.
  const used = codeAt(30_000);
  await enter(used);
  await expect(manager.getByRole('button', signedIn('Seoyeon'))).toBeVisible();

  await test.step('a recovery code gets in once', async () => {
    await manager.getByRole('button', signedIn('Seoyeon')).click();
    await withPin();
    await enter(used);
    await expect(manager.getByText(errors.CODE_WRONG.next_used).first()).toBeVisible();
    await enter(recovery);
    await expect(manager.getByRole('button', signedIn('Seoyeon'))).toBeVisible();
    await expect(manager.getByText('On. 9 recovery codes are left.')).toBeVisible();
  });
});
