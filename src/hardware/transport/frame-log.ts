// What goes over a line, told frame by frame in hex and in the words of the device's specification: for whoever has to find out
// why a device does not work. The protocol's own folder says where a frame ends, what it is called, and what must not be read.
import type { LoggedFrame } from '../../shared/devices.ts';
import type { OpenTransport } from './transport.ts';

/** One frame, or a part of one that nothing followed. What must not be read (ids of cards, passwords) is `··` in the hex. */
export interface WordedFrame {
  hex: string;
  words: string;
}

/** Of one connection, from its opening to its end: it may keep what it has of a frame until the rest comes. */
export interface Wording {
  sent(bytes: Uint8Array): WordedFrame[];
  received(bytes: Uint8Array): WordedFrame[];
}

export type TellFrame = (frame: Omit<LoggedFrame, 'atMs'>) => void;

/** Bytes as people read them: `1b 40`. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function countOf({ length }: Uint8Array): string {
  return `${length} ${length === 1 ? 'byte' : 'bytes'}`;
}

/** The same line, with all that goes over it told. */
export function told(openTransport: OpenTransport, wordingOf: () => Wording, tell: TellFrame): OpenTransport {
  const note = (words: string) => tell({ direction: 'note', hex: '', words });
  return async (listener, signal) => {
    const wording = wordingOf();
    const tellAll = (direction: 'sent' | 'received', bytes: Uint8Array) => {
      try {
        for (const frame of wording[direction](bytes)) tell({ direction, ...frame });
      } catch {
        // What cannot be put into words is no reason to lose it.
        note(`${direction}, and not put into words: ${countOf(bytes)}`);
      }
    };
    try {
      const transport = await openTransport(
        {
          onData(bytes) {
            tellAll('received', bytes);
            listener.onData(bytes);
          },
          onEnd(error) {
            note(`line ended: ${error.fault}`);
            listener.onEnd(error);
          },
        },
        signal,
      );
      note('line open');
      return {
        write(bytes) {
          tellAll('sent', bytes);
          return transport.write(bytes);
        },
        close() {
          note('line closed');
          transport.close();
        },
      };
    } catch (error) {
      note(`line not opened: ${error instanceof Error && 'fault' in error ? String(error.fault) : 'unknown'}`);
      throw error;
    }
  };
}
