// ZVT on a serial line (PA00P016, serial transport): a message in a block of its own, DLE STX message DLE ETX CRC, each DLE of the
// message doubled; the other side answers a block with one byte, ACK or NAK.
import { type Apdu, decodeApdu, encodeApdu, MOST_DATA_BYTES, ZvtSyntaxError } from './apdu.ts';

const STX = 0x02;
const ETX = 0x03;
export const ACK = 0x06;
const DLE = 0x10;
export const NAK = 0x15;

/** The longest message, each of its bytes a DLE, and what is around it. */
const LONGEST_MESSAGE = MOST_DATA_BYTES + 5;

const CRC_POLYNOMIAL = 0x8408;

/** CRC-16 as ISO/IEC 13239 has it, begun with 0: of the message and the ETX behind it, the low byte sent first. */
function blockCrc(message: Uint8Array): number {
  let crc = 0;
  const step = (byte: number) => {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ CRC_POLYNOMIAL : crc >>> 1;
  };
  for (const byte of message) step(byte);
  step(ETX);
  return crc;
}

export function encodeBlock(apdu: Apdu): Uint8Array {
  const message = encodeApdu(apdu);
  const doubled = Array.from(message).flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte]));
  const crc = blockCrc(message);
  return Uint8Array.of(DLE, STX, ...doubled, DLE, ETX, crc & 0xff, crc >> 8);
}

export type SerialEvent =
  | { kind: 'ack' }
  | { kind: 'nak' }
  | { kind: 'block'; apdu: Apdu }
  /** A block that did not come as it was sent: to be answered with NAK. */
  | { kind: 'broken' };

type Place = 'between' | 'begun' | 'message' | 'dle' | 'crc_low' | 'crc_high';

/**
 * Returns a function that takes the stream in pieces of any size and returns what each piece completes. Bytes between blocks that
 * are none of the protocol's are dropped. `abandon` forgets a block that does not go on.
 */
export function createBlockFramer(): { take(piece: Uint8Array): SerialEvent[]; abandon(): boolean } {
  let place: Place = 'between';
  let message: number[] = [];
  let crcLow = 0;

  const begin = (): null => {
    place = 'message';
    message = [];
    return null;
  };

  const broken = (): SerialEvent => {
    place = 'between';
    message = [];
    return { kind: 'broken' };
  };

  const finish = (crc: number): SerialEvent => {
    const bytes = Uint8Array.from(message);
    place = 'between';
    message = [];
    if (blockCrc(bytes) !== crc) return { kind: 'broken' };
    try {
      return { kind: 'block', apdu: decodeApdu(bytes) };
    } catch (error) {
      if (error instanceof ZvtSyntaxError) return { kind: 'broken' };
      throw error;
    }
  };

  const takeBetween = (byte: number): SerialEvent | null => {
    if (byte === ACK) return { kind: 'ack' };
    if (byte === NAK) return { kind: 'nak' };
    if (byte === DLE) place = 'begun';
    return null;
  };

  const take = (byte: number): SerialEvent | null => {
    switch (place) {
      case 'between':
        return takeBetween(byte);
      case 'begun':
        if (byte === STX) return begin();
        place = byte === DLE ? 'begun' : 'between';
        return null;
      case 'message':
        if (byte === DLE) place = 'dle';
        else message.push(byte);
        return message.length > LONGEST_MESSAGE ? broken() : null;
      case 'dle':
        if (byte === ETX) place = 'crc_low';
        else if (byte === DLE) {
          message.push(DLE);
          place = 'message';
        } else if (byte === STX) begin();
        else return broken();
        return null;
      case 'crc_low':
        crcLow = byte;
        place = 'crc_high';
        return null;
      default:
        return finish(crcLow + byte * 256);
    }
  };

  return {
    take: (piece) => Array.from(piece, take).filter((event) => event !== null),
    abandon() {
      const wasWithin = place !== 'between';
      place = 'between';
      message = [];
      return wasWithin;
    },
  };
}
