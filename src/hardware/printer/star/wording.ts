// What goes between the till and a Star printer, in words: Star's names of the commands, and what its status says.
import { hexOf, type Wording } from '../../transport/frame-log.ts';
import { hexOfPaper, wordsOfStatus } from '../wording.ts';
import { createStarFramer } from './star-status.ts';

const NAMES: [bytes: string, name: string][] = [
  ['1b 06 01', 'ESC ACK SOH: real-time status'],
  ['1b 06 18', 'ESC ACK CAN: reset'],
  ['1b 40', 'ESC @: initialise'],
  ['1b 1e 61', 'ESC RS a: automatic status'],
  ['1b 1e 45', 'ESC RS E: reset ETB counter'],
  ['1b 07', 'ESC BEL: drawer pulse'],
  ['1b 1d 79', 'ESC GS y: QR code'],
  ['1b 62', 'ESC b: barcode'],
  ['1b 58', 'ESC X: picture'],
  ['1b 64', 'ESC d: cut'],
];
const WORDS_SHOWN = 8;
const ETB = 0x17;

export function starWording(): Wording {
  const frame = createStarFramer();
  return {
    sent: (bytes) => [{ hex: hexOfPaper(bytes), words: wordsOf(bytes) }],
    received(bytes) {
      const words = frame(bytes).map(
        (status) => `status: ${wordsOfStatus(status)}${status.counter === null ? '' : `, ETB counter ${status.counter}`}`,
      );
      return [{ hex: hexOf(bytes), words: words.join('; ') || 'part of a status' }];
    },
  };
}

function wordsOf(bytes: Uint8Array): string {
  const hex = hexOf(bytes.subarray(0, 2048));
  const found: string[] = [];
  for (let at = 0; at < hex.length && found.length < WORDS_SHOWN; at += 3) {
    const name = NAMES.find(([prefix]) => hex.startsWith(prefix, at));
    if (name && found.at(-1) !== name[1]) found.push(name[1]);
  }
  if (bytes.at(-1) === ETB) found.push('ETB: count when this is printed');
  return found.length > 0 ? found.join('; ') : `${bytes.length} bytes`;
}
