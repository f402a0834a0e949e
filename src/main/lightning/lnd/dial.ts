// How a node is reached: over TCP or through a SOCKS5 proxy (Tor), and TLS to exactly the certificate that was pinned.
// The pin is all the trust there is: names, ends of validity and authorities are not asked, so that a node can be reached by
// any address, by a till whose clock is wrong, and by nobody's leave but the shop's.
import { X509Certificate } from 'node:crypto';
import { isIP, connect as netConnect, type Socket } from 'node:net';
import { duplexPair, pipeline } from 'node:stream';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { NodeError } from '../lightning-node.ts';
import { grpc } from './libraries.ts';
import { refusal, troubled } from './trouble.ts';

/** Longer than a busy node takes; a circuit through Tor is built within half a minute or not at all. */
const DIRECT_MS = 5_000;
const PROXY_MS = 30_000;

export interface SocksProxy {
  host: string;
  port: number;
}

export interface ServerAddress {
  host: string;
  port: number;
  /** A SOCKS5 proxy that resolves names by itself, as Tor's does; null for a direct connection. */
  socksProxy: SocksProxy | null;
}

export interface NodeAddress extends ServerAddress {
  /** The one certificate that is taken from this server, PEM. */
  certPem: string;
}

export interface NodeAccess extends NodeAddress {
  macaroonHex: string;
}

export function dialTimeoutMs({ socksProxy }: ServerAddress): number {
  return socksProxy ? PROXY_MS : DIRECT_MS;
}

/** The first certificate of a PEM file, which is the server's own. Throws NodeError `refused`. */
export function readCertificate(certPem: string): X509Certificate {
  try {
    return new X509Certificate(certPem);
  } catch (cause) {
    throw refusal('This is not a certificate.', cause);
  }
}

/** gRPC's TLS, done by us on the TCP connection that it made: good for one connection, which can be asked for and hung up. */
export function createPinnedCredentials(address: NodeAddress, onClosed: () => void) {
  const { CallCredentials, ChannelCredentials } = grpc();
  const pinned = readCertificate(address.certPem).raw;
  let socket: TLSSocket | null = null;
  let over = false;
  let failure: NodeError | null = null;

  const secure = async (tcp: Socket): Promise<TLSSocket> => {
    const secured = await handshake(await throughProxy(tcp, address), address);
    // gRPC would connect again by itself; whoever answers then has to be looked at first, on a connection of its own.
    if (over) {
      secured.destroy();
      throw new Error('This connection is over.');
    }
    if (!secured.getPeerX509Certificate()?.raw.equals(pinned)) {
      secured.destroy();
      failure = troubled('certificate');
      throw failure;
    }
    over = true;
    socket = secured.once('close', onClosed);
    return secured;
  };

  class PinnedCredentials extends ChannelCredentials {
    _isSecure(): boolean {
      return true;
    }

    _equals(other: unknown): boolean {
      return this === other;
    }

    _createSecureConnector(): ReturnType<(typeof ChannelCredentials.prototype)['_createSecureConnector']> {
      return {
        connect: async (tcp) => ({ socket: await secure(tcp), secure: true }),
        waitForReady: async () => undefined,
        getCallCredentials: () => CallCredentials.createEmpty(),
        destroy: () => undefined,
      };
    }
  }

  return {
    credentials: new PinnedCredentials(),
    /** Why there is no connection, when it is not that nobody answered. */
    failure: () => failure,
    /** The connection ends now, with whatever is under way on it. */
    hangUp() {
      over = true;
      socket?.destroy();
    },
  };
}

export interface ShownCertificate {
  certificate: X509Certificate;
  /** A public authority vouches for it, now and under the name that was asked for. */
  vouched: boolean;
}

/** The certificate that a server shows; nothing is said to it. Throws NodeError `unreachable`. */
export async function shownCertificate(server: ServerAddress): Promise<ShownCertificate> {
  let tcp: Socket | undefined;
  try {
    tcp = await tcpConnect(server);
    const socket = await handshake(await throughProxy(tcp, server), server);
    const certificate = socket.getPeerX509Certificate();
    if (!certificate) throw new Error('no certificate was shown');
    return { certificate, vouched: socket.authorized };
  } catch (cause) {
    throw troubled('unreachable', cause);
  } finally {
    tcp?.destroy();
  }
}

function tcpConnect(server: ServerAddress): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const { host, port } = server.socksProxy ?? server;
  const socket = netConnect({ host, port, timeout: dialTimeoutMs(server) }, () => {
    socket.setTimeout(0);
    resolve(socket);
  });
  socket.once('error', reject).once('timeout', () => socket.destroy(new Error('no answer in time')));
  return promise;
}

async function throughProxy(socket: Socket, server: ServerAddress): Promise<Socket> {
  if (!server.socksProxy) return socket;
  const { SocksClient } = await import('socks');
  const { host, port, socksProxy } = server;
  await SocksClient.createConnection({
    command: 'connect',
    proxy: { ...socksProxy, type: 5 },
    destination: { host, port },
    existing_socket: socket,
    timeout: dialTimeoutMs(server),
  });
  return socket;
}

/**
 * TLS over a pair of streams, not over the socket itself: TLS and HTTP/2 would read its handle beneath Node's streams, and a
 * reset that comes into a write is then never told of (Node 24); all that waits would wait for its deadline.
 */
async function handshake(tcp: Socket, server: ServerAddress): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  // TLS would wait for an end that has been and gone.
  if (tcp.destroyed) throw new Error('hung up before the handshake');
  const [inner, outer] = duplexPair();
  // A name is sent for servers that have several (no address is one); whether the certificate bears it is not asked.
  const name = isIP(server.host) === 0 ? { servername: server.host } : {};
  const socket = tlsConnect({ socket: inner, ALPNProtocols: ['h2'], minVersion: 'TLSv1.2', rejectUnauthorized: false, ...name });
  const tooLate = setTimeout(() => socket.destroy(new Error('no handshake in time')), dialTimeoutMs(server));
  const settle = (work: () => void) => {
    clearTimeout(tooLate);
    work();
  };
  pipeline(tcp, outer, tcp, (cause) => socket.destroy(cause ?? undefined));
  socket.once('secureConnect', () => settle(() => resolve(socket)));
  socket.on('error', (cause) => settle(() => reject(cause)));
  socket.once('close', () => {
    tcp.destroy();
    settle(() => reject(new Error('hung up in the handshake')));
  });
  return promise;
}
