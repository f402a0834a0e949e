// Text as terminals send it (PA00P015, character sets): code page 437 unless a TLV tag 14 beside it says another.
import iconv from 'iconv-lite';
import { findTlv, type Tlv } from './tlv.ts';

const CHARACTER_SET_TAG = 0x14;

/** Values of tag 14: the parts of ISO 8859, and two that are none. */
const CHARACTER_SETS: ReadonlyMap<number, string> = new Map([
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16].map((part) => [part, `iso-8859-${part}`] as const),
  [0xfe, 'utf8'],
  [0xff, 'cp437'],
]);

export type CharacterSet = string;
const DEFAULT_CHARACTER_SET: CharacterSet = 'cp437';

export function characterSetOf(container: readonly Tlv[]): CharacterSet {
  const [value] = findTlv(container, CHARACTER_SET_TAG)[0]?.value ?? [];
  return (value !== undefined && CHARACTER_SETS.get(value)) || DEFAULT_CHARACTER_SET;
}

/** Without what moves a printer or a screen. */
export function decodeText(bytes: Uint8Array, characterSet: CharacterSet = DEFAULT_CHARACTER_SET): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return iconv.decode(Buffer.from(bytes), characterSet).replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
}

export function encodeText(text: string, characterSet: CharacterSet = DEFAULT_CHARACTER_SET): Uint8Array {
  return iconv.encode(text, characterSet);
}
