import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswerFramer, type PrinterAnswer } from './answer-framer.ts';
import { jobIdOf } from './escpos-commands.ts';

const whole = (bytes: number[]): PrinterAnswer[] => createAnswerFramer()(Uint8Array.from(bytes));
const printed = (jobId: string): number[] => [0x37, 0x22, ...Buffer.from(jobId), 0x00];

const jobId = fc.nat().map(jobIdOf);
/** Four bytes as Epson defines them: 0xx1xx00, then three of 0xx0xxxx. */
const automatic = fc
  .tuple(fc.nat(0xff), fc.nat(0xff), fc.nat(0xff), fc.nat(0xff))
  .map(([a, b, c, d]) => [(a & 0x6c) | 0x10, b & 0x6f, c & 0x6f, d & 0x6f]);
const realTime = fc.nat(0xff).map((byte) => [(byte & 0x6c) | 0x12]);

const frame = fc.oneof(
  automatic.map((bytes) => ({ bytes, answer: { kind: 'automatic_status' as const, bytes: Uint8Array.from(bytes) } })),
  realTime.map((bytes) => ({ bytes, answer: { kind: 'status_answer' as const, byte: bytes[0] ?? 0 } })),
  jobId.map((id) => ({ bytes: printed(id), answer: { kind: 'job_printed' as const, jobId: id } })),
  fc.constant<number[]>([0x37, 0x25, 0x00]).map((bytes) => ({ bytes, answer: null })),
  fc.constantFrom(0x11, 0x13).map((flow) => ({ bytes: [flow], answer: null })),
);
const answersOf = (frames: { answer: PrinterAnswer | null }[]) => frames.flatMap(({ answer }) => (answer ? [answer] : []));

test('answers one after the other are all understood', () => {
  fc.assert(
    fc.property(fc.array(frame), (frames) => {
      expect(whole(frames.flatMap(({ bytes }) => bytes))).toEqual(answersOf(frames));
    }),
  );
});

test('any bytes, split anywhere, give the same answers as in one piece', () => {
  const stream = fc.array(fc.oneof(fc.constantFrom(0x10, 0x12, 0x37, 0x22, 0x00, 0x31, 0x53), fc.nat(0xff)), { maxLength: 200 });
  fc.assert(
    fc.property(stream, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (bytes, sizes) => {
      const take = createAnswerFramer();
      const answers: PrinterAnswer[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        answers.push(...take(Uint8Array.from(bytes.slice(at, at + size))));
        at += size;
      }
      expect(answers).toEqual(whole(bytes));
    }),
  );
});

describe('answers inside one another', () => {
  const inside = (outer: number[], inner: number[], at: number) => [...outer.slice(0, at), ...inner, ...outer.slice(at)];

  test('an acknowledgement in the middle of an automatic status: both arrive', () => {
    fc.assert(
      fc.property(automatic, jobId, fc.integer({ min: 0, max: 4 }), (status, id, at) => {
        const answers = whole(inside(status, printed(id), at));
        expect(answers).toContainEqual({ kind: 'job_printed', jobId: id });
        expect(answers).toContainEqual({ kind: 'automatic_status', bytes: Uint8Array.from(status) });
        expect(answers).toHaveLength(2);
      }),
    );
  });

  test('an automatic status in the middle of an acknowledgement: both arrive', () => {
    fc.assert(
      fc.property(automatic, jobId, fc.integer({ min: 0, max: 7 }), (status, id, at) => {
        const answers = whole(inside(printed(id), status, at));
        expect(answers).toContainEqual({ kind: 'job_printed', jobId: id });
        expect(answers).toContainEqual({ kind: 'automatic_status', bytes: Uint8Array.from(status) });
        expect(answers).toHaveLength(2);
      }),
    );
  });

  test('an answer to DLE EOT or a flow-control byte anywhere disturbs nothing', () => {
    fc.assert(
      fc.property(frame, fc.oneof(realTime, fc.constant<number[]>([0x13])), fc.nat(7), (outer, inner, at) => {
        const expected = answersOf([outer]);
        const answers = whole(inside(outer.bytes, inner, at));
        for (const answer of expected) expect(answers).toContainEqual(answer);
      }),
    );
  });
});

test('after any garbage the next acknowledgement is understood', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), jobId, (garbage, id) => {
      expect(whole([...garbage, ...printed(id)])).toContainEqual({ kind: 'job_printed', jobId: id });
    }),
  );
});

test('an acknowledgement with an id that no job of ours can have is not one', () => {
  expect(whole(printed('AB12')).filter((answer) => answer.kind === 'job_printed')).toEqual([]);
});
