// The character sets of models for Korea, Japan and China: one byte for Latin, two for the script of the country, and those in
// one size only, 24 x 24 dots. Each is asked only for what all its models have.
import iconv from 'iconv-lite';

export interface DoubleByteSet {
  /** Sent after ESC @: the country's signs among ASCII, and the mode in which two bytes are one character. */
  select: Uint8Array;
  /** Bytes of one character, or null. */
  encode(character: string): Uint8Array | null;
}

const ASCII = /^[\x20-\x7e]$/;

/** The encoding's own bytes of a character, one or two, or null. */
function bytesOf(character: string, encoding: string): Uint8Array | null {
  const bytes = iconv.encode(character, encoding);
  if (bytes.length > 2 || (bytes[0] === 0x3f && character !== '?')) return null;
  return iconv.decode(bytes, encoding) === character ? bytes : null;
}

/**
 * Only KS X 1001:1992 (both bytes from A1): the rare syllables that CP949 adds, and the euro and registered signs of 1998, are
 * missing from many models. With the Korean international set (ESC R 13) 5C is the won sign, so there is no backslash.
 */
const KOREAN: DoubleByteSet = {
  select: Uint8Array.of(0x1b, 0x52, 13, 0x1c, 0x26),
  encode(character) {
    if (character === '₩') return Uint8Array.of(0x5c);
    if (character === '\\') return null;
    const bytes = bytesOf(character, 'cp949');
    const [lead = 0, trail = 0] = bytes ?? [];
    if (bytes?.length !== 2) return ASCII.test(character) ? bytes : null;
    const addedLater = lead === 0xa2 && trail >= 0xe6;
    return lead >= 0xa1 && trail >= 0xa1 && !addedLater ? bytes : null;
  },
};

/**
 * JIS X 0208 in Shift-JIS (FS C 1), with the narrow katakana of page 1 (ESC t 1): not the rows that NEC and IBM added. With the
 * Japanese international set (ESC R 8) 5C is the yen sign, so there is no backslash.
 */
const JAPANESE: DoubleByteSet = {
  select: Uint8Array.of(0x1b, 0x52, 8, 0x1b, 0x74, 1, 0x1c, 0x43, 1, 0x1c, 0x26),
  encode(character) {
    if (character === '¥') return Uint8Array.of(0x5c);
    if (character === '\\') return null;
    if (ASCII.test(character)) return Uint8Array.of(character.charCodeAt(0));
    // A narrow kana and its mark are one character to a reader, and two to the printer.
    if (/^[\uff66-\uff9d][\uff9e\uff9f]$/.test(character)) return iconv.encode(character, 'shift_jis');
    // One way there and another back: these look alike, and are one in JIS.
    const twin = { '～': '〜', '－': '−', '∥': '‖' }[character] ?? character;
    const bytes = bytesOf(character, 'shift_jis') ?? bytesOf(twin, 'shift_jis');
    const [lead = 0] = bytes ?? [];
    if (bytes?.length === 1) return lead >= 0xa1 && lead <= 0xdf ? bytes : null;
    return bytes && ((lead >= 0x81 && lead <= 0x84) || (lead >= 0x88 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xea)) ? bytes : null;
  },
};

/**
 * The two-byte characters of GB 18030, which are those of GBK: models that have only these are many. The yen sign is the wide
 * one, since its narrow place (ESC R 15) is the dollar's.
 */
const CHINESE: DoubleByteSet = {
  select: Uint8Array.of(0x1b, 0x52, 0, 0x1c, 0x26),
  encode(character) {
    if (ASCII.test(character)) return Uint8Array.of(character.charCodeAt(0));
    const bytes = bytesOf(character === '¥' ? '￥' : character, 'gb18030');
    const [lead = 0, trail = 0] = bytes ?? [];
    // AA to AF, F8 to FE and A1 to A7 below A1 are for users to define.
    const forUsers = trail >= 0xa1 ? (lead >= 0xaa && lead <= 0xaf) || lead >= 0xf8 : lead >= 0xa1 && lead <= 0xa7;
    return bytes?.length === 2 && !forUsers ? bytes : null;
  },
};

export const DOUBLE_BYTE_SETS = { cp949: KOREAN, shift_jis: JAPANESE, gb18030: CHINESE } as const;
