import { describe, expect, it } from 'vitest';
import { DEVICE_KINDS, type Device, devicesSchema } from '../../../shared/devices.ts';
import { type ConnectionDraft, WAYS } from './connection-draft.ts';
import { deviceDraftOf, deviceOf, newDevice, withDevice } from './device-draft.ts';

const FILLED: Partial<ConnectionDraft> = { host: '192.168.0.30', port: '4000', path: '/dev/ttyUSB1', reader: 'ACS ACR122U' };

describe.each(DEVICE_KINDS)('a %s while it is typed', (kind) => {
  it.each(WAYS[kind])('can be reached by way of %s, and is what is kept until something is changed', (way) => {
    const draft = newDevice('one', kind);
    const kept = deviceOf({ ...draft, name: ' It ', connection: { ...draft.connection, ...FILLED, kind: way } });
    expect(kept).toMatchObject({ id: 'one', kind, name: 'It', connection: { kind: way } });
    expect(kept && deviceOf(deviceDraftOf(kept))).toEqual(kept);
  });

  it('cannot be kept without a name', () => {
    const draft = newDevice('one', kind);
    expect(deviceOf({ ...draft, connection: { ...draft.connection, ...FILLED } })).toBeNull();
  });
});

it('a device without its port cannot be kept', () => {
  expect(deviceOf({ ...newDevice('one', 'scanner'), name: 'Scanner' })).toBeNull();
});

it('a device is put in its own place, a new one behind the others', () => {
  const scanner = (id: string, name: string): Device => ({ kind: 'scanner', id, name, connection: { kind: 'simulated' }, prefix: '', suffix: '' });
  const shop = [scanner('a', 'Counter'), scanner('b', 'Store')];
  expect(withDevice(shop, scanner('a', 'Till')).map(({ name }) => name)).toEqual(['Till', 'Store']);
  const more = withDevice(shop, scanner('c', 'Door'));
  expect(more.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(devicesSchema.safeParse(more).success).toBe(true);
});
