// Commands of ISO 7816-4 that reading a card takes, and those of PC/SC (part 3, 3.2.2.1) that the reader answers itself.

export const NDEF_APPLICATION = Uint8Array.of(0xd2, 0x76, 0x00, 0x00, 0x85, 0x01, 0x01);
export const CAPABILITY_FILE = 0xe103;

export const SELECT_NDEF_APPLICATION = Uint8Array.of(0x00, 0xa4, 0x04, 0x00, NDEF_APPLICATION.length, ...NDEF_APPLICATION, 0x00);
/** Answered by a PC/SC reader for the card in its field. */
export const GET_UID = Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00);

export function selectFile(id: number): Uint8Array {
  return Uint8Array.of(0x00, 0xa4, 0x00, 0x0c, 0x02, id >> 8, id & 0xff);
}

/** `offset` below 32768, `length` 1 to 255 bytes. */
export function readBinary(offset: number, length: number): Uint8Array {
  return Uint8Array.of(0x00, 0xb0, offset >> 8, offset & 0xff, length);
}

/** Sixteen bytes of a memory card from that page on, by way of its PC/SC reader. */
export function readPagesThroughReader(page: number): Uint8Array {
  return Uint8Array.of(0xff, 0xb0, page >> 8, page & 0xff, 0x10);
}

const SUCCESS = 0x9000;
/** What was there came, and less was there than asked for. */
const END_OF_FILE = 0x6282;

export function statusWordOf(answer: Uint8Array): number {
  return answer.length < 2 ? 0 : ((answer.at(-2) ?? 0) << 8) | (answer.at(-1) ?? 0);
}

/** Its data; null where it is a refusal. */
export function dataOf(answer: Uint8Array): Uint8Array | null {
  const statusWord = statusWordOf(answer);
  return statusWord === SUCCESS || statusWord === END_OF_FILE ? answer.subarray(0, -2) : null;
}
