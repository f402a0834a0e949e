import { describe, expect, it } from 'vitest';
import { dayWords, hourWords, momentWords, periodWords, rangeWords, timeWords, weekdayName, weekdayWord } from './when.ts';

const atMs = Date.parse('2026-11-22T05:32:05Z');

describe('days and times as people say them', () => {
  it('names the year only where it is another one', () => {
    expect(dayWords('2026-11-22', 'en-GB', '2026')).toBe('Sunday 22 November');
    expect(dayWords('2026-11-22', 'ko-KR', '2026')).toBe('11월 22일 일요일');
    expect(dayWords('2025-11-22', 'ko-KR', '2026')).toBe('2025년 11월 22일 토요일');
    expect(weekdayWord('2026-11-22', 'en-GB')).toBe('Sunday');
  });

  it('counts the days of the week from Monday', () => {
    expect([1, 7].map((weekday) => weekdayName(weekday, 'en-GB'))).toEqual(['Monday', 'Sunday']);
    expect(weekdayName(3, 'ko-KR', 'short')).toBe('수');
  });

  it('names a month and a year as they are named, not as they are sorted', () => {
    expect([periodWords('2026-11', 'en-GB'), periodWords('2026', 'en-GB')]).toEqual(['November 2026', '2026']);
    expect([periodWords('2026-01', 'ko-KR'), periodWords('2026', 'ko-KR')]).toEqual(['2026년 1월', '2026년']);
  });

  it('says of a range only what differs', () => {
    expect(rangeWords({ from: '2026-11-01', to: '2026-11-22' }, 'en-GB')).toMatch(/^1\s?–\s?22 Nov 2026$/);
    expect(rangeWords({ from: '2026-11-22', to: '2026-11-22' }, 'en-GB')).toBe('22 Nov 2026');
    expect(rangeWords({ from: '2025-12-01', to: '2026-11-22' }, 'ko-KR')).toContain('2025년 12월 1일');
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
