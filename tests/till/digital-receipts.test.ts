// The receipt on a customer's phone over a whole till: its code on the screens, and the page that a link opens, asked for as phones
// and as strangers in the shop's network do.
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DigitalReceiptSettings, ReceiptCode } from '../../src/shared/digital-receipt.ts';
import { sell } from './mail-bed.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let customer: TestScreen;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  customer = till.screen('customer');
  manager = await till.manager();
});
afterEach(() => till.close());

/** A port that nobody has at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const set = (change: Partial<DigitalReceiptSettings>) =>
  manager.call.shop.change({ digitalReceipts: { ...manager.state.shop.digitalReceipts, ...change } });
const serve = async (change: Partial<DigitalReceiptSettings['link']> = {}) => {
  const port = await freePort();
  await set({ code: 'link', link: { address: '127.0.0.1', port, days: 14, ...change } });
  await manager.until(({ digitalReceipts: { link } }) => link.status === 'serving' && link.port === port);
  return port;
};
const shownFor = async (saleId: string): Promise<ReceiptCode> => {
  await customer.until(({ receiptCode }) => receiptCode.shown?.whileSaleId === saleId);
  const { shown } = customer.state.receiptCode;
  if (!shown) throw new Error('no code');
  return shown;
};
const soldByLink = async () => {
  const sale = await sell(cashier);
  await customer.until(({ receiptCode }) => receiptCode.shown?.saleId === sale.id && receiptCode.shown.kind === 'link');
  return { sale, url: (await shownFor(sale.id)).data };
};
const changed = (url: string) => `${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`;

describe('the code on the customer’s screen', () => {
  test('is the receipt itself until a manager allows more, and nothing is served', async () => {
    const sale = await sell(cashier);
    const code = await shownFor(sale.id);
    expect(code).toMatchObject({ saleId: sale.id, receiptNumber: sale.receiptNumber, kind: 'text', leftOut: 0 });
    expect(code.data).toContain(sale.receiptNumber);
    expect(code.data).toContain('4,500');
    expect(manager.state.digitalReceipts.link).toEqual({ status: 'off' });
  });

  test('is none where the shop wants none', async () => {
    await set({ code: 'none' });
    const sale = await sell(cashier);
    expect(await manager.call.digitalReceipts.code({ saleId: sale.id })).toBeNull();
    expect(await refusal(cashier.call.digitalReceipts.show({ saleId: sale.id }))).toBe('NOT_FOUND');
    expect(customer.state.receiptCode.shown).toBeNull();
  });

  test('is shown again for the last sale while the next has not begun, and hidden again', async () => {
    const sale = await sell(cashier);
    await cashier.call.sale.next({ saleId: sale.id });
    await cashier.until(({ checkout }) => checkout.sale.id !== sale.id);
    const { id: now } = cashier.state.checkout.sale;
    expect(await cashier.call.digitalReceipts.show({ saleId: sale.id })).toMatchObject({ receiptNumber: sale.receiptNumber });
    expect(await shownFor(now)).toMatchObject({ saleId: sale.id });
    await cashier.call.digitalReceipts.hide();
    await customer.until(({ receiptCode }) => receiptCode.shown === null);
  });

  test('belongs to completed sales alone', async () => {
    await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
    await cashier.until(({ checkout }) => checkout.sale.lines.length > 0);
    expect(await refusal(cashier.call.digitalReceipts.show({ saleId: cashier.state.checkout.sale.id }))).toBe('NOT_FOUND');
    expect(await refusal(manager.call.digitalReceipts.code({ saleId: 'no sale' }))).toBe('NOT_FOUND');
  });
});

describe('the page of a link', () => {
  test('is the receipt as on paper, marked as practice, in one page that needs and sends nothing', async () => {
    await serve();
    const { sale, url } = await soldByLink();
    const response = await fetch(url);
    const page = await response.text();
    expect(response.status).toBe(200);
    for (const words of ['번개 커피', sale.receiptNumber, '₩4,500', '연습용 · 실제 돈이 아닙니다', '부가세', '저장']) expect(page).toContain(words);
    expect(page).toContain('<html lang="ko">');
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<form|\son\w+=|url\(/i);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  });

  test('opens after a restart, and names what was refunded since', async () => {
    await serve();
    const { sale, url } = await soldByLink();
    await till.restart();
    manager = await till.manager();
    await manager.until(({ digitalReceipts: { link } }) => link.status === 'serving');
    const offer = await manager.call.refunds.offer({ saleId: sale.id, wish: { kind: 'amount', amountMinor: 1000 } });
    await manager.call.refunds.give({ offerId: offer.id });
    const page = await (await fetch(url)).text();
    expect(page).toContain('이후 환불');
    expect(page).toMatch(/환불 T1-R000001, .*₩1,000/);
  });

  test('is nowhere for a link that was changed, for any other way, and for any other request; all are told the same', async () => {
    const port = await serve();
    const { url } = await soldByLink();
    const origin = `http://127.0.0.1:${port}`;
    const wrong = await fetch(changed(url));
    const words = await wrong.text();
    expect(wrong.status).toBe(404);
    for (const path of [
      '/',
      '/r/',
      '/r',
      '/r/../r',
      `/r/${'A'.repeat(43)}`,
      '/favicon.ico',
      '/cashier/',
      `${new URL(url).pathname}/`,
      `${new URL(url).pathname}?x`,
    ]) {
      const response = await fetch(origin + path);
      expect([path, response.status, await response.text()]).toEqual([path, 404, words]);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await fetch(url, { method })).status).toBe(405);
  });

  test('is over after the days of the settings: the code has the text again then', async () => {
    await serve({ days: 2 });
    const { sale, url } = await soldByLink();
    till.clock.nowMs += 2 * 86_400_000 + 1000;
    expect((await fetch(url)).status).toBe(404);
    expect(await (await till.manager()).call.digitalReceipts.code({ saleId: sale.id })).toMatchObject({ kind: 'text' });
  });

  test('is in no log, and neither is its link', async () => {
    await serve();
    const { url } = await soldByLink();
    await fetch(url);
    await fetch(changed(url));
    expect(till.logged()).not.toContain(new URL(url).pathname.slice(3, 20));
  });
});

describe('the server in the shop’s network', () => {
  test('lets one phone ask so often, and no more', async () => {
    await serve();
    const { url } = await soldByLink();
    const answers = await Promise.all(Array.from({ length: 30 }, () => fetch(url).then(({ status }) => status)));
    expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(20);
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(answers).toContain(429);
  });

  test('hangs up on a flood of connections while the till sells on', async () => {
    const port = await serve();
    const sockets = Array.from({ length: 300 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
    const hungUp = Promise.all(sockets.slice(100).map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    await sell(cashier);
    await hungUp;
    for (const socket of sockets) socket.destroy();
  });

  test('a port that is taken is said, in a word, and the code has the text; another port serves', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      await set({ code: 'link', link: { address: '127.0.0.1', port, days: 14 } });
      await cashier.until(({ digitalReceipts: { link } }) => link.status === 'failed');
      expect(manager.state.digitalReceipts.link).toEqual({ status: 'failed', reason: 'port_taken', address: '127.0.0.1', port });
      const sale = await sell(cashier);
      expect(await shownFor(sale.id)).toMatchObject({ kind: 'text' });
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
    await serve();
    await soldByLink();
  });

  test('serves at no address until one is chosen, and at none that this machine does not have', async () => {
    await set({ code: 'link' });
    await manager.until(({ digitalReceipts: { link } }) => link.status === 'failed' && link.reason === 'no_address');
    // TEST-NET-1: nobody's.
    await set({ code: 'link', link: { address: '192.0.2.1', port: 8421, days: 14 } });
    await manager.until(({ digitalReceipts: { link } }) => link.status === 'failed' && link.reason === 'address_gone');
    // All networks of this machine at once: also those that the shop's is not.
    await set({ code: 'link', link: { address: '0.0.0.0', port: await freePort(), days: 14 } });
    await manager.until(({ digitalReceipts: { link } }) => link.status !== 'off' && link.address === '0.0.0.0');
    expect(manager.state.digitalReceipts.link).toMatchObject({ status: 'failed', reason: 'address_gone' });
    expect(await manager.call.digitalReceipts.addresses()).toContainEqual(expect.objectContaining({ address: '127.0.0.1', thisMachineOnly: true }));
  });

  test('is gone when the manager turns it off', async () => {
    await serve();
    const { url } = await soldByLink();
    await set({ code: 'text' });
    await manager.until(({ digitalReceipts: { link } }) => link.status === 'off');
    await expect(fetch(url)).rejects.toThrow();
  });

  test('a phone that says nothing, or half a request, keeps no connection', async () => {
    const port = await serve();
    const socket = connect(port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined).on('data', () => undefined);
    socket.write('GET /r/half HTTP/1.1\r\nHost: ');
    await closed;
  });
});
