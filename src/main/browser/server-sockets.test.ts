import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientOf, type ServedTill, serveForTest } from './served-till.ts';

let till: ServedTill;
afterEach(() => till.close());

/** A till with a cashier's page that has opened its socket. */
async function cashierOn(options: { heartbeatMs?: number; full?: boolean } = {}) {
  till = await serveForTest(options);
  const { cashier } = await till.enter('cashier');
  const dialled = till.dial('/cashier/ws', { cookie: cashier, origin: till.origin });
  expect(await dialled.outcome).toBe('opened');
  return dialled;
}

const connectionClosed = () => vi.waitFor(() => expect(till.connections.map(({ closed }) => closed)).toEqual([true]));

describe('the sockets of the browser shell', () => {
  it('carry calls and their streams with the rights of the screen', async () => {
    const { webSocket } = await cashierOn();
    const client = clientOf(webSocket);
    expect((await client.catalogue.search({ text: 'latte' }))[0]?.id).toBe('cashier:5');
    for await (const push of await client.state.watch()) {
      expect(push.mainNowMs).toBe(1);
      break;
    }
    webSocket.close();
    await connectionClosed();
  });

  it('give the connections of one browser the same session, and those of another their own', async () => {
    till = await serveForTest();
    const first = await till.enter('cashier');
    const second = await till.enter('cashier');
    for (const [target, cookie] of [
      ['/cashier/ws', first.cashier],
      ['/cashier/ws', first.cashier],
      ['/manager/ws', first.manager],
      ['/cashier/ws', second.cashier],
    ] as const) {
      expect(await till.dial(target, { cookie, origin: till.origin }).outcome).toBe('opened');
    }
    const [opened, again, manager, other] = till.connections.map(({ sessionKey }) => sessionKey);
    expect([again, manager]).toEqual([opened, opened]);
    expect(other).not.toBe(opened);
  });

  it('stay shut to a page without a cookie, with another screen’s, or from elsewhere', async () => {
    till = await serveForTest();
    const { customer } = await till.enter('customer');
    const own = { cookie: customer, origin: till.origin };
    expect(await till.dial('/customer/ws', { origin: till.origin }).outcome).toBe(401);
    expect(await till.dial('/cashier/ws', own).outcome).toBe(401);
    expect(await till.dial('/manager/ws', own).outcome).toBe(401);
    expect(await till.dial('/customer/ws', { cookie: customer }).outcome).toBe(403);
    expect(await till.dial('/customer/ws', { ...own, origin: 'http://evil.example' }).outcome).toBe(403);
    expect(await till.dial('/customer/ws', { ...own, origin: `http://localhost:${till.server.port}` }).outcome).toBe(403);
    expect(await till.dial('/customer/ws', { ...own, host: 'evil.example' }).outcome).toBe(403);
    expect(await till.dial('/customer/ws?x', own).outcome).toBe(404);
    expect(await till.dial('/ws', own).outcome).toBe(404);
    expect(till.connections).toEqual([]);
  });

  it('end when more is sent than a call can be', async () => {
    const { webSocket, closed } = await cashierOn();
    webSocket.send('x'.repeat((1 << 20) + 1));
    expect(await closed).toBe(1009);
    await connectionClosed();
  });

  it('go on after a message that is no call', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { webSocket } = await cashierOn();
    webSocket.send('{');
    webSocket.send(Buffer.from([0, 255, 3]));
    expect(await clientOf(webSocket).catalogue.search({ text: 'a' })).toHaveLength(1);
    complaints.mockRestore();
  });

  it('end when their page reads nothing any more, before that fills the memory', async () => {
    const { webSocket } = await cashierOn();
    await clientOf(webSocket).state.watch();
    webSocket.pause();
    await vi.waitFor(() => expect(till.log.warn).toHaveBeenCalledWith('socket_stuck', expect.objectContaining({ screen: 'cashier' })), 20_000);
    await connectionClosed();
  });

  it('end when their page does not answer', async () => {
    const { webSocket } = await cashierOn({ heartbeatMs: 20 });
    webSocket.pause();
    await connectionClosed();
  });

  it('stay open while their page is quiet and answers', async () => {
    const { webSocket } = await cashierOn({ heartbeatMs: 20 });
    for (let pings = 0; pings < 3; pings++) await new Promise((resolve) => webSocket.once('ping', resolve));
    expect(till.connections[0]?.closed).toBe(false);
  });

  it('ask their page to come back when the till takes no connection', async () => {
    const { closed } = await cashierOn({ full: true });
    expect(await closed).toBe(1013);
    expect(till.log.error).toHaveBeenCalledOnce();
  });
});

describe('the door of the browser shell', () => {
  it('takes the first port that is free, or says which one is taken', async () => {
    till = await serveForTest();
    await expect(till.serveOn([till.server.port])).rejects.toMatchObject({ code: 'EADDRINUSE', port: till.server.port });
    const second = await till.serveOn([till.server.port, 0]);
    expect(second.port).not.toBe(till.server.port);
    await second.close();
  });

  it('ends every connection when it closes', async () => {
    const { closed } = await cashierOn();
    await till.server.close();
    expect(await closed).toBe(1006);
    await connectionClosed();
  });
});
