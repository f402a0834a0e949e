// What a manager gives to connect a node, in whatever form they have it: a lndconnect text (LND's `lndconnect`, Umbrel,
// RaspiBlitz and others show it as a code), or an address, a certificate and a macaroon. Each mistake has a name.
// Format: https://github.com/LN-Zap/lndconnect/blob/master/lnd_connect_uri.md
import { isIPv6 } from 'node:net';
import type { NodeAccessGiven, ReadingProblem } from '../../shared/connecting.ts';
import type { ServerAddress } from '../lightning/lnd/dial.ts';
import { bytesOf, type GivenCertificate, readGivenCertificate } from './certificate.ts';

/** LND's gRPC port, where none is named. */
const GRPC_PORT = 10_009;

export interface ReadAccess {
  server: ServerAddress;
  /** Null: none was given. */
  certificate: GivenCertificate | null;
  macaroonHex: string;
}

export type Reading = { ok: true; access: ReadAccess } | { ok: false; problem: ReadingProblem };

interface Parts {
  address: string;
  certificate: string;
  macaroon: string;
}

const bad = (problem: ReadingProblem): Reading => ({ ok: false, problem });

export function readAccess({ how, socksProxy }: NodeAccessGiven): Reading {
  const parts = how.form === 'uri' ? partsOfUri(how.uri) : how;
  if (typeof parts === 'string') return bad(parts);
  if (parts.address === '') return bad(parts.macaroon === '' && parts.certificate === '' ? 'nothing' : 'no_host');
  const address = readAddress(parts.address);
  if (typeof address === 'string') return bad(address);
  if (address.host.endsWith('.onion') && !socksProxy) return bad('onion_needs_proxy');
  const certificate = parts.certificate === '' ? null : readGivenCertificate(parts.certificate);
  if (typeof certificate === 'string') return bad(certificate);
  if (parts.macaroon === '') return bad('no_macaroon');
  const macaroonHex = macaroonOf(parts.macaroon);
  if (macaroonHex === null) return bad('bad_macaroon');
  return { ok: true, access: { server: { ...address, socksProxy }, certificate, macaroonHex } };
}

/** A macaroon by itself, or the one of a lndconnect text; hex, or null. */
export function macaroonIn(text: string): string | null {
  const parts = partsOfUri(text);
  if (parts === 'other_text') return macaroonOf(text);
  return typeof parts === 'string' ? null : macaroonOf(parts.macaroon);
}

function partsOfUri(uri: string): Parts | ReadingProblem {
  if (uri === '') return 'nothing';
  // A scanner may send capitals, and a copied text may have been broken into lines.
  const text = uri.replace(/\s/g, '');
  const match = /^lndconnect:(?:\/\/)?([^?/#]*)\/?(?:\?([^#]*))?(?:#.*)?$/i.exec(text);
  if (!match) return /^lndconnect/i.test(text) ? 'bad_uri' : 'other_text';
  const [, address = '', query = ''] = match;
  // Not URLSearchParams: it would make spaces of the plus signs of base64.
  const value = (name: string): string | null => {
    const pair = query.split('&').find((each) => each.toLowerCase().startsWith(`${name}=`));
    return pair === undefined ? '' : decoded(pair.slice(name.length + 1));
  };
  const [host, certificate, macaroon] = [decoded(address), value('cert'), value('macaroon')];
  if (host === null || certificate === null || macaroon === null) return 'bad_uri';
  return host === '' ? 'no_host' : { address: host, certificate, macaroon };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a lone % is no text
  }
}

function readAddress(text: string): { host: string; port: number } | ReadingProblem {
  // Copied from a browser or a configuration: what is before and after the host says nothing here.
  const bare = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/.*$/, '');
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(bare);
  const named = /^([^:]*)(?::([^:]*))?$/.exec(bare);
  // More than one colon and no brackets: IPv6 without a port.
  const [, host = '', portText] = bracketed ?? named ?? ['', bare];
  if (host === '') return 'no_host';
  const isHost = bracketed || !named ? isIPv6(host) : /^[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_.])?$/i.test(host);
  if (!isHost) return 'bad_host';
  const port = portText === undefined ? GRPC_PORT : /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
  return port >= 1 && port <= 65_535 ? { host: host.toLowerCase(), port } : 'bad_port';
}

/** The binary form (version 2) begins with 2; what is written on it the node's own reader says. Hex, or null. */
function macaroonOf(text: string): string | null {
  const bytes = bytesOf(text);
  return bytes && bytes.length > 32 && bytes[0] === 2 ? bytes.toString('hex') : null;
}
