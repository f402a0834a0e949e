// A line to a device: bytes in both directions, and one end. What the bytes mean is the driver's.

/**
 * Why a line cannot be opened, or ended: nobody listens there (`refused`), no way there or no answer (`unreachable`), the
 * device file is not there or not ours to open (`missing`), it broke or was closed by the other end (`lost`).
 */
export type TransportFault = 'refused' | 'unreachable' | 'missing' | 'lost';

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
