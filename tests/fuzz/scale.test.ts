import { expect, test } from 'vitest';
import { createScaleFramer, readAnswer } from '../../src/hardware/scale/toledo-8217.ts';
import { toledoWording } from '../../src/hardware/scale/wording.ts';
import { FUZZ_LIMIT_MS, fuzz, inPieces } from './mutate.ts';

const VALID = ['\u000201.234\r', '\u000200.000\r', '\u000214.995N\r', '\u0002?A\r', '\u0002?`\r', '\u0002012.34\r'].map((text) =>
  Buffer.from(text, 'latin1'),
);

test(
  'whatever comes from a scale’s line, a weight is one that three groups of digits can say',
  async () => {
    const frame = createScaleFramer();
    const wording = toledoWording();
    await fuzz(VALID, (bytes, random) => {
      for (const piece of inPieces(bytes, random)) {
        wording.received(piece);
        for (const text of frame(piece)) {
          const answer = readAnswer(text);
          if (answer.kind === 'weight') {
            expect(Number.isSafeInteger(answer.grams)).toBe(true);
            expect(answer.grams).toBeLessThan(1_000_000);
          }
        }
      }
    });
  },
  FUZZ_LIMIT_MS,
);
