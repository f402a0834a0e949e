import { describe, expect, it } from 'vitest';
import { inForce, type PriceList, type PriceRule, priceWith, shopTime } from './price-list.ts';

const list = (validity: Partial<PriceList['validity']> = {}, rules: PriceRule[] = [], id = 'list'): PriceList => ({
  id,
  names: { en: id },
  active: true,
  validity: { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0, ...validity },
  rules,
});
/** A Friday. */
const FRIDAY = '2026-11-20';
const SATURDAY = '2026-11-21';
const at = (day: string, time: string) => ({ day, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) });

describe('a price list', () => {
  it.each([
    ['all day', {}, FRIDAY, '03:00', true],
    ['in its hours', { fromMinute: 1020, untilMinute: 1140 }, FRIDAY, '17:00', true],
    ['no more at the minute it ends', { fromMinute: 1020, untilMinute: 1140 }, FRIDAY, '19:00', false],
    ['on its weekday', { weekdays: [5] }, FRIDAY, '12:00', true],
    ['on no other', { weekdays: [5] }, SATURDAY, '12:00', false],
    ['past midnight, as part of the evening before', { weekdays: [5], fromMinute: 1320, untilMinute: 120 }, SATURDAY, '01:59', true],
    ['not in the night before its day', { weekdays: [5], fromMinute: 1320, untilMinute: 120 }, FRIDAY, '01:00', false],
    ['from its first day', { fromDay: FRIDAY }, FRIDAY, '00:00', true],
    ['until the end of its last', { untilDay: FRIDAY }, FRIDAY, '23:59', true],
    ['and not after it', { untilDay: FRIDAY }, SATURDAY, '00:00', false],
  ])('is in force %s', (_, validity, day, time, holds) => {
    expect(inForce(list(validity), at(day, time))).toBe(holds);
  });

  it('that is switched off is never in force', () => {
    expect(inForce({ ...list(), active: false }, at(FRIDAY, '12:00'))).toBe(false);
  });

  it('goes by the shop’s clock', () => {
    expect(shopTime(Date.UTC(2026, 10, 20, 23, 30), 'Asia/Seoul')).toEqual({ day: '2026-11-21', minute: 8 * 60 + 30 });
  });
});

describe('the price in force', () => {
  const latte = { id: 'latte-large', articleId: 'latte', categoryId: 'coffee' };
  const percent = (ppm: number) => ({ kind: 'percent', ppm }) as const;

  it('is the usual one where no list says another', () => {
    expect(priceWith([list({}, [{ target: { kind: 'article', id: 'tea' }, change: percent(-100_000) }])], latte, 5000)).toBe(5000);
  });

  it('is what is said of the variant before its article, of that before its category, of that before all', () => {
    const rules: PriceRule[] = [
      { target: { kind: 'all' }, change: percent(-10_000) },
      { target: { kind: 'category', id: 'coffee' }, change: percent(-20_000) },
      { target: { kind: 'article', id: 'latte' }, change: percent(-30_000) },
      { target: { kind: 'article', id: 'latte-large' }, change: { kind: 'price', priceMinor: 4000 } },
    ];
    const prices = [4, 3, 2, 1].map((count) => priceWith([list({}, rules.slice(0, count))], latte, 5000));
    expect(prices).toEqual([4000, 4850, 4900, 4950]);
  });

  it('is what the first list says that says something', () => {
    const all = (ppm: number, id: string) => list({}, [{ target: { kind: 'all' }, change: percent(ppm) }], id);
    expect(priceWith([list(), all(-500_000, 'half'), all(-100_000, 'tenth')], latte, 999)).toBe(500);
  });

  it('is never below nothing, and stays asked for where there is none', () => {
    const free = [list({}, [{ target: { kind: 'all' }, change: percent(-1_000_000) }])];
    expect(priceWith(free, latte, 5000)).toBe(0);
    expect(priceWith(free, latte, null)).toBeNull();
  });
});
