import { describe, expect, it } from 'vitest';
import { dayAfter, dayWords, hourWords, momentWords, timeWords, weekdayWord } from './when.ts';

const atMs = Date.parse('2026-11-22T05:32:05Z');

describe('days and times as people say them', () => {
  it('counts days over months, years and leap days', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
  });

  it('names the year only where it is another one', () => {
    expect(dayWords('2026-11-22', 'en-GB', '2026')).toBe('Sunday 22 November');
    expect(dayWords('2026-11-22', 'ko-KR', '2026')).toBe('11월 22일 일요일');
    expect(dayWords('2025-11-22', 'ko-KR', '2026')).toBe('2025년 11월 22일 토요일');
    expect(weekdayWord('2026-11-22', 'en-GB')).toBe('Sunday');
  });

  it('tells the time on the shop’s wall, not on this machine’s', () => {
    expect(timeWords(atMs, 'en-GB', 'Asia/Seoul')).toBe('14:32');
    expect(timeWords(atMs, 'ko-KR', 'Asia/Seoul')).toBe('14:32');
    expect(momentWords(atMs, 'en-GB', 'America/New_York')).toBe('22 Nov 2026, 00:32:05');
    expect(momentWords(atMs - 13 * 3_600_000, 'ko-KR', 'Asia/Seoul')).toBe('2026년 11월 22일 01:32:05');
  });

  it('ends the last hour of the day at 24', () => {
    expect(hourWords(9)).toBe('09:00–10:00');
    expect(hourWords(23)).toBe('23:00–24:00');
  });
});
