// Printers that say by multicast DNS that they are there (RFC 6762, RFC 6763). One-shot questions from a port of our own
// (RFC 6762, 5.1 and 6.7): each printer answers it alone, the system's own service for such names keeps its port, and nothing is joined.
import dgram from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import dnsPacket from 'dns-packet';
import { type FoundPrinter, isPrivateAddress } from '../../shared/discovery.ts';

/** `pdl-datastream` takes bytes as they are, `ipp` whole pages. */
const SERVICES = { raw: '_pdl-datastream._tcp.local', pages: '_ipp._tcp.local' };
const MULTICAST = { address: '224.0.0.251', port: 5353 };
/** A packet lost is asked for again; slow printers answer within a second or two. */
const ASK_AT_MS = [0, 700, 1600];
const LISTEN_MS = 3000;
/** More records than a street of shops has: what comes then is no answer of printers. */
const MOST_RECORDS = 2000;
const MOST_NAME = 80;

interface Records {
  /** Which printers offer a service, by its name. */
  instances: Map<string, Set<string>>;
  servers: Map<string, { target: string; port: number }>;
  addresses: Map<string, string>;
  /** What each says of its make: TXT `ty`. */
  makes: Map<string, string>;
  count: number;
}

export interface MdnsOptions {
  signal: AbortSignal;
  /** Where the questions go; the multicast group of mDNS unless said. */
  to?: { address: string; port: number };
  /** Our own addresses to ask from; those of this machine's private networks unless said. */
  from?: readonly string[];
  listenMs?: number;
}

/** Resolves when all had their time to answer; rejects where no question could be sent. Aborting ends it early, with what was found. */
export async function findMdnsPrinters({
  signal,
  to = MULTICAST,
  from = ownAddresses(),
  listenMs = LISTEN_MS,
}: MdnsOptions): Promise<FoundPrinter[]> {
  const records: Records = { instances: new Map(), servers: new Map(), addresses: new Map(), makes: new Map(), count: 0 };
  const sockets = await Promise.all(from.map((address) => openSocket(address, (packet) => learn(records, packet)).catch(() => null)));
  const open = sockets.filter((socket) => socket !== null);
  try {
    if (from.length > 0 && open.length === 0) throw new Error('no network lets us ask');
    const over = AbortSignal.any([signal, AbortSignal.timeout(listenMs)]);
    const asking = ASK_AT_MS.filter((ms) => ms < listenMs).map((ms) =>
      setTimeout(() => {
        for (const socket of open) socket.send(question(records), to.port, to.address, () => undefined);
      }, ms),
    );
    if (!over.aborted) await once(over, 'abort');
    for (const timer of asking) clearTimeout(timer);
    return printersOf(records);
  } finally {
    for (const socket of open) socket.close();
  }
}

/** One for each network of this machine: a question goes out on the network of the address it is asked from. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivateAddress(address))
    .map(({ address }) => address);
}

async function openSocket(address: string, onPacket: (packet: Buffer) => void): Promise<dgram.Socket> {
  const socket = dgram.createSocket('udp4');
  try {
    socket.bind(0, address);
    await once(socket, 'listening');
    socket.setMulticastInterface(address);
    // This network, and no other behind it (RFC 6762, 11).
    socket.setMulticastTTL(255);
  } catch (cause) {
    socket.close();
    throw cause;
  }
  socket.on('message', onPacket);
  // The network has gone: what was found by then is found.
  socket.on('error', () => undefined);
  return socket;
}

/** For the services, and for what is still missing of what is known to be there. */
function question({ instances, servers, addresses }: Records): Buffer {
  const known = [...instances.values()].flatMap((names) => [...names]).filter(canBeAsked);
  const unserved = known.filter((name) => !servers.has(name)).slice(0, 20);
  const unplaced = [...servers.values()].map(({ target }) => target).filter((target) => !addresses.has(target) && canBeAsked(target));
  return dnsPacket.encode({
    type: 'query',
    id: 1,
    questions: [
      ...Object.values(SERVICES).map((name) => ({ type: 'PTR', name }) as const),
      ...unserved.flatMap((name) => [{ type: 'SRV', name } as const, { type: 'TXT', name } as const]),
      ...unplaced.slice(0, 20).map((name) => ({ type: 'A', name }) as const),
    ],
  });
}

/** A name that fits into a question (RFC 1035, 2.3.4). */
function canBeAsked(name: string): boolean {
  return name.length <= 200 && name.split('.').every((label) => label !== '' && Buffer.byteLength(label) <= 63);
}

/** Takes what an answer says; what is no answer is let go. */
function learn(records: Records, packet: Uint8Array): void {
  let answer: dnsPacket.Packet;
  try {
    answer = dnsPacket.decode(Buffer.from(packet));
  } catch {
    return;
  }
  for (const record of [...(answer.answers ?? []), ...(answer.additionals ?? [])]) {
    if (records.count >= MOST_RECORDS) return;
    records.count += 1;
    if (record.type === 'PTR') {
      const service = record.name.toLowerCase();
      if (!Object.values(SERVICES).includes(service)) continue;
      const names = records.instances.get(service) ?? new Set();
      records.instances.set(service, names.add(record.data));
    } else if (record.type === 'SRV') records.servers.set(record.name, { target: record.data.target.toLowerCase(), port: record.data.port });
    else if (record.type === 'A') records.addresses.set(record.name.toLowerCase(), record.data);
    else if (record.type === 'TXT') {
      const make = [record.data].flat().find((text) => String(text).startsWith('ty='));
      if (make !== undefined) records.makes.set(record.name, String(make).slice('ty='.length));
    }
  }
}

/** One for each address: a printer may offer both. */
function printersOf({ instances, servers, addresses, makes }: Records): FoundPrinter[] {
  const found = new Map<string, FoundPrinter>();
  for (const [way, service] of Object.entries(SERVICES)) {
    for (const instance of instances.get(service) ?? []) {
      const server = servers.get(instance);
      const host = server && addresses.get(server.target);
      if (!server || host === undefined || !isPrivateAddress(host)) continue;
      const before = found.get(host);
      const port = way === 'raw' && server.port > 0 ? server.port : null;
      const name = (makes.get(instance) ?? instance.slice(0, -(service.length + 1))).replace(/\p{Cc}/gu, ' ').slice(0, MOST_NAME);
      found.set(host, { host, port: before?.port ?? port, name: before?.name ?? name });
    }
  }
  return [...found.values()].sort((one, other) => one.host.localeCompare(other.host, 'en', { numeric: true }));
}
