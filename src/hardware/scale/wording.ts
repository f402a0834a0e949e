// What goes between the till and a Toledo 8217 scale, in words.
import { hexOf, type WordedFrame, type Wording } from '../transport/frame-log.ts';
import { createScaleFramer, readAnswer, type ScaleAnswer } from './toledo-8217.ts';

const COMMANDS: Record<string, string> = { W: 'W: send weight', Z: 'Z: zero', T: 'T: tare', C: 'C: clear tare' };

export function toledoWording(): Wording {
  const frame = createScaleFramer();
  return {
    sent: (bytes) => [{ hex: hexOf(bytes), words: Array.from(bytes, (byte) => COMMANDS[String.fromCharCode(byte)] ?? 'unknown command').join(', ') }],
    received(bytes): WordedFrame[] {
      const frames = frame(bytes);
      if (frames.length === 0) return [{ hex: hexOf(bytes), words: 'part of an answer' }];
      return frames.map((text) => ({ hex: hexOf(Buffer.from(`\u0002${text}\r`, 'latin1')), words: wordsOf(readAnswer(text)) }));
    },
  };
}

function wordsOf(answer: ScaleAnswer): string {
  if (answer.kind === 'foreign') return 'not an 8217 answer';
  if (answer.kind === 'weight') return `weight ${answer.grams} g ${answer.net ? 'net' : 'gross'}`;
  const said = [
    answer.moving && 'in motion',
    answer.tooHeavy && 'over capacity',
    answer.belowZero && 'under zero',
    answer.outsideZero && 'outside zero capture range',
    answer.atZero && 'centre of zero',
    answer.net ? 'net' : 'gross',
  ];
  return `status: ${said.filter((word) => word !== false).join(', ')}`;
}
