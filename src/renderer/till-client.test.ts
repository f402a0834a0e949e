// The client against a real server of the contract, over a real WebSocket and a real message channel.
import type { AddressInfo } from 'node:net';
import { implement } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { contract } from '../shared/contract.ts';
import type { SessionState, StatePush } from '../shared/state.ts';
import { failureOf } from './failure.ts';
import { createScreenStore, type ScreenState, type ScreenStore } from './store.ts';
import { ConnectionLost, connectTill, type TillConnection } from './till-client.ts';
import { portTransport, socketTransport, type Transport } from './transports.ts';

const SIGNED_OUT: SessionState = { staff: null, lockedFor: null, secondFactor: 'none' };
const SIGNED_IN: SessionState = {
  staff: { id: 'mina', name: '미나', role: 'cashier', rights: ['sell'], limits: { discountPpm: 0 } },
  lockedFor: null,
  secondFactor: 'none',
};
const LEDGER = { journalSeq: 7 };

const disposers: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposers.splice(0).reverse()) await dispose();
});

/** A till that says what the test tells it to. */
function fakeTill() {
  const watches: ((push: StatePush | null) => void)[] = [];
  const { promise: never } = Promise.withResolvers<void>();
  const os = implement(contract);
  const router = {
    state: {
      watch: os.state.watch.handler(async function* () {
        const queue: (StatePush | null)[] = [{ session: SIGNED_OUT, ledger: LEDGER, mainNowMs: 5_000 }];
        let wake = Promise.withResolvers<void>();
        watches.push((push) => {
          queue.push(push);
          wake.resolve();
        });
        for (;;) {
          const push = queue.shift();
          if (push === null) return;
          if (push) yield push;
          else {
            await wake.promise;
            wake = Promise.withResolvers<void>();
          }
        }
      }),
    },
    session: {
      signIn: os.session.signIn.handler(({ errors }) => {
        throw errors.PIN_WRONG({ data: { retryAfterMs: 2_000 } });
      }),
      signOut: os.session.signOut.handler(() => never),
    },
  };
  return { router, push: (push: StatePush | null) => watches.at(-1)?.(push), watchCount: () => watches.length };
}

async function serve(till: ReturnType<typeof fakeTill>, port = 0) {
  const handler = new SocketHandler(till.router);
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  const sockets: ServerSocket[] = [];
  server.on('connection', (socket) => {
    sockets.push(socket);
    void handler.upgrade(socket);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.terminate();
      server.close(() => resolve());
    });
  disposers.push(stop);
  return { port: (server.address() as AddressInfo).port, cut: () => sockets.at(-1)?.terminate(), stop };
}

function connect(transport: Transport): { store: ScreenStore; till: TillConnection; states: ScreenState[] } {
  const store = createScreenStore();
  const states: ScreenState[] = [];
  store.subscribe((state) => states.push(state));
  const till = connectTill({ transport, store, nowMs: () => 4_000 });
  disposers.push(() => till.close());
  return { store, till, states };
}

const overSocket = (port: number) => socketTransport('manager', { href: `http://127.0.0.1:${port}/manager/`, protocol: 'http:' });

describe('over a WebSocket', () => {
  it('mirrors main’s slices, replaces the ones that change and keeps the others', async () => {
    const fake = fakeTill();
    const { port } = await serve(fake);
    const { store } = connect(overSocket(port));
    await vi.waitUntil(() => store.getState().connection === 'live');
    const before = store.getState();
    expect(before.till).toEqual({ session: SIGNED_OUT, ledger: LEDGER });
    expect(before.clockOffsetMs).toBe(1_000);

    fake.push({ session: SIGNED_IN, mainNowMs: 5_500 });
    await vi.waitUntil(() => store.getState().till.session?.staff);
    expect(store.getState().till.session).toEqual(SIGNED_IN);
    expect(store.getState().till.ledger).toBe(before.till.ledger);
    expect(store.getState().clockOffsetMs).toBe(1_500);
  });

  it('says that the connection is lost when it breaks, and goes on with the whole state when it is back', async () => {
    const fake = fakeTill();
    const { port, cut } = await serve(fake);
    const { store, states } = connect(overSocket(port));
    await vi.waitUntil(() => store.getState().connection === 'live');
    cut();
    await vi.waitUntil(() => fake.watchCount() === 2 && store.getState().connection === 'live');
    expect(states.map((state) => state.connection)).toEqual(['live', 'lost', 'live']);
  });

  it('finds a till that was started anew', async () => {
    const { port, stop } = await serve(fakeTill());
    const { store, till } = connect(overSocket(port));
    await vi.waitUntil(() => store.getState().connection === 'live');
    await stop();
    await vi.waitUntil(() => store.getState().connection === 'lost');
    await expect(till.client.session.signOut()).rejects.toBeInstanceOf(ConnectionLost);
    await serve(fakeTill(), port);
    till.retryNow();
    await vi.waitUntil(() => store.getState().connection === 'live', { timeout: 5_000 });
  });

  it('watches again when main ends the watch', async () => {
    const fake = fakeTill();
    const { port } = await serve(fake);
    const { store } = connect(overSocket(port));
    await vi.waitUntil(() => store.getState().connection === 'live');
    fake.push(null);
    await vi.waitUntil(() => fake.watchCount() === 2 && store.getState().connection === 'live');
  });

  it('fails a call whose answer the break took away', async () => {
    const { port, cut } = await serve(fakeTill());
    const { store, till } = connect(overSocket(port));
    await vi.waitUntil(() => store.getState().connection === 'live');
    const call = till.client.session.signOut();
    const failed = expect(call).rejects.toBeInstanceOf(ConnectionLost);
    cut();
    await failed;
    expect(failureOf(await call.catch((error: unknown) => error))).toEqual({ code: 'CONNECTION_LOST', detail: {} });
  });

  it('gives a declared error with its code and detail', async () => {
    const { port } = await serve(fakeTill());
    const { store, till } = connect(overSocket(port));
    await vi.waitUntil(() => store.getState().connection === 'live');
    const error = await till.client.session.signIn({ staffId: 'mina', pin: '2580' }).catch((reason: unknown) => reason);
    expect(failureOf(error)).toEqual({ code: 'PIN_WRONG', detail: { retryAfterMs: 2_000 } });
  });

  it('stops looking for the till when it is closed', async () => {
    const { port, stop } = await serve(fakeTill());
    const { store, till } = connect(overSocket(port));
    await vi.waitUntil(() => store.getState().connection === 'live');
    till.close();
    await vi.waitUntil(() => store.getState().connection === 'lost');
    await stop();
    const next = fakeTill();
    await serve(next, port);
    const other = connect(overSocket(port));
    await vi.waitUntil(() => other.store.getState().connection === 'live');
    expect(next.watchCount()).toBe(1);
  });
});

describe('over a message port', () => {
  it('hands one end to the preload, and looks anew when main closes the other', async () => {
    const fake = fakeTill();
    const handler = new PortHandler(fake.router);
    const ports: MessagePort[] = [];
    const page = {
      location: { origin: 'flash-till://till' },
      postMessage: (message: unknown, origin: unknown, [port]: [MessagePort]) => {
        expect(message).toEqual({ type: 'flash-till-port' });
        expect(origin).toBe('flash-till://till');
        ports.push(port);
        handler.upgrade(port);
        port.start();
      },
    };
    const { store, till, states } = connect(portTransport(page as unknown as Window));
    await vi.waitUntil(() => store.getState().connection === 'live');
    expect(store.getState().till.ledger).toEqual(LEDGER);
    const error = await till.client.session.signIn({ staffId: 'mina', pin: '2580' }).catch((reason: unknown) => reason);
    expect(failureOf(error).code).toBe('PIN_WRONG');

    ports[0]?.close();
    await vi.waitUntil(() => ports.length === 2 && store.getState().connection === 'live');
    expect(states.map((state) => state.connection)).toEqual(['live', 'lost', 'live']);
  });
});
