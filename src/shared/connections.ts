// How a device is reached: the same words for each kind of device, of which a device takes those that it can have.
import { z } from 'zod';

/** 8N1 is how most devices leave the factory; scales often talk 7E1. */
export const SERIAL_FRAMES = ['8N1', '8E1', '7E1', '7O1', '8N2'] as const;
export type SerialFrame = (typeof SERIAL_FRAMES)[number];

export const connections = {
  /** A far end inside the till that speaks the real bytes over a real line, for practice. */
  simulated: z.object({ kind: z.literal('simulated') }),
  tcp: z.object({ kind: z.literal('tcp'), host: z.string().trim().min(1).max(255), port: z.int().min(1).max(65535) }),
  /** RS-232, or USB behind a virtual COM port. */
  serial: z.object({
    kind: z.literal('serial'),
    path: z.string().trim().min(1).max(255),
    baudRate: z.int().min(300).max(921600),
    frame: z.enum(SERIAL_FRAMES),
  }),
  /** A device file that takes and gives bytes as they are: USB printers (/dev/usb/lp0), parallel ports. */
  file: z.object({ kind: z.literal('file'), path: z.string().trim().min(1).max(255) }),
  /** A reader of the PC/SC service, by its name there; empty for the first one there is. */
  pcsc: z.object({ kind: z.literal('pcsc'), reader: z.string().trim().max(127) }),
} as const;

export const lineConnectionSchema = z.discriminatedUnion('kind', [connections.tcp, connections.serial, connections.file]);
/** Lines on which bytes go both ways. */
export type LineConnection = z.infer<typeof lineConnectionSchema>;

/**
 * Where the line to a device stands. `missing`: nothing is plugged in under that name. `forbidden`: it is there, and not ours to
 * open. `in_use`: another program has it. `refused`: the address answers, and nobody listens on the port. `unreachable`: no way
 * there. `silent`: the line is open and the device says nothing. `wrong_device`: what answers is something else.
 * `no_service`: the system's service for such devices (PC/SC) does not run.
 */
export const LINE_CONDITIONS = [
  'connecting',
  'missing',
  'forbidden',
  'in_use',
  'refused',
  'unreachable',
  'silent',
  'wrong_device',
  'no_service',
] as const;
export type LineCondition = (typeof LINE_CONDITIONS)[number];
