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
  /** A manager tries the device out at this moment: what it says is shown to them, and is no sale's. */
  tried: () => boolean;
  nowMs: () => number;
  log: Log;
}

/** Each makes the driver and returns; that one connects by itself, and may never. */
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
  /** The one with that id, or the first of its kind; undefined where there is none, or none that could be opened. */
  driver<K extends DeviceKind>(kind: K, id?: string): DeviceDrivers[K] | undefined;
  /** What went over its line, the oldest first. NOT_FOUND. */
  frames(id: string): LoggedFrame[];
  /** From now on until the disposer is called, somebody tries it out. NOT_FOUND. */
  tryOut(id: string): () => void;
  /** Goes over to new settings, and waits for none of them; devices that stay as they are stay connected. */
  change(devices: readonly Device[]): void;
  close(): Promise<void>;
}

/** A device of the settings, from its opening to its closing. */
interface Kept {
  settings: Device;
  readonly ring: FrameRing;
  /** How many try it out. */
  tries: number;
  /** Null until its opener is done, and for good where that failed. */
  opened: OpenedDevice<DeviceDriver<DeviceCondition>> | null;
  /** Ends when its opener is done. Never rejects. */
  opening: Promise<void>;
}

export function openDevices({ devices, openers, publish, nowMs, log }: DevicesParts): Devices {
  let current: readonly Device[] = [];
  const kept = new Map<string, Kept>();
  /** What is being closed, by id: another one may have its line only afterwards. None of these rejects. */
  const closings = new Map<string, Promise<void>>();

  const tellConditions = () =>
    publish({
      devices: current.map(({ id, kind, name }) => ({ id, kind, name, condition: kept.get(id)?.opened?.driver.condition ?? 'connecting' })),
    });

  async function open<K extends DeviceKind>(at: Kept, settings: DeviceOf<K>, closed: Promise<void> | undefined): Promise<void> {
    const opener = openers[settings.kind as K];
    if (!opener) return;
    await closed;
    if (kept.get(settings.id) !== at) return;
    try {
      const opened: Kept['opened'] = await opener(settings, { tell: at.ring.tell, tried: () => at.tries > 0, nowMs, log });
      at.opened = opened;
      // What is not wanted any more is closed by whoever waits for this.
      if (kept.get(settings.id) !== at) return;
      opened.driver.onCondition(tellConditions);
      tellConditions();
    } catch (cause) {
      log.error('devices.open_failed', cause, { kind: settings.kind });
    }
  }

  function start(settings: Device): void {
    const at: Kept = { settings, ring: createFrameRing(nowMs), tries: 0, opened: null, opening: Promise.resolve() };
    kept.set(settings.id, at);
    at.opening = open(at, settings, closings.get(settings.id));
  }

  function stop(id: string, at: Kept): void {
    kept.delete(id);
    const closed = at.opening
      .then(() => at.opened?.close())
      .catch((cause: unknown) => log.error('devices.close_failed', cause, { kind: at.settings.kind }))
      .then(() => {
        if (closings.get(id) === closed) closings.delete(id);
      });
    closings.set(id, closed);
  }

  function change(next: readonly Device[]): void {
    current = next;
    for (const [id, at] of [...kept]) {
      if (!next.some((one) => one.id === id && speaksAlike(one, at.settings))) stop(id, at);
    }
    for (const settings of next) {
      const at = kept.get(settings.id);
      if (at) at.settings = settings;
      else start(settings);
    }
    tellConditions();
  }
  change(devices);

  const keptWith = (id: string): Kept => {
    const at = kept.get(id);
    if (!at) throw new TillError('NOT_FOUND');
    return at;
  };
  return {
    driver<K extends DeviceKind>(kind: K, id?: string) {
      const settings = current.find((one) => one.kind === kind && (id === undefined || one.id === id));
      return settings && (kept.get(settings.id)?.opened?.driver as DeviceDrivers[K] | undefined);
    },
    frames: (id) => keptWith(id).ring.frames(),
    tryOut(id) {
      const at = keptWith(id);
      at.tries += 1;
      let trying = true;
      return () => {
        if (trying) at.tries -= 1;
        trying = false;
      };
    },
    change,
    async close() {
      for (const [id, at] of [...kept]) stop(id, at);
      current = [];
      await Promise.all([...closings.values()]);
    },
  };
}

/** Whether only the name differs. */
function speaksAlike(one: Device, other: Device): boolean {
  return JSON.stringify({ ...one, name: '' }) === JSON.stringify({ ...other, name: '' });
}
