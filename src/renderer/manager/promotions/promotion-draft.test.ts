import { describe, expect, it } from 'vitest';
import { promotionInputSchema } from '../../../shared/contract/offers.ts';
import { EMPTY_DRAFT, type PromotionDraft, promotionOf } from './promotion-draft.ts';

const draft = (more: Partial<PromotionDraft>): PromotionDraft => ({ ...EMPTY_DRAFT, en: 'Offer', everything: true, ...more });
const latte = { id: 'latte', names: { en: 'Latte' }, sellableIds: ['latte-s', 'latte-l'] };
const cake = { id: 'cake', names: { en: 'Cake' }, sellableIds: ['cake'] };

describe('a promotion as it is typed', () => {
  it.each<[string, Partial<PromotionDraft>, object]>([
    ['three for two of everything', {}, { kind: 'n_for_m', targets: [{ kind: 'all' }], count: 3, pay: 2 }],
    [
      'two for one of a category and an article',
      { everything: false, categoryIds: ['tea'], picked: [cake], count: '2', pay: '1' },
      {
        kind: 'n_for_m',
        targets: [
          { kind: 'category', id: 'tea' },
          { kind: 'article', id: 'cake' },
        ],
        count: 2,
        pay: 1,
      },
    ],
    [
      'a bundle with any size of latte',
      { kind: 'bundle', picked: [latte, cake], price: '7.50' },
      {
        kind: 'bundle',
        parts: [
          { articleIds: ['latte-s', 'latte-l'], quantity: 1 },
          { articleIds: ['cake'], quantity: 1 },
        ],
        priceMinor: 750,
      },
    ],
    [
      'a tenth off from fifty',
      { kind: 'threshold', from: '50', off: '10' },
      { kind: 'threshold', fromMinor: 5000, off: { kind: 'percent', ppm: 100_000 } },
    ],
    [
      'five off from fifty',
      { kind: 'threshold', from: '50', offKind: 'amount', off: '5' },
      { kind: 'threshold', fromMinor: 5000, off: { kind: 'amount', amountMinor: 500 } },
    ],
  ])('%s is kept as such, and the till takes it', (_, typed, rule) => {
    const promotion = promotionOf(draft(typed), 'EUR');
    expect(promotion?.rule).toEqual(rule);
    expect(promotionInputSchema.parse(promotion)).toEqual(promotion);
  });

  it.each<[string, Partial<PromotionDraft>]>([
    ['a name', { en: ' ' }],
    ['what it is for', { everything: false }],
    ['something to take off', { count: '2', pay: '2' }],
    ['a second article', { kind: 'bundle', picked: [cake], price: '5' }],
    ['a price', { kind: 'bundle', picked: [cake, latte], price: 'five' }],
    ['an amount', { kind: 'threshold', from: '0', off: '10' }],
    ['days in their order', { fromDay: '2026-12-24', untilDay: '2026-12-01' }],
  ])('without %s it is not whole', (_, typed) => {
    expect(promotionOf(draft(typed), 'EUR')).toBeNull();
  });

  it('holds on the days and in the hours that are said', () => {
    const promotion = promotionOf(draft({ weekdays: [5, 1], fromTime: '17:30', untilTime: '19:00', fromDay: '2026-11-22' }), 'EUR');
    expect(promotion?.validity).toEqual({ fromDay: '2026-11-22', untilDay: null, weekdays: [1, 5], fromMinute: 1050, untilMinute: 1140 });
  });
});
