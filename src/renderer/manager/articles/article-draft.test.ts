import { describe, expect, it } from 'vitest';
import { type Article, PLAIN_ARTICLE } from '../../../shared/article.ts';
import { draftOf, inputOf, newDraft } from './article-draft.ts';

const article: Article = {
  ...PLAIN_ARTICLE,
  id: 'beer',
  names: { en: 'Beer', ko: '맥주' },
  categoryId: 'cold',
  priceMinor: 350,
  taxClassId: 'vat',
  barcodes: ['4006381333931'],
  minimumAge: 16,
  stockCounted: true,
  lowStock: 6,
  position: 3,
};

describe('an article that is edited', () => {
  it('is kept as it was when nothing is changed', () => {
    const { archived: _archived, position: _position, ...kept } = article;
    expect(inputOf(draftOf(article, 'EUR'), 'EUR')).toMatchObject(kept);
  });

  it('has its prices in the decimals of the currency', () => {
    expect(draftOf(article, 'EUR').price).toBe('3.50');
    expect(draftOf(article, 'KRW').price).toBe('350');
    expect(inputOf({ ...draftOf(article, 'EUR'), price: '4,2' }, 'EUR')?.priceMinor).toBe(420);
    expect(inputOf({ ...draftOf(article, 'KRW'), price: '4.2' }, 'KRW')).toBeNull();
  });

  it('has no price of its own where none is typed, or where its variants have theirs', () => {
    expect(inputOf({ ...draftOf(article, 'EUR'), price: '' }, 'EUR')?.priceMinor).toBeNull();
    const variants = [{ id: null, key: 0, names: { en: 'Large' }, price: '5', barcodes: [] }];
    expect(inputOf({ ...draftOf(article, 'EUR'), variants }, 'EUR')).toMatchObject({ priceMinor: null, variants: [{ priceMinor: 500 }] });
  });

  it.each([
    ['without a name', { names: { en: '  ' } }],
    ['with a barcode that was typed wrong', { barcodes: ['4006381333932'] }],
    ['with an age that is none', { minimumAge: 'old' }],
    ['with a limit that is none', { lowStock: '1.5' }],
    ['with a variant without a name', { variants: [{ id: null, key: 0, names: {}, price: '5', barcodes: [] }] }],
  ])('cannot be kept %s', (_, change) => {
    expect(inputOf({ ...draftOf(article, 'EUR'), ...change }, 'EUR')).toBeNull();
  });
});

it('a new article begins with the barcode that was scanned', () => {
  expect(newDraft('cold', 'vat', 'X1').barcodes).toEqual(['X1']);
  expect(inputOf({ ...newDraft('cold', 'vat', 'X1'), names: { ko: '물' }, price: '900' }, 'KRW')).toMatchObject({ id: null, priceMinor: 900 });
});
