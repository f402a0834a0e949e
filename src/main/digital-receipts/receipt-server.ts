// Serves receipts to phones in the shop's network, and nothing else: GET /r/TOKEN. It stands open to whoever is in that network, so
// it has limits of its own that are far below what the till would feel: few connections, each for one short request, so many requests
// a minute. It knows pages by their token and has no part in the till besides.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { LinkTrouble } from '../../shared/digital-receipt.ts';
import type { Log } from '../log.ts';
import { createAllowance } from './allowance.ts';
import { PAGE_HEADERS } from './receipt-page.ts';

const MOST_CONNECTIONS = 24;
const MAX_HEAD_BYTES = 8 * 1024;
/** From the first byte to the last of a request; and how long a phone may take to read its page. */
const REQUEST_MS = 5_000;
const IDLE_MS = 10_000;
/** A page is one request; a phone asks for an icon, too. */
const PER_PHONE = { burst: 20, everyMs: 3_000 };
const IN_ALL = { burst: 60, everyMs: 100 };

export interface ReceiptServerParts {
  /** The page, or null: whatever the reason, the visitor is told the same. */
  page: (token: string) => string | null;
  /** For a visitor who gets none. */
  nothingHere: () => string;
  /** A clock that nobody sets. */
  monoMs: () => number;
  log: Log;
}

export interface ReceiptServer {
  close(): Promise<void>;
}

export class NotServing extends Error {
  readonly reason: LinkTrouble;

  constructor(reason: LinkTrouble, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'NotServing';
    this.reason = reason;
  }
}

/** NotServing where the address or the port cannot be had. */
export async function serveReceipts(
  { address, port }: { address: string; port: number },
  { page, nothingHere, monoMs, log }: ReceiptServerParts,
): Promise<ReceiptServer> {
  const phones = createAllowance({ ...PER_PHONE, monoMs });
  const all = createAllowance({ ...IN_ALL, monoMs });

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const send = (status: number, body: string, headers: Record<string, string> = {}) => {
      response.writeHead(status, { ...PAGE_HEADERS, connection: 'close', ...headers, 'content-length': Buffer.byteLength(body) });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    try {
      if (!phones.take(request.socket.remoteAddress ?? '')) return send(429, '', { 'retry-after': '60' });
      if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, '', { allow: 'GET, HEAD' });
      const [, token] = /^\/r\/([A-Za-z0-9_-]{1,64})$/.exec(request.url ?? '') ?? [];
      const found = token === undefined ? null : page(token);
      send(found === null ? 404 : 200, found ?? nothingHere());
    } catch (cause) {
      // Without what was asked for: a token is as good as the receipt.
      log.error('receipt_server.failed', cause);
      if (!response.headersSent) send(500, '');
      else response.destroy();
    }
  };

  const http = createServer(
    { maxHeaderSize: MAX_HEAD_BYTES, headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 1_000, noDelay: true },
    answer,
  );
  http.maxConnections = MOST_CONNECTIONS;
  http.maxRequestsPerSocket = 1;
  http.timeout = IDLE_MS;
  http.on('connection', (socket: Socket) => {
    // Before anything of it is read: what comes in a flood costs no more than hanging up.
    if (!all.take('')) socket.destroy();
  });
  // What is no HTTP gets no answer.
  http.on('clientError', (_cause, socket) => void socket.destroy());
  for (const way of ['upgrade', 'connect', 'checkContinue'] as const) http.on(way, (request: IncomingMessage) => void request.socket.destroy());
  await listen(http, address, port);
  http.on('error', (cause) => log.error('receipt_server.broke', cause));

  return {
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

const TROUBLES: Record<string, LinkTrouble> = { EADDRINUSE: 'port_taken', EADDRNOTAVAIL: 'address_gone', EACCES: 'not_allowed' };

function listen(http: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refused = (cause: NodeJS.ErrnoException) => reject(new NotServing(TROUBLES[cause.code ?? ''] ?? 'fault', { cause }));
    http.once('error', refused);
    http.listen({ port, host: address, exclusive: true }, () => {
      http.off('error', refused);
      resolve();
    });
  });
}
