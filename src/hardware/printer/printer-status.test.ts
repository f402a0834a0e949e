import { describe, expect, test } from 'vitest';
import { conditionOf, NOTHING_KNOWN, type PrinterStatus, statusOfAnswer, statusOfAutomatic } from './printer-status.ts';

const automatic = (...bytes: number[]) => conditionOf(statusOfAutomatic(Uint8Array.from(bytes)));
const fine = statusOfAutomatic(Uint8Array.of(0x10, 0, 0, 0x0f));

describe('automatic status', () => {
  test.each([
    ['ready', [0x10, 0x00, 0x00, 0x0f]],
    ['ready', [0x14, 0x00, 0x00, 0x0f]], // drawer open
    ['paper_low', [0x10, 0x00, 0x03, 0x0f]],
    ['paper_out', [0x18, 0x00, 0x0f, 0x0f]],
    ['cover_open', [0x38, 0x00, 0x00, 0x0f]],
    ['cover_open', [0x38, 0x00, 0x0c, 0x0f]], // an open cover often hides the paper too
    ['cutter_error', [0x18, 0x08, 0x00, 0x0f]],
    ['offline', [0x18, 0x00, 0x00, 0x0f]],
    ['needs_service', [0x18, 0x20, 0x00, 0x0f]],
    ['mechanical_error', [0x18, 0x04, 0x00, 0x0f]],
    ['too_hot', [0x18, 0x40, 0x00, 0x0f]],
  ])('means %s for %j', (condition, bytes) => {
    expect(automatic(...bytes)).toBe(condition);
  });
});

describe('the answers to DLE EOT', () => {
  test.each([
    [1, 0x1a, 'offline'],
    [2, 0x16, 'cover_open'],
    [3, 0x1a, 'cutter_error'],
    [3, 0x32, 'needs_service'],
    [3, 0x16, 'mechanical_error'],
    [3, 0x52, 'too_hot'],
    [4, 0x1e, 'paper_low'],
    [4, 0x7e, 'paper_out'],
  ] as const)('%i with %i means %s', (query, byte, condition) => {
    expect(conditionOf({ ...fine, ...statusOfAnswer(query, byte) })).toBe(condition);
  });

  test('with nothing to say bring a printer back to ready', () => {
    const trouble = Object.fromEntries(Object.keys(NOTHING_KNOWN).map((key) => [key, true])) as unknown as PrinterStatus;
    for (const query of [1, 2, 3, 4] as const) Object.assign(trouble, statusOfAnswer(query, 0x12));
    expect(conditionOf(trouble)).toBe('ready');
  });
});
