// Looks for devices, for a manager who is about to set one up: on this machine, and on the network when they ask for it.
import { findDeviceFiles } from '../../hardware/discovery/device-files.ts';
import { findMdnsPrinters } from '../../hardware/discovery/mdns-printers.ts';
import { findOpenPorts } from '../../hardware/discovery/open-ports.ts';
import { findSerialPorts } from '../../hardware/discovery/serial-ports.ts';
import { addressesIn, type FoundHere, type FoundOnNetwork } from '../../shared/discovery.ts';
import type { Log } from '../log.ts';

/** Raw printing. */
const PRINTER_PORT = 9100;

export interface Finding {
  here(): Promise<FoundHere>;
  /** Aborting ends it early. */
  printers(addresses: string, signal: AbortSignal): Promise<FoundOnNetwork>;
}

/** `findCardReaders`: their names at the PC/SC service. */
export function createFinding(findCardReaders: () => Promise<string[]>, log: Log): Finding {
  return {
    async here() {
      const failed: FoundHere['failed'] = [];
      const orNone = <T>(what: FoundHere['failed'][number], finding: Promise<T[]>) =>
        finding.catch((cause: unknown): T[] => {
          log.warn('devices.not_looked_for', { what, cause: String(cause) });
          failed.push(what);
          return [];
        });
      const [serialPorts, deviceFiles, cardReaders] = await Promise.all([
        orNone('serial_ports', findSerialPorts()),
        orNone('device_files', findDeviceFiles()),
        orNone('card_readers', findCardReaders()),
      ]);
      return { serialPorts, deviceFiles, cardReaders, failed };
    },
    async printers(addresses, signal) {
      const named = addressesIn(addresses);
      const hosts = named.ok ? named.hosts : [];
      const [announced, open] = await Promise.all([
        findMdnsPrinters({ signal }).catch((cause: unknown) => {
          log.warn('devices.not_looked_for', { what: 'mdns', cause: String(cause) });
          return [];
        }),
        findOpenPorts(hosts, PRINTER_PORT, signal),
      ]);
      const others = open.filter((host) => !announced.some((printer) => printer.host === host && printer.port === PRINTER_PORT));
      return { printers: [...announced, ...others.map((host) => ({ host, port: PRINTER_PORT, name: '' }))], tried: hosts.length };
    },
  };
}
