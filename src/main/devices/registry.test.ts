import { expect, test, vi } from 'vitest';
import type { Scanner } from '../../hardware/scanner/scanner.ts';
import type { Device, DeviceCondition, DeviceOf, DevicesState } from '../../shared/devices.ts';
import type { Log } from '../log.ts';
import { type DeviceOpeners, type OpeningParts, openDevices } from './registry.ts';

const scanner = (id: string, more: Partial<DeviceOf<'scanner'>> = {}): DeviceOf<'scanner'> => ({
  kind: 'scanner',
  id,
  name: id,
  connection: { kind: 'serial', path: `/dev/${id}`, baudRate: 9600, frame: '8N1' },
  prefix: '',
  suffix: '',
  ...more,
});
const reader = (id: string): Device => ({ kind: 'card_reader', id, name: id, connection: { kind: 'simulated' } });

/** Devices whose drivers are opened, told and closed by the test. */
function handMade({ devices, slow = [], failing = [] }: { devices: Device[]; slow?: string[]; failing?: string[] }) {
  const events: string[] = [];
  const states: DevicesState[] = [];
  const logged: string[] = [];
  const parts = new Map<string, OpeningParts>();
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const closingGates = new Map<string, PromiseWithResolvers<void>>();
  const conditions = new Map<string, (condition: DeviceCondition) => void>();
  const openers: DeviceOpeners = {
    async scanner(device, given) {
      events.push(`open ${device.id} ${device.prefix}`.trim());
      parts.set(device.id, given);
      if (failing.includes(device.id)) throw new Error('a slip of ours');
      if (slow.includes(device.id)) {
        const gate = Promise.withResolvers<void>();
        gates.set(device.id, gate);
        await gate.promise;
      }
      const listeners = new Set<(condition: DeviceCondition) => void>();
      let condition: DeviceCondition = 'connecting';
      conditions.set(device.id, (next) => {
        condition = next;
        for (const listener of listeners) listener(next);
      });
      const driver: Scanner = {
        get condition() {
          return condition;
        },
        onCondition(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        onScan: () => () => undefined,
        close: () => Promise.resolve(),
      };
      return {
        driver,
        async close() {
          events.push(`close ${device.id}`);
          await closingGates.get(device.id)?.promise;
          events.push(`closed ${device.id}`);
        },
      };
    },
  };
  const log: Log = { ...SILENT, error: (event) => void logged.push(event) };
  const registry = openDevices({ devices, openers, publish: (state) => states.push(state), nowMs: () => 7, log });
  const now = () => Object.fromEntries((states.at(-1)?.devices ?? []).map(({ id, condition }) => [id, condition]));
  return {
    registry,
    events,
    states,
    logged,
    parts,
    gates,
    closingGates,
    tell: (id: string, next: DeviceCondition) => conditions.get(id)?.(next),
    now,
  };
}
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('one that opens slowly holds up neither the others nor the shop', async () => {
  const { registry, events, gates, tell, now } = handMade({ devices: [scanner('slow'), scanner('quick')], slow: ['slow'] });
  expect(now()).toEqual({ slow: 'connecting', quick: 'connecting' });
  await turn();
  expect(events).toEqual(['open slow', 'open quick']);
  tell('quick', 'ready');
  expect(now()).toEqual({ slow: 'connecting', quick: 'ready' });
  expect(registry.driver('scanner', 'slow')).toBeUndefined();
  registry.change([scanner('slow'), scanner('quick'), scanner('third')]);
  await turn();
  expect(events.at(-1)).toBe('open third');
  gates.get('slow')?.resolve();
  await turn();
  tell('slow', 'ready');
  expect(now()).toEqual({ slow: 'ready', quick: 'ready', third: 'connecting' });
  await registry.close();
});

test('one that cannot be opened keeps none of the others from it, and is closed without harm', async () => {
  const { registry, logged, tell, now } = handMade({ devices: [scanner('broken'), scanner('fine')], failing: ['broken'] });
  await turn();
  tell('fine', 'missing');
  expect(now()).toEqual({ broken: 'connecting', fine: 'missing' });
  expect(logged).toEqual(['devices.open_failed']);
  expect(registry.frames('broken')).toEqual([]);
  await registry.close();
});

test('what stays as it is stays connected, also under another name; what speaks otherwise is opened anew', async () => {
  const { registry, events, states } = handMade({ devices: [scanner('a'), scanner('b')] });
  await turn();
  const before = registry.driver('scanner', 'a');
  registry.change([scanner('a', { name: 'Counter' }), scanner('b', { prefix: '!' })]);
  await turn();
  expect(registry.driver('scanner', 'a')).toBe(before);
  expect(states.at(-1)?.devices.map(({ name }) => name)).toEqual(['Counter', 'b']);
  expect(events).toEqual(['open a', 'open b', 'close b', 'closed b', 'open b !']);
  await registry.close();
});

test('the line of a device is free before it is opened anew, however often it is changed meanwhile', async () => {
  const { registry, events, closingGates } = handMade({ devices: [scanner('a')] });
  await turn();
  const gate = Promise.withResolvers<void>();
  closingGates.set('a', gate);
  registry.change([scanner('a', { prefix: '1' })]);
  registry.change([scanner('a', { prefix: '2' })]);
  await turn();
  expect(events).toEqual(['open a', 'close a']);
  gate.resolve();
  await vi.waitFor(() => expect(events).toEqual(['open a', 'close a', 'closed a', 'open a 2']));
  await registry.close();
});

test('a device that is taken away while it opens is closed when it has, and says nothing', async () => {
  const { registry, events, gates, tell, states } = handMade({ devices: [scanner('a')], slow: ['a'] });
  await turn();
  registry.change([]);
  gates.get('a')?.resolve();
  await turn();
  const before = states.length;
  tell('a', 'ready');
  expect(states).toHaveLength(before);
  expect(events).toEqual(['open a', 'close a', 'closed a']);
  expect(() => registry.frames('a')).toThrow('NOT_FOUND');
  await registry.close();
});

test('a kind that nobody can open is only being looked for', async () => {
  const { registry, now } = handMade({ devices: [reader('nfc')] });
  await turn();
  expect(now()).toEqual({ nfc: 'connecting' });
  expect(registry.driver('card_reader')).toBeUndefined();
  expect(registry.frames('nfc')).toEqual([]);
  await registry.close();
});

test('frames are kept with the device, and forgotten with it', async () => {
  const { registry, parts } = handMade({ devices: [scanner('a')] });
  await turn();
  parts.get('a')?.tell({ direction: 'received', hex: '31', words: '1' });
  expect(registry.frames('a')).toEqual([{ atMs: 7, direction: 'received', hex: '31', words: '1' }]);
  registry.change([]);
  registry.change([scanner('a')]);
  expect(registry.frames('a')).toEqual([]);
  await registry.close();
});

test('it is tried out for as long as somebody does', async () => {
  const { registry, parts } = handMade({ devices: [scanner('a')] });
  await turn();
  const tried = () => parts.get('a')?.tried();
  expect(tried()).toBe(false);
  const one = registry.tryOut('a');
  const other = registry.tryOut('a');
  one();
  one();
  expect(tried()).toBe(true);
  other();
  expect(tried()).toBe(false);
  expect(() => registry.tryOut('b')).toThrow('NOT_FOUND');
  await registry.close();
});

test('closing waits for all that was opened', async () => {
  const { registry, events, gates } = handMade({ devices: [scanner('a'), scanner('b')], slow: ['b'] });
  await turn();
  const closing = registry.close();
  gates.get('b')?.resolve();
  await closing;
  expect(events).toEqual(['open a', 'open b', 'close a', 'closed a', 'close b', 'closed b']);
});
