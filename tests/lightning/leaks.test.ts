import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { leaksIn } from './leaks.ts';

const bytes = randomBytes(32);
const secret = { name: 'a preimage', bytes };

it.each([
  ['bytes', bytes],
  ['hex', Buffer.from(bytes.toString('hex'))],
  ['upper-case hex', Buffer.from(bytes.toString('hex').toUpperCase())],
  ...[0, 1, 2].flatMap((before) => {
    const within = Buffer.concat([randomBytes(before), bytes, randomBytes(5)]);
    return [
      [`base64, ${before} bytes into it`, Buffer.from(within.toString('base64'))],
      [`base64 for URLs, ${before} bytes into it`, Buffer.from(within.toString('base64url'))],
    ] as [string, Buffer][];
  }),
] as [string, Buffer][])('finds a secret written as %s', (_form, written) => {
  expect(leaksIn(Buffer.concat([Buffer.from('before '), written, Buffer.from(' after')]), [secret])).toEqual(['a preimage']);
});

it('finds none where there is none', () => {
  expect(leaksIn(Buffer.concat([bytes.subarray(1), randomBytes(64)]), [secret])).toEqual([]);
});
