// A badge on its way through a whole till: printed once, shown on no screen, and scanned at the register like goods.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import jsQr from 'jsqr';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const cashierIds = ({ state }: TestScreen) => state.staff.tiles.filter(({ role }) => role === 'cashier').map(({ id }) => id);
/** What a scanner reads off the paper that came out. */
const readOff = async (pngBase64: string): Promise<string | undefined> => {
  const image = await loadImage(Buffer.from(pngBase64, 'base64'));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return jsQr(new Uint8ClampedArray(context.getImageData(0, 0, image.width, image.height).data), image.width, image.height)?.data;
};

test('a printed badge comes out once, is scanned, and can be shown and copied by nobody', async () => {
  const [cashier, manager] = [await till.cashier(), await till.manager()];
  const [, other = ''] = cashierIds(manager);
  await manager.call.staff.printBadge({ staffId: other });
  await manager.until(({ paper }) => paper.papers.some(({ name }) => name?.kind === 'badge'));
  const paper = manager.state.paper.papers.find(({ name }) => name?.kind === 'badge');
  const { pngBase64 } = await manager.call.printing.paper({ paperId: paper?.id ?? '' });
  const scanned = (await readOff(pngBase64)) ?? '';
  expect(scanned).toMatch(/^FB[0-9A-Z]{17}$/);

  const subject = { kind: 'badge', subjectId: paper?.name?.subjectId ?? '' } as const;
  expect(await refusal(manager.call.papers.show(subject))).toBe('NOT_FOUND');
  expect(await refusal(manager.call.papers.copy(subject))).toBe('NOT_FOUND');
  expect(await refusal(cashier.call.sale.addBarcode({ barcode: scanned }))).toBe('BADGE_SCANNED');

  await cashier.call.session.signInWithBadge({ scanned });
  await cashier.until(({ session }) => session.staff?.id === other);
  await till.restart();
  const after = till.screen('cashier');
  await after.call.session.signInWithBadge({ scanned });
  await after.until(({ session }) => session.staff?.id === other);
  expect(till.logged()).not.toContain(scanned.slice(2));
});

test('whoever takes over by a badge in the middle of a sale leaves it to whom it belongs', async () => {
  const [cashier, manager] = [await till.cashier(), await till.manager()];
  const [first = '', other = ''] = cashierIds(manager);
  await manager.call.staff.enrolCard({ staffId: other, scanned: '0012345678' });
  await manager.call.staff.enrolCard({ staffId: first, scanned: '0087654321' });
  await cashier.call.sale.addOpenAmount({ amountMinor: 1_000 });
  await cashier.call.session.signInWithBadge({ scanned: '12345678' });
  await cashier.until(({ session, checkout }) => session.staff?.id === other && checkout.sale.lines.length === 0);
  await cashier.call.session.signInWithBadge({ scanned: '87654321' });
  await cashier.until(({ session, checkout }) => session.staff?.id === first && checkout.sale.lines.length === 1);
});

test('wrong badges count over a restart, and so does the lock that they come to', async () => {
  const manager = await till.manager();
  const [, other = ''] = cashierIds(manager);
  await manager.call.staff.enrolCard({ staffId: other, scanned: '0012345678' });
  const scan = (screen: TestScreen, scanned: string) => refusal(screen.call.session.signInWithBadge({ scanned }));
  const cashier = await till.cashier();
  for (let n = 0; n < 5; n += 1) expect(await scan(cashier, String(20_000_000 + n))).toBe('BADGE_REFUSED');
  await till.restart();
  const second = till.screen('cashier');
  for (let n = 5; n < 8; n += 1) expect(await scan(second, String(20_000_000 + n))).toBe('BADGE_REFUSED');
  expect(await scan(second, '12345678')).toBe('BADGE_LOCKED');
  await till.restart();
  const third = till.screen('cashier');
  expect(await scan(third, '12345678')).toBe('BADGE_LOCKED');
  till.clock.nowMs += 10 * 60_000;
  await third.call.session.signInWithBadge({ scanned: '12345678' });
});

test('without a printer of receipts no badge is made that nobody could hold', async () => {
  const manager = await till.manager();
  const [staffId = ''] = cashierIds(manager);
  await manager.call.shop.change({ printers: [] });
  expect(await refusal(manager.call.staff.printBadge({ staffId }))).toBe('PRINTER_MISSING');
  expect(await manager.call.staff.badges({ staffId })).toEqual([]);
});

test('an owner with an app is asked for its code at the manager’s screen and before roles change, over a restart as well', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ lockAfterMinutes: 0 });
  const staffId = manager.state.session.staff?.id ?? '';
  const { key } = await manager.call.session.beginSecondFactor({ pin: '9999' });
  const code = () => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: till.clock.nowMs });
  const { recoveryCodes } = await manager.call.session.confirmSecondFactor({ code: code() });
  await manager.until(({ session }) => session.secondFactor === 'set' && session.staff !== null);
  await till.restart();

  const after = till.screen('manager');
  const signIn = (given: { code?: string }) => after.call.session.signIn({ staffId, pin: '9999', ...given });
  expect(await refusal(signIn({}))).toBe('CODE_NEEDED');
  till.clock.nowMs += 60_000;
  await signIn({ code: code() });
  await after.until(({ staff }) => staff.roles.length > 0);
  const [first] = after.state.staff.roles;
  if (!first) throw new Error('no role');
  const role = { ...first, names: { en: 'Cashier', ko: '계산원' } };
  await after.call.staff.putRole({ ...role, badgeSuffices: false });
  till.clock.nowMs += 5 * 60_000;
  expect(await refusal(after.call.staff.putRole(role))).toBe('CODE_AGAIN');
  // Another node is where all the money goes from then on.
  const ownNode = after.call.ownNode;
  const toAnotherNode = [
    () => after.call.lightning.connect({ attemptId: 'x' }),
    () => ownNode.begin({ program: '', network: 'regtest', peer: '' }),
    () => ownNode.connect(),
  ];
  for (const call of toAnotherNode) expect(await refusal(call())).toBe('CODE_AGAIN');
  await after.call.session.giveCode({ code: recoveryCodes[4] ?? '' });
  await after.call.staff.putRole(role);
  expect(await refusal(after.call.lightning.connect({ attemptId: 'x' }))).not.toBe('CODE_AGAIN');
  expect(till.logged()).not.toContain(key);
});
