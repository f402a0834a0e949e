// A line on which whole ZVT messages go both ways, whatever carries them: TCP as they are, a serial line in blocks.
import type { OpenTransport, TransportError } from '../../transport/transport.ts';
import type { Apdu } from './apdu.ts';

export interface ApduLine {
  /**
   * Resolves when the far end has it, as far as the line can tell. `once`: where it cannot tell, it is not sent again; for what takes
   * money. Rejects with a TransportError.
   */
  send(apdu: Apdu, once: boolean): Promise<void>;
  /** Ends it at once, without a word to `onEnd`. */
  close(): void;
}

export interface ApduListener {
  onApdu(apdu: Apdu): void;
  /** Called once, when the line ends and not by `close`; `wrong_device` when what came is not ZVT. */
  onEnd(error: TransportError): void;
}

export type OpenApduLine = (openTransport: OpenTransport, listener: ApduListener, signal: AbortSignal) => Promise<ApduLine>;
