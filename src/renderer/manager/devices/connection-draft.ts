// How a device is reached, while it is typed: every kind's fields are kept, so that looking at another kind loses nothing.
import type { z } from 'zod';
import type { connections, SerialFrame } from '../../../shared/connections.ts';
import type { DeviceKind } from '../../../shared/devices.ts';
import { missingCase } from '../../../shared/errors.ts';

export type Connection = z.infer<(typeof connections)[keyof typeof connections]>;
export type ConnectionKind = Connection['kind'];

export interface ConnectionDraft {
  kind: ConnectionKind;
  host: string;
  port: string;
  /** Of a serial port or a device file. */
  path: string;
  baudRate: string;
  frame: SerialFrame;
  reader: string;
}

/** What can be set up here. */
export type Kind = 'printer' | DeviceKind;

/** The ways to reach each, the most usual first. */
export const WAYS: Record<Kind, readonly ConnectionKind[]> = {
  printer: ['tcp', 'file', 'serial', 'simulated'],
  scanner: ['serial', 'tcp', 'simulated'],
  scale: ['serial', 'tcp', 'simulated'],
  card_reader: ['pcsc', 'serial', 'simulated'],
  pole_display: ['serial', 'file', 'tcp', 'simulated'],
  payment_terminal: ['tcp', 'serial', 'simulated'],
};

/** As most of them leave the factory. */
const USUAL: Record<Kind, Pick<ConnectionDraft, 'port' | 'baudRate' | 'frame'>> = {
  printer: { port: '9100', baudRate: '19200', frame: '8N1' },
  scanner: { port: '9000', baudRate: '9600', frame: '8N1' },
  scale: { port: '8217', baudRate: '9600', frame: '7E1' },
  card_reader: { port: '', baudRate: '115200', frame: '8N1' },
  pole_display: { port: '9100', baudRate: '9600', frame: '8N1' },
  payment_terminal: { port: '20007', baudRate: '9600', frame: '8N2' },
};

export function newConnection(kind: Kind): ConnectionDraft {
  return { kind: WAYS[kind][0] ?? 'simulated', host: '', path: '', reader: '', ...USUAL[kind] };
}

export function connectionDraftOf(kind: Kind, connection: Connection): ConnectionDraft {
  const draft = { ...newConnection(kind), kind: connection.kind };
  switch (connection.kind) {
    case 'simulated':
      return draft;
    case 'tcp':
      return { ...draft, host: connection.host, port: String(connection.port) };
    case 'serial':
      return { ...draft, path: connection.path, baudRate: String(connection.baudRate), frame: connection.frame };
    case 'file':
      return { ...draft, path: connection.path };
    case 'pcsc':
      return { ...draft, reader: connection.reader };
    default:
      return missingCase(connection);
  }
}

/** What is to be kept; what is missing or out of range in it, the schema of its device refuses. */
export function connectionOf({ kind, host, port, path, baudRate, frame, reader }: ConnectionDraft): Connection {
  switch (kind) {
    case 'simulated':
      return { kind };
    case 'tcp':
      return { kind, host, port: wholeNumber(port) };
    case 'serial':
      return { kind, path, baudRate: wholeNumber(baudRate), frame };
    case 'file':
      return { kind, path };
    case 'pcsc':
      return { kind, reader };
    default:
      return missingCase(kind);
  }
}

/** NaN for what is none, which no schema takes. */
function wholeNumber(text: string): number {
  return /^\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN;
}
