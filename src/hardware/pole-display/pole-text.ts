// Text as a pole display's bytes: twenty columns, of which a character of two bytes takes two. Pure.
import iconv from 'iconv-lite';
import type { POLE_DISPLAY_CODE_PAGES } from '../../shared/devices.ts';
import { charactersOf } from '../../shared/receipt-text.ts';
import { plainTypography } from '../printer/code-page.ts';
import type { PoleLine } from './pole-display.ts';

export type PoleCodePage = (typeof POLE_DISPLAY_CODE_PAGES)[number];

const POLE_COLUMNS = 20;
const SPACE = 0x20;

const ENCODINGS: Record<PoleCodePage, string> = { cp437: 'cp437', pc858: 'cp858', cp949: 'cp949', shift_jis: 'shift_jis', gb18030: 'gbk' };

export function decodePoleText(bytes: Uint8Array, codePage: PoleCodePage): string {
  return iconv.decode(Buffer.from(bytes), ENCODINGS[codePage]);
}

export interface PoleText {
  covers(text: string): boolean;
  /** A line's twenty bytes. What has no code is left out: `₩4,500` is `4,500` where there is no won sign. */
  line(line: PoleLine): Uint8Array;
}

export function openPoleText(codePage: PoleCodePage): PoleText {
  const encoding = ENCODINGS[codePage];
  /** One or two bytes; null where the display has no such character. Below 20 are commands, and 5C is a won or yen sign in Asia. */
  const encode = (character: string): Uint8Array | null => {
    const bytes = iconv.encode(character === '\u00a0' ? ' ' : character, encoding);
    const [first = 0] = bytes;
    if (bytes.length === 1) return first >= SPACE && first !== 0x7f && (first !== 0x3f || character === '?') ? bytes : null;
    return bytes.length === 2 && first > 0x80 && iconv.decode(bytes, encoding) === character ? bytes : null;
  };
  const encoded = (text: string): Uint8Array[] =>
    charactersOf(plainTypography(text)).flatMap((character) => {
      const bytes = encode(character) ?? encode(character.normalize('NFD').charAt(0));
      return bytes ? [bytes] : [];
    });
  /** As many whole characters as fit. */
  const within = (characters: readonly Uint8Array[], columns: number): Uint8Array => {
    let taken = 0;
    const fitting = characters.filter((bytes) => {
      if (taken + bytes.length > columns) {
        taken = columns;
        return false;
      }
      taken += bytes.length;
      return true;
    });
    return Buffer.concat(fitting);
  };
  return {
    covers: (text) => charactersOf(plainTypography(text)).every((character) => encode(character) !== null),
    line({ left, right }) {
      const amount = within(encoded(right), POLE_COLUMNS);
      const room = amount.length === 0 ? POLE_COLUMNS : POLE_COLUMNS - amount.length - 1;
      const said = within(encoded(left), Math.max(0, room));
      return Buffer.concat([said, new Uint8Array(POLE_COLUMNS - said.length - amount.length).fill(SPACE), amount]);
    },
  };
}
