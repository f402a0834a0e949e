// Whatever an office printer answers: it is read within its bounds, or refused as no IPP message.
import { expect, test } from 'vitest';
import { decodeAnswer, encodeRequest, IppFormatError } from '../../src/hardware/office-printer/ipp-message.ts';
import { FUZZ_LIMIT_MS, fuzz } from './mutate.ts';

const attributes = [
  { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] },
  { tag: 'integer', name: 'job-id', values: [7, 8] },
  { tag: 'keyword', name: 'printer-state-reasons', values: ['media-empty-error', 'paused'] },
] as const;
// An answer has the form of a request; a collection among its values, and one left open.
const VALID = [
  encodeRequest(0, 1, attributes),
  Buffer.from(
    '0101000000000001043400056d6564696100004a00000001612100000004000000013700000000' + '23000973746174652d6f662d' + '0004000000030003',
    'hex',
  ),
  Buffer.from('01010000000000010434000178000003', 'hex'),
];

test(
  'whatever an office printer answers',
  async () => {
    await fuzz(VALID, (bytes) => {
      try {
        let values = 0;
        for (const of of decodeAnswer(bytes).attributes.values()) values += of.length;
        // Each takes five bytes at the least.
        expect(values * 5).toBeLessThanOrEqual(bytes.length);
      } catch (cause) {
        expect(cause).toBeInstanceOf(IppFormatError);
      }
    });
  },
  FUZZ_LIMIT_MS,
);

test('what was encoded is read again', () => {
  const { status, attributes: read } = decodeAnswer(encodeRequest(0x0400, 1, attributes));
  expect(status).toBe(0x0400);
  expect(Object.fromEntries(read)).toEqual({
    'attributes-charset': ['utf-8'],
    'job-id': [7, 8],
    'printer-state-reasons': ['media-empty-error', 'paused'],
  });
});
