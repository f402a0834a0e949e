// The shop's devices beside its printers: what each is, how it is reached, and how it speaks.
import { z } from 'zod';
import { connections, type LineCondition } from './connections.ts';

export const MOST_DEVICES = 16;

const common = {
  id: z.string().min(1).max(64),
  /** What people call it: "Counter scanner". */
  name: z.string().trim().min(1).max(40),
};

const scannerSchema = z.object({
  kind: z.literal('scanner'),
  ...common,
  connection: z.discriminatedUnion('kind', [connections.simulated, connections.serial, connections.tcp]),
  /** What it sends before each code, and after it instead of a line's end; both are taken off. Most scanners: neither. */
  prefix: z.string().max(8),
  suffix: z.string().max(8),
});

export const SCALE_PROTOCOLS = ['toledo_8217'] as const;
const scaleSchema = z.object({
  kind: z.literal('scale'),
  ...common,
  connection: z.discriminatedUnion('kind', [connections.simulated, connections.serial, connections.tcp]),
  protocol: z.enum(SCALE_PROTOCOLS),
});

/** `pcsc`: readers of the PC/SC service. `serial`: a PN532 on a serial line (HSU). */
const cardReaderSchema = z.object({
  kind: z.literal('card_reader'),
  ...common,
  connection: z.discriminatedUnion('kind', [connections.simulated, connections.pcsc, connections.serial]),
});

export const POLE_DISPLAY_COMMANDS = ['escpos', 'cd5220'] as const;
export const POLE_DISPLAY_CODE_PAGES = ['cp437', 'pc858', 'cp949', 'shift_jis', 'gb18030'] as const;
const poleDisplaySchema = z.object({
  kind: z.literal('pole_display'),
  ...common,
  connection: z.discriminatedUnion('kind', [connections.simulated, connections.serial, connections.tcp, connections.file]),
  commands: z.enum(POLE_DISPLAY_COMMANDS),
  codePage: z.enum(POLE_DISPLAY_CODE_PAGES),
});

const paymentTerminalSchema = z.object({
  kind: z.literal('payment_terminal'),
  ...common,
  connection: z.discriminatedUnion('kind', [connections.simulated, connections.tcp, connections.serial]),
  protocol: z.enum(['zvt']),
});

export const deviceSchema = z.discriminatedUnion('kind', [scannerSchema, scaleSchema, cardReaderSchema, poleDisplaySchema, paymentTerminalSchema]);
export type Device = z.infer<typeof deviceSchema>;
export type DeviceKind = Device['kind'];
export const DEVICE_KINDS = ['scanner', 'scale', 'card_reader', 'pole_display', 'payment_terminal'] as const satisfies readonly DeviceKind[];
export type DeviceOf<K extends DeviceKind> = Extract<Device, { kind: K }>;

export const devicesSchema = z
  .array(deviceSchema)
  .max(MOST_DEVICES)
  .refine((devices) => allDiffer(devices.map(({ id }) => id)), 'two devices with one id')
  .refine((devices) => allDiffer(devices.map(({ name }) => name)), 'two devices with one name')
  // A sale is weighed, and paid by card, at one place.
  .refine(
    (devices) => allDiffer(devices.map(({ kind }) => kind).filter((kind) => ONE_OF_ITS_KIND.has(kind))),
    'two of a kind of which a till has one',
  );

export const ONE_OF_ITS_KIND: ReadonlySet<DeviceKind> = new Set<DeviceKind>(['scale', 'payment_terminal']);

export type DeviceCondition = 'ready' | LineCondition;

/** Somebody has to walk over to it; one that is only being looked for comes by itself. */
export function deviceNeedsSomebody(condition: DeviceCondition): boolean {
  return condition !== 'ready' && condition !== 'connecting';
}

export interface DeviceView {
  id: string;
  kind: DeviceKind;
  name: string;
  condition: DeviceCondition;
}

export interface DevicesState {
  /** In the order of the settings. */
  devices: DeviceView[];
}

/** What went over a device's line. `words` are the terms of the device's own specification, whatever the language of the till. */
export interface LoggedFrame {
  atMs: number;
  /** `note`: the line opened, ended, or was refused. */
  direction: 'sent' | 'received' | 'note';
  /** What must not be read there (ids of cards, passwords) is `··`. Empty for notes. */
  hex: string;
  words: string;
}

function allDiffer(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
