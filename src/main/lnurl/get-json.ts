// One question to a stranger's server: GET, and JSON comes back. A code that a customer holds out says where, so nothing is
// believed: https only (or an onion service), public addresses only, and little, and soon.
import { lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { SocksClient } from 'socks';
import { TillError } from '../../shared/errors.ts';
import { lnurlRefused } from './lnurl-refused.ts';
import { isPublicAddress } from './public-addresses.ts';

const MAX_BYTES = 16 * 1024;
const MAX_REDIRECTS = 3;
const TIME_LIMIT_MS = 10_000;

export interface Reach {
  /** Services of the shop's own network that may be asked although no public address leads there: `http://10.0.0.5:5000`. More may come later. */
  localOrigins?: readonly string[];
  /** The SOCKS5 proxy of Tor; without it no onion service can be asked. */
  torProxy?: { host: string; port: number } | null;
  /** For all of one question, redirects included. */
  timeLimitMs?: number;
  /** Where names lead; the system says it, unless said. */
  lookup?: typeof systemLookup;
}

/** Throws TillError LNURL_REFUSED. What is resolved with is JSON of a stranger's. `onHeard`: somebody answers, if only by sending us on. */
export type GetJson = (url: URL, onHeard?: () => void) => Promise<unknown>;

export function createGetJson({ localOrigins = [], torProxy = null, timeLimitMs = TIME_LIMIT_MS, lookup = systemLookup }: Reach): GetJson {
  const isLocal = (url: URL) => localOrigins.includes(url.origin);
  /** A card does not say by which scheme its service is asked (LUD-17): one of the shop's own network, by the one that the till was told. */
  const asTold = (url: URL): URL => {
    const plain = url.href.replace(/^https:/, 'http:');
    return !isLocal(url) && url.protocol === 'https:' && isLocal(new URL(plain)) ? new URL(plain) : url;
  };
  const isOnion = (url: URL) => url.hostname.endsWith('.onion');

  const refuseForbidden = (url: URL) => {
    // Not at a service of the shop's own either: whoever wrote the code would sign in there.
    if (url.username !== '' || url.password !== '') throw lnurlRefused('forbidden', url);
    if (isLocal(url)) return;
    const onion = isOnion(url);
    const scheme = url.protocol === 'https:' || (onion && url.protocol === 'http:');
    // A literal address is never looked up, so it is looked at here. Brackets are how a URL writes IPv6.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    const address = isIP(literal) === 0 || isPublicAddress(literal);
    if (!scheme || !address) throw lnurlRefused('forbidden', url);
  };

  const throughTor = async (url: URL): Promise<Socket> => {
    if (!torProxy) throw lnurlRefused('no_tor', url);
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const { socket } = await SocksClient.createConnection({
      proxy: { ...torProxy, type: 5 },
      command: 'connect',
      destination: { host: url.hostname, port },
      timeout: timeLimitMs,
    });
    return url.protocol === 'https:' ? connectTls({ socket, servername: url.hostname }) : socket;
  };

  const ask = async (url: URL, signal: AbortSignal): Promise<IncomingMessage> => {
    refuseForbidden(url);
    const options: RequestOptions = { signal, headers: { accept: 'application/json', 'accept-encoding': 'identity' } };
    if (isOnion(url)) {
      const socket = await throughTor(url);
      options.createConnection = () => socket;
    } else {
      // No connection is kept: the next question looks again where it leads.
      options.agent = false;
      if (!isLocal(url)) options.lookup = publicOnly(url, lookup);
    }
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((answered, failed) => {
      const closed = () => failed(new Error('closed without an answer'));
      // An answer that wants another protocol is none, and no error either: without the end of its line nobody would hear of it.
      send(url, options, answered).once('error', failed).once('close', closed).end();
    });
  };

  const follow = async (first: URL, signal: AbortSignal, onHeard: () => void): Promise<string> => {
    let url = asTold(first);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await ask(url, signal);
      onHeard();
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      // Services say no with a 4xx and their reason in the body.
      if (status < 300 || status >= 400 || location === undefined) return await readAll(response, url);
      response.destroy();
      if (!URL.canParse(location, url)) throw lnurlRefused('nonsense', url);
      url = new URL(location, url);
    }
    throw lnurlRefused('nonsense', url);
  };

  return async (url, onHeard = () => undefined) => {
    try {
      return JSON.parse(await follow(url, AbortSignal.timeout(timeLimitMs), onHeard));
    } catch (cause) {
      if (cause instanceof SyntaxError) throw lnurlRefused('nonsense', url, { cause });
      throw cause instanceof TillError ? cause : lnurlRefused('no_answer', url, { cause });
    }
  };
}

/** Gives the connection the addresses that were looked at, so that a second answer of the DNS cannot lead elsewhere. */
function publicOnly(url: URL, resolve: typeof systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (cause, found) => {
      const [first] = found ?? [];
      if (cause || !first) return callback(cause ?? lnurlRefused('no_answer', url), '');
      if (!found.every(({ address }) => isPublicAddress(address))) return callback(lnurlRefused('forbidden', url), '');
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

async function readAll(response: IncomingMessage, url: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw lnurlRefused('nonsense', url);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
