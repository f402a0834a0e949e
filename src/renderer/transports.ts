// The two ways from a page to the till: a WebSocket where a browser shows it, a MessagePort inside Electron.
// Each opens one connection at a time and says when it has ended; trying again is till-client's.
import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { Screen } from '../shared/state.ts';

export interface OpenConnection {
  link: ClientLink<Record<never, never>>;
  /** Resolves when the connection is no more, whoever ended it. */
  ended: Promise<void>;
  close(): void;
}

export type Transport = () => OpenConnection;

/** To the server that this page came from. */
export function socketTransport(screen: Screen, page: Pick<Location, 'href' | 'protocol'>): Transport {
  return () => {
    const url = new URL(`/${screen}/ws`, page.href);
    url.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    const ended = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
    return { link: new SocketLink({ websocket: socket }), ended, close: () => socket.close() };
  };
}

/** What the page tells the preload together with the other end of the port. */
const PORT_MESSAGE = 'flash-till-port';

/** To main through the preload, which passes `port2` on. */
export function portTransport(page: { location: Pick<Location, 'origin'>; postMessage: Window['postMessage'] }): Transport {
  return () => {
    const { port1, port2 } = new MessageChannel();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    port1.addEventListener('close', () => end(), { once: true });
    const link = new PortLink({ port: port1 });
    port1.start();
    page.postMessage({ type: PORT_MESSAGE }, page.location.origin, [port2]);
    return {
      link,
      ended,
      close: () => {
        port1.close();
        end();
      },
    };
  };
}
