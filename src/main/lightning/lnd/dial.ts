// How a node is reached: over TCP or through a SOCKS5 proxy (Tor), and TLS to exactly the certificate that was pinned.

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
