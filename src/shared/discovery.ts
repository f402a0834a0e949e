// What can be found of a shop's devices, for a manager to choose from: on this machine, and on the addresses that they name. Pure.

/** Vendors and products are as the devices name themselves; empty where they do not. */
export interface FoundSerialPort {
  /** The name that stays with the device whatever is plugged in first, where the system has one. */
  path: string;
  /** What it is called now: `ttyUSB0`, `COM3`. */
  port: string;
  vendor: string;
  product: string;
}

export interface FoundDeviceFile {
  path: string;
  vendor: string;
  product: string;
  /** Whether the till may open it. */
  allowed: boolean;
}

export interface FoundHere {
  serialPorts: FoundSerialPort[];
  deviceFiles: FoundDeviceFile[];
  /** By their names at the PC/SC service. */
  cardReaders: string[];
  /** What could not be looked for, because the system does not let us. */
  failed: ('serial_ports' | 'device_files' | 'card_readers')[];
}

export interface FoundPrinter {
  host: string;
  /** Where it takes bytes as they are; null where it prints whole pages only (IPP). */
  port: number | null;
  /** What it says of itself; empty where it was found by its open port. */
  name: string;
}

export interface FoundOnNetwork {
  printers: FoundPrinter[];
  /** How many addresses were tried. */
  tried: number;
}

/** So many addresses are tried at most: a shop's network, and never more than one by mistake. */
export const MOST_HOSTS = 256;

export type AddressTrouble = 'unreadable' | 'not_private' | 'too_many';

/**
 * The IPv4 addresses that a text names: `192.168.0.20`, `192.168.0.20-40`, `192.168.0.0/24`, several with commas or spaces between.
 * Only of private networks (RFC 1918, RFC 3927) and of this machine: nobody else's are looked at.
 */
export function addressesIn(text: string): { ok: true; hosts: string[] } | { ok: false; trouble: AddressTrouble; at: string } {
  const hosts = new Set<number>();
  for (const part of text.split(/[\s,;]+/).filter((one) => one !== '')) {
    const range = rangeOf(part);
    if (!range) return { ok: false, trouble: 'unreadable', at: part };
    if (range.last - range.first >= MOST_HOSTS) return { ok: false, trouble: 'too_many', at: part };
    for (let host = range.first; host <= range.last; host += 1) {
      if (!isPrivate(host)) return { ok: false, trouble: 'not_private', at: part };
      hosts.add(host);
    }
    if (hosts.size > MOST_HOSTS) return { ok: false, trouble: 'too_many', at: part };
  }
  return { ok: true, hosts: [...hosts].map(wordsOf) };
}

/** Whether it is an IPv4 address of a private network, or of this machine. */
export function isPrivateAddress(text: string): boolean {
  const host = numberOf(text);
  return host !== null && isPrivate(host);
}

function rangeOf(part: string): { first: number; last: number } | null {
  const [, address = '', bits, end] = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2})|-((?:\d{1,3}\.){0,3}\d{1,3}))?$/.exec(part) ?? [];
  const first = numberOf(address);
  if (first === null) return null;
  if (bits !== undefined) {
    if (Number(bits) > 32) return null;
    const size = 2 ** (32 - Number(bits));
    const network = first - (first % size);
    // The first and the last of a network are nobody's.
    return size <= 2 ? { first: network, last: network + size - 1 } : { first: network + 1, last: network + size - 2 };
  }
  if (end === undefined) return { first, last: first };
  const missing = 4 - end.split('.').length;
  const last = numberOf([...address.split('.').slice(0, missing), end].join('.'));
  return last === null || last < first ? null : { first, last };
}

function numberOf(address: string): number | null {
  const bytes = address.split('.');
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) <= 255)) return null;
  return bytes.reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function wordsOf(host: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((place) => Math.floor(host / place) % 256).join('.');
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '127.0.0.0/8'].map((network) => {
  const [address = '', bits] = network.split('/');
  return { size: 2 ** (32 - Number(bits)), first: numberOf(address) ?? 0 };
});

function isPrivate(host: number): boolean {
  return PRIVATE.some(({ first, size }) => host >= first && host < first + size);
}
