import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScaleFramer, readAnswer, troubleOf } from './toledo-8217.ts';

const frames = (...pieces: string[]) => {
  const frame = createScaleFramer();
  return pieces.flatMap((piece) => frame(Buffer.from(piece, 'latin1')));
};
const status = (bits: number) => readAnswer(`?${String.fromCharCode(0x40 | bits)}`);

describe('a weight', () => {
  test.each([
    ['01.234', 1234, false],
    ['00.000', 0, false],
    ['14.995N', 14_995, true],
    ['1.500', 1500, false],
  ])('%s with three decimals is kilograms', (text, grams, net) => {
    expect(readAnswer(text)).toEqual({ kind: 'weight', grams, net });
  });

  test('with two decimals is pounds, rounded to the gram', () => {
    expect(readAnswer('01.00')).toEqual({ kind: 'weight', grams: 454, net: false });
    expect(readAnswer('010.00N')).toEqual({ kind: 'weight', grams: 4536, net: true });
    expect(readAnswer('30.00')).toEqual({ kind: 'weight', grams: 13_608, net: false });
  });

  test.each(['1.2345', '-1.000', '1,000', '01.234kg', '', '1234', '01.234 ', '٠١.٢٣٤', '?', '??', '?\u0001'])(
    '%j is no answer of this protocol',
    (text) => {
      expect(readAnswer(text)).toEqual({ kind: 'foreign' });
    },
  );
});

test('what a status says first is what a person has to mend first', () => {
  const trouble = (bits: number) => {
    const answer = status(bits);
    return answer.kind === 'status' ? troubleOf(answer) : answer.kind;
  };
  expect(trouble(0b000001)).toBe('moving');
  expect(trouble(0b000011)).toBe('too_heavy');
  expect(trouble(0b000101)).toBe('below_zero');
  expect(trouble(0b001000)).toBe('not_zeroed');
  expect(status(0b110000)).toMatchObject({ kind: 'status', atZero: true, net: true, moving: false });
});

describe('the stream', () => {
  const answers = fc.array(
    fc.integer({ min: 0, max: 99_999 }).map((grams) => `\u0002${(grams / 1000).toFixed(3).padStart(6, '0')}\r`),
    { maxLength: 6 },
  );

  test('is cut into the same answers however it comes in pieces', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat(60)), (said, cuts) => {
        const whole = said.join('');
        const pieces: string[] = [];
        let at = 0;
        for (const cut of [...cuts].sort((one, other) => one - other)) {
          pieces.push(whole.slice(at, Math.max(at, cut)));
          at = Math.max(at, cut);
        }
        expect(frames(...pieces, whole.slice(at))).toEqual(frames(whole));
        expect(frames(whole)).toEqual(said.map((answer) => answer.slice(1, -1)));
      }),
    );
  });

  test('gives nothing of what stands between two answers, and begins anew with each STX', () => {
    expect(frames('12.3\r\u000200.\u000201.234\r45\r')).toEqual(['01.234']);
  });

  test('never keeps more than an answer can be long', () => {
    expect(frames(`\u0002${'1'.repeat(100_000)}\r\u000201.000\r`)).toEqual(['01.000']);
  });

  test('is read with and without its parity bit', () => {
    const parity = Uint8Array.from(Buffer.from('\u000201.234\r'), (byte) => byte | 0x80);
    expect(createScaleFramer()(parity)).toEqual(['01.234']);
  });
});
