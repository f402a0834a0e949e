// The shop's devices beside its printers, each opened from the settings and kept open. A device that does not work is one
// condition in a list, and never waited for by a sale.
import type { DeviceDriver } from '../../hardware/keep-connected.ts';
import type { TellFrame } from '../../hardware/transport/frame-log.ts';
import type { Device, DeviceCondition, DeviceKind, DeviceOf, DevicesState, LoggedFrame } from '../../shared/devices.ts';
import { TillError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { DeviceDrivers } from './drivers.ts';
import { createFrameRing, type FrameRing } from './frame-ring.ts';

/** A driver with what stands behind it: closing ends both. */
export interface OpenedDevice<Driver> {
  driver: Driver;
  close(): Promise<void>;
}

export interface OpeningParts {
  tell: TellFrame;
  nowMs: () => number;
  log: Log;
}

export type DeviceOpeners = {
  [K in DeviceKind]?: (device: DeviceOf<K>, parts: OpeningParts) => Promise<OpenedDevice<DeviceDrivers[K]>>;
};

export interface DevicesParts {
  devices: readonly Device[];
  openers: DeviceOpeners;
  publish: (state: DevicesState) => void;
  nowMs: () => number;
  log: Log;
}

export interface Devices {
  /** The one with that id, or the first of its kind; undefined where there is none. */
  driver<K extends DeviceKind>(kind: K, id?: string): DeviceDrivers[K] | undefined;
  /** What went over its line, the oldest first. NOT_FOUND. */
  frames(id: string): LoggedFrame[];
  /** Goes over to new settings; devices that stay as they are stay connected. */
  change(devices: readonly Device[]): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  settings: Device;
  ring: FrameRing;
  opened: OpenedDevice<DeviceDriver<DeviceCondition>>;
}

export async function openDevices({ devices, openers, publish, nowMs, log }: DevicesParts): Promise<Devices> {
  let current: readonly Device[] = [];
  const running = new Map<string, Running>();
  let changing: Promise<void> = Promise.resolve();

  const tellConditions = () =>
    publish({
      devices: current.map(({ id, kind, name }) => ({ id, kind, name, condition: running.get(id)?.opened.driver.condition ?? 'connecting' })),
    });

  async function start<K extends DeviceKind>(settings: DeviceOf<K>): Promise<void> {
    const open = openers[settings.kind as K];
    if (!open) return;
    const ring = createFrameRing(nowMs);
    const opened: Running['opened'] = await open(settings, { tell: ring.tell, nowMs, log });
    opened.driver.onCondition(tellConditions);
    running.set(settings.id, { settings, ring, opened });
  }

  async function stop(id: string): Promise<void> {
    const at = running.get(id);
    running.delete(id);
    await at?.opened.close();
  }

  async function goOverTo(next: readonly Device[]): Promise<void> {
    for (const [id, { settings }] of [...running]) {
      if (!next.some((one) => one.id === id && speaksAlike(one, settings))) await stop(id);
    }
    for (const settings of next) {
      const at = running.get(settings.id);
      if (at) at.settings = settings;
      // One that cannot even be tried keeps none of the others from being opened.
      else await start(settings).catch((cause: unknown) => log.error('devices.open_failed', cause, { kind: settings.kind }));
    }
    tellConditions();
  }

  const change = (next: readonly Device[]): Promise<void> => {
    changing = changing
      .then(() => {
        current = next;
        return goOverTo(next);
      })
      .catch((cause: unknown) => log.error('devices.change_failed', cause));
    return changing;
  };
  await change(devices);

  return {
    driver<K extends DeviceKind>(kind: K, id?: string) {
      const settings = current.find((one) => one.kind === kind && (id === undefined || one.id === id));
      return settings && (running.get(settings.id)?.opened.driver as DeviceDrivers[K] | undefined);
    },
    frames(id) {
      const at = running.get(id);
      if (!at) throw new TillError('NOT_FOUND');
      return at.ring.frames();
    },
    change,
    async close() {
      await changing;
      await Promise.all([...running.keys()].map(stop));
    },
  };
}

/** Whether only the name differs. */
function speaksAlike(one: Device, other: Device): boolean {
  return JSON.stringify({ ...one, name: '' }) === JSON.stringify({ ...other, name: '' });
}
