// A whole till with the practice shop's simulated card reader: a PN532 over TCP, cards with NDEF, and the service behind those that pay.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  manager = await till.manager();
  const reader = { kind: 'card_reader' as const, id: 'reader', name: 'Counter reader', connection: { kind: 'simulated' as const } };
  await manager.call.shop.change({ devices: [reader] });
  await cashier.until(({ taps }) => taps.ready);
  // What a reader finds in its first second may have lain there.
  till.clock.nowMs += 5000;
});
afterEach(() => till.close());

const ringUp = async () => {
  const [tile] = cashier.state.catalogue.tiles.filter(({ variants }) => variants.length === 0);
  if (!tile) throw new Error('no tile');
  await cashier.call.sale.addArticle({ articleId: tile.id });
  return cashier.state.checkout.sale.id;
};
/** The next text that a page gets, as if it had been scanned there. */
const nextScan = async (screen: TestScreen, during: () => Promise<unknown>): Promise<string> => {
  const end = new AbortController();
  let text = '';
  const doing = during();
  try {
    for await (const push of await screen.call.scans.listen(undefined, { signal: end.signal })) {
      if (push.kind !== 'scan') continue;
      text = push.text;
      await screen.call.scans.done({ scanId: push.id });
      end.abort();
    }
  } catch (cause) {
    if (!end.signal.aborted) throw cause;
  }
  await doing;
  return text;
};

test('a card pays the sale that is shown, by a code that it asked for itself', async () => {
  const saleId = await ringUp();
  await cashier.call.practice.tapCard({ card: 'pays' });
  await cashier.until(({ taps }) => taps.news?.kind === 'nothing_due');
  expect(cashier.state.checkout.sale.tenders).toEqual([]);
  const end = new AbortController();
  const offering = cashier.call.taps.offer({ saleId }, { signal: end.signal });
  await cashier.until(({ taps }) => taps.offered);
  await cashier.call.practice.tapCard({ card: 'pays' });
  await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
  await offering;
  expect(lastCode(cashier.state.checkout.sale)).toMatchObject({ status: 'paid' });
  // Neither its number nor its link is anywhere.
  expect(till.logged()).not.toMatch(/lnurlw|p=[0-9A-F]{32}/);
});

test('a plain card is a badge where it was enrolled, and a customer’s where it was linked', async () => {
  const scanned = await nextScan(cashier, () => cashier.call.practice.tapCard({ card: 'plain' }));
  expect(scanned).toMatch(/^CARD:/);
  expect(await cashier.call.accounts.whose({ scanned })).toEqual({ kind: 'nobody' });

  const { customerId } = await manager.call.accounts.add({ name: 'Mina', phone: '', email: '', limitMinor: 0, active: true });
  expect(await refusal(cashier.call.accounts.linkCard({ customerId, scanned }))).toBe('NOT_ALLOWED');
  await manager.call.accounts.linkCard({ customerId, scanned });
  const again = await nextScan(cashier, () => cashier.call.practice.tapCard({ card: 'plain' }));
  expect(again).not.toBe(scanned);
  expect(await cashier.call.accounts.whose({ scanned: again })).toMatchObject({ kind: 'customer', customer: { name: 'Mina' } });

  const [card] = await manager.call.accounts.cards({ customerId });
  await manager.call.accounts.unlinkCard({ cardId: card?.id ?? '' });
  const jimin = cashier.state.staff.tiles.find(({ role }) => role === 'cashier');
  await manager.call.staff.enrolCard({ staffId: jimin?.id ?? '', scanned: again });
  expect(await cashier.call.accounts.whose({ scanned: again })).toEqual({ kind: 'badge' });
  await cashier.call.session.signOut();
  await cashier.until(({ session }) => session.staff === null);
  const badge = await nextScan(cashier, () => cashier.call.practice.tapCard({ card: 'plain' }));
  await cashier.call.session.signInWithBadge({ scanned: badge });
  await cashier.until(({ session }) => session.staff?.id === jimin?.id);

  // What stood for the card is nobody's badge minutes later.
  await cashier.call.session.signOut();
  till.clock.nowMs += 3 * 60_000;
  expect(await refusal(cashier.call.session.signInWithBadge({ scanned: badge }))).toBe('BADGE_REFUSED');
});
