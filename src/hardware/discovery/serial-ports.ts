// The serial ports of this machine with the names of what is plugged in there, to choose one from.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { FoundSerialPort } from '../../shared/discovery.ts';

/** As the serialport library lists them: what the system does not say is undefined. */
export interface ListedPort {
  path: string;
  manufacturer?: string | undefined;
  pnpId?: string | undefined;
  vendorId?: string | undefined;
}

const BY_ID = '/dev/serial/by-id';

/** Rejects where the system cannot be asked. */
export async function findSerialPorts(): Promise<FoundSerialPort[]> {
  // Loaded here: it brings a native module along.
  const { SerialPort } = await import('serialport');
  const [listed, linked, wired] = await Promise.all([SerialPort.list(), linksById(BY_ID), wiredPorts('/sys/class/tty')]);
  return describePorts(listed, linked, wired);
}

/** `linked`: the name by id of each device file; `wired`: of the machine's own ports those with a chip behind them, null where that is not known. */
export function describePorts(
  listed: readonly ListedPort[],
  linked: ReadonlyMap<string, string>,
  wired: ReadonlySet<string> | null,
): FoundSerialPort[] {
  return (
    listed
      .filter(({ path: file, pnpId, vendorId }) => pnpId !== undefined || vendorId !== undefined || isBuiltIn(file, wired))
      .map(({ path: file, manufacturer = '', pnpId = '' }) => ({
        path: linked.get(file) ?? file,
        port: path.basename(file),
        vendor: readable(manufacturer),
        product: productOf(pnpId, manufacturer),
      }))
      // What has a name was plugged in for a purpose.
      .sort((one, other) => Number(other.product !== '') - Number(one.product !== '') || one.port.localeCompare(other.port, 'en', { numeric: true }))
  );
}

/** Linux lists 32 ports of its own (ttyS0 …), of which a machine has none or a few. */
function isBuiltIn(file: string, wired: ReadonlySet<string> | null): boolean {
  const port = path.basename(file);
  return wired === null || !/^ttyS\d+$/.test(port) || wired.has(port);
}

/** `usb-FTDI_FT232R_USB_UART_A10KZ-if00-port0` after its maker: `FT232R USB UART A10KZ`. On Windows it is a path of the registry. */
function productOf(pnpId: string, manufacturer: string): string {
  const [, id = ''] = /^usb-(.+?)(?:-if\d+)?(?:-port\d+)?$/.exec(pnpId) ?? [];
  const words = readable(id);
  const maker = readable(manufacturer);
  return maker !== '' && words.startsWith(`${maker} `) ? words.slice(maker.length + 1) : words;
}

function readable(text: string): string {
  return text.replaceAll('_', ' ').replace(/\s+/g, ' ').trim();
}

/** The device file that each name in `directory` stands for, the other way round. Empty where the system makes no such names. */
async function linksById(directory: string): Promise<Map<string, string>> {
  const names = await fs.readdir(directory).catch(() => []);
  const links = await Promise.all(
    names.map(async (name) => {
      const link = path.join(directory, name);
      return [await fs.realpath(link).catch(() => ''), link] as const;
    }),
  );
  return new Map(links.filter(([file]) => file !== ''));
}

/** Linux says of each port of its own what chip it has; 0 is none. */
async function wiredPorts(directory: string): Promise<Set<string> | null> {
  const names = await fs.readdir(directory).catch(() => null);
  if (!names) return null;
  const ports = await Promise.all(
    names
      .filter((name) => /^ttyS\d+$/.test(name))
      .map(async (name) => ({ name, type: await fs.readFile(path.join(directory, name, 'type'), 'latin1').catch(() => '0') })),
  );
  return new Set(ports.filter(({ type }) => type.trim() !== '0').map(({ name }) => name));
}
