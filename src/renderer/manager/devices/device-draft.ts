// The settings of a device beside the printers while they are typed.
import { type Device, type DeviceKind, type DeviceOf, deviceSchema } from '../../../shared/devices.ts';
import { type ConnectionDraft, connectionDraftOf, connectionOf, newConnection } from './connection-draft.ts';

/** What only its kind has. */
type Own<D extends Device> = D extends Device ? Omit<D, 'id' | 'name' | 'connection'> : never;

export interface DeviceDraft {
  id: string;
  name: string;
  connection: ConnectionDraft;
  own: Own<Device>;
}

/** As most of them leave the factory. */
const USUAL: { [K in DeviceKind]: Own<DeviceOf<K>> } = {
  scanner: { kind: 'scanner', prefix: '', suffix: '' },
  scale: { kind: 'scale', protocol: 'toledo_8217' },
  card_reader: { kind: 'card_reader' },
  pole_display: { kind: 'pole_display', commands: 'escpos', codePage: 'cp437' },
  payment_terminal: { kind: 'payment_terminal', protocol: 'zvt' },
};

export function newDevice(id: string, kind: DeviceKind): DeviceDraft {
  return { id, name: '', connection: newConnection(kind), own: USUAL[kind] };
}

export function deviceDraftOf({ id, name, connection, ...own }: Device): DeviceDraft {
  return { id, name, connection: connectionDraftOf(own.kind, connection), own };
}

/** What is to be kept; null while something is missing or out of range. */
export function deviceOf({ id, name, connection, own }: DeviceDraft): Device | null {
  return deviceSchema.safeParse({ ...own, id, name, connection: connectionOf(connection) }).data ?? null;
}

/** All devices with this one in its place, or as the last of them. */
export function withDevice(devices: readonly Device[], put: Device): Device[] {
  return devices.some(({ id }) => id === put.id) ? devices.map((device) => (device.id === put.id ? put : device)) : [...devices, put];
}
