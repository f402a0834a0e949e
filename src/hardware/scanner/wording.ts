// What a scanner sends, in words, for whoever has to find out how it marks its codes. The numbers on goods can be read; all else
// cannot, since badges, vouchers and codes that pay are scanned by the same scanner.
import { GROUP_SEPARATOR, readIdentifier } from '../../shared/aim.ts';
import { barcodeKind } from '../../shared/barcode.ts';
import { hexOf, type WordedFrame, type Wording } from '../transport/frame-log.ts';

/** ASCII's own names. */
const CONTROLS = 'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ');
const IDENTIFIER_LENGTH = 3;

export function scannerWording(): Wording {
  return {
    sent: (bytes) => [{ hex: hexOf(bytes), words: 'sent to the scanner' }],
    received: (bytes) => [told(bytes)],
  };
}

/** One piece as it came: whether codes come whole, cut or several at once is what is to be seen. */
function told(bytes: Uint8Array): WordedFrame {
  const text = Buffer.from(bytes).toString('latin1');
  const words: string[] = [];
  let hex = '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is told by name.
  for (const [piece] of text.matchAll(/[\u0000-\u001c\u001e\u001f]|[^\u0000-\u001c\u001e\u001f]+/g)) {
    const control = piece.length === 1 ? CONTROLS[piece.charCodeAt(0)] : undefined;
    const shown = control === undefined ? codeShown(piece) : { words: control, readable: piece.length };
    words.push(shown.words);
    hex += ` ${hexOf(Buffer.from(piece.slice(0, shown.readable), 'latin1'))}${' ··'.repeat(piece.length - shown.readable)}`;
  }
  return { hex: hex.replaceAll(/ +/g, ' ').trim(), words: words.join(' ') };
}

function codeShown(piece: string): { words: string; readable: number } {
  const read = readIdentifier(piece);
  const code = read?.code ?? '';
  const identifier = read?.identifier ?? null;
  if (isNumberOfGoods(code)) return { words: identifier === null ? code : `]${identifier} ${code}`, readable: piece.length };
  const length = `${piece.length - (identifier === null ? 0 : IDENTIFIER_LENGTH)} characters`;
  return identifier === null ? { words: length, readable: 0 } : { words: `]${identifier} ${length}`, readable: IDENTIFIER_LENGTH };
}

/** A trade item's number, alone or at the front of a GS1 code; a mark of up to three characters may stand before it. */
function isNumberOfGoods(code: string): boolean {
  if (code.includes(GROUP_SEPARATOR) || code.length > 20) return /^01\d{14}/.test(code) && isGtin(code.slice(2, 16));
  return [0, 1, 2, 3].some((mark) => isGtin(code.slice(mark)));
}

function isGtin(digits: string): boolean {
  const { kind, checks } = barcodeKind(digits);
  return kind !== 'other' && checks;
}
