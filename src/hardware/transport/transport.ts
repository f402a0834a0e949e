// A line to a device: bytes in both directions, and one end. What the bytes mean is the driver's.
import type { LineCondition } from '../../shared/connections.ts';

/** Why a line cannot be opened, or ended. `lost`: it broke, or the other end closed it. The others: see LINE_CONDITIONS. */
export type TransportFault = Exclude<LineCondition, 'connecting'> | 'lost';

export class TransportError extends Error {
  readonly fault: TransportFault;

  constructor(fault: TransportFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransportError';
    this.fault = fault;
  }
}

export interface Transport {
  /** Resolves when the operating system has taken the bytes and has room for more; rejects with a TransportError. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the line at once, without a word to `onEnd`. */
  close(): void;
}

export interface TransportListener {
  onData(bytes: Uint8Array): void;
  /** Called once, when the line ends and not by `close`. */
  onEnd(error: TransportError): void;
}

/** Opens a new line; rejects with a TransportError. Aborting `signal` gives the attempt up. */
export type OpenTransport = (listener: TransportListener, signal: AbortSignal) => Promise<Transport>;

/** Of what the operating system answers when a device file, a serial line among them, is opened. */
export function faultOfFile(error: unknown): TransportFault {
  const said = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : String(error);
  if (/EACCES|EPERM|permission denied|access denied/i.test(said)) return 'forbidden';
  if (/EBUSY|resource busy|cannot lock port|temporarily unavailable/i.test(said)) return 'in_use';
  return 'missing';
}
