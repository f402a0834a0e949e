// What goes to a pole display, in words: the commands by their names, the text as it is.
import { hexOf, type Wording } from '../transport/frame-log.ts';
import { decodePoleText, type PoleCodePage } from './pole-text.ts';

/** By the two bytes they begin with, as hex: what each is called, and how many bytes follow. */
const COMMANDS: Record<string, { words: string; operands: number }> = {
  '1b40': { words: 'ESC @ (initialise)', operands: 0 },
  '1b74': { words: 'ESC t (code table)', operands: 1 },
  '1b11': { words: 'ESC DC1 (overwrite)', operands: 0 },
  '1b5f': { words: 'ESC _ (cursor)', operands: 1 },
  '1b51': { words: 'ESC Q (line)', operands: 1 },
  '1f01': { words: 'US MD1 (overwrite)', operands: 0 },
  '1f43': { words: 'US C (cursor)', operands: 1 },
  '1f24': { words: 'US $ (move)', operands: 2 },
};

export function poleWording(codePage: PoleCodePage): () => Wording {
  return () => ({
    sent: (bytes) => [{ hex: hexOf(bytes), words: wordsOf(bytes, codePage) }],
    received: (bytes) => [{ hex: hexOf(bytes), words: 'an answer, which pole displays do not give' }],
  });
}

function wordsOf(bytes: Uint8Array, codePage: PoleCodePage): string {
  const words: string[] = [];
  let text: number[] = [];
  const endText = () => {
    const said = decodePoleText(Uint8Array.from(text), codePage).trim();
    if (said !== '') words.push(`“${said}”`);
    text = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const command = COMMANDS[Buffer.from(bytes.subarray(at, at + 2)).toString('hex')];
    if (!command) {
      text.push(bytes[at] ?? 0);
      at += 1;
      continue;
    }
    endText();
    words.push(command.words);
    at += 2 + command.operands;
  }
  endText();
  return words.join(' ');
}
