// Finding articles the way cashiers look for them, and keeping barcodes with the one article that owns them.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Article, PLAIN_ARTICLE } from '../../shared/article.ts';
import { SAMPLES } from '../catalogue/samples.ts';
import { type CatalogueStore, createCatalogueStore } from './catalogue-store.ts';
import { type CatalogueWriter, createCatalogueWriter } from './catalogue-writer.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

let db: Database.Database;
let writer: CatalogueWriter;
let store: CatalogueStore;

beforeEach(() => {
  db = new Database(':memory:');
  migrate(db, MIGRATIONS);
  writer = createCatalogueWriter(db);
  store = createCatalogueStore(db);
});
afterEach(() => db.close());

const article = (id: string, more: Partial<Article> = {}): Article => ({
  ...PLAIN_ARTICLE,
  id,
  names: { en: id },
  categoryId: 'all',
  priceMinor: 100,
  taxClassId: 'vat',
  position: 0,
  ...more,
});
const named = (id: string, ko: string, en = 'x') => article(id, { names: { en, ko } });
const idsOf = (text: string) => store.search(text).map(({ id }) => id);

const fillCafe = () => {
  const { categories, articles } = SAMPLES.kr;
  writer.putCategories(categories.map((category, position) => ({ ...category, position })));
  writer.putArticles(articles.map((one, position) => ({ ...one, position })));
};

describe('search by name', () => {
  beforeEach(fillCafe);

  it.each<[string, string | undefined, string]>([
    ['아메리카노', 'americano', 'the whole name'],
    ['아메', 'americano', 'the beginning of a name'],
    ['ㅇㅁㄹㅋㄴ', 'americano', 'all initial consonants'],
    ['ㅇㅁ', 'americano', 'the first of them'],
    ['아멜', 'americano', 'a syllable that is still being composed'],
    ['아메ㄹ', 'americano', 'a syllable that has just begun'],
    ['ame', 'americano', 'the beginning in English'],
    ['CROISS', 'croissant', 'capital letters'],
    ['caffe', 'caffe-latte', 'without the accent'],
    ['einspanner', 'einspaenner', 'without the diaeresis'],
    ['아이스아메', 'iced-americano', 'without the space'],
    ['바닐라 라떼', 'vanilla-latte', 'with a space that the name has not'],
    ['ㅇㅇㅅㅇㅁ', 'iced-americano', 'initial consonants over two words'],
    ['ㅎㄴㅁㅅㅌ', undefined, 'what is not there'],
    ['red bin', 'red-bean-bingsu', 'the beginnings of two words, in order or not'],
    ['bin red', 'red-bean-bingsu', 'the beginnings of two words, in order or not'],
    ['샌드위치 에그', 'egg-sandwich', 'two words in Korean'],
    ['473', 'tumbler', 'a number in the name'],
    ['ㅋㅍㄹㄸ', 'caffe-latte', 'double consonants as such'],
  ])('%j finds %s: %s', (text, id) => {
    expect(idsOf(text)[0]).toBe(id);
  });

  it('takes compound consonants, as keyboards make them, for the two that were typed', () => {
    writer.putArticles([named('gs', '가슴살 샐러드')]);
    expect(idsOf('ㄳ')).toEqual(idsOf('ㄱㅅ'));
    expect(idsOf('ㄳ')).toContain('gs');
  });

  it('finds decomposed text, as some systems type it', () => {
    expect(idsOf('아메리카노'.normalize('NFD'))[0]).toBe('americano');
  });

  it('puts the exact name first, then names that begin so, then names with such a word', () => {
    writer.putArticles([named('3', '뜨거운 쌍화탕'), named('2', '쌍화탕 한 잔'), named('1', '쌍화탕')]);
    expect(idsOf('쌍화탕')).toEqual(['1', '2', '3']);
  });

  it('finds each article once, however many of its names match', () => {
    writer.putArticles([article('twin', { names: { en: 'Zebra', ko: 'Zebra', de: 'Zebra Zebra' } })]);
    expect(idsOf('zebra')).toEqual(['twin']);
  });

  it('finds at most sixty', () => {
    writer.putArticles(Array.from({ length: 200 }, (_, i) => article(`widget-${i}`, { names: { en: `Widget ${i}` } })));
    expect(store.search('widget')).toHaveLength(60);
    expect(idsOf('widget 137')).toEqual(['widget-137']);
  });

  it.each(['', '   ', '"', '*', '-', '()', 'AND', 'NEAR(', '^', '$', 'a"b', "'; DROP TABLE article; --", '\0', '\ud800', '😀', '%', '_'])(
    'has an answer for %j',
    (text) => {
      expect(() => store.search(text)).not.toThrow();
    },
  );

  it('has an answer for any text', () => {
    const operators = fc.constantFrom(
      '"',
      '*',
      '^',
      '$',
      '(',
      ')',
      ':',
      '-',
      '+',
      '{',
      '}',
      'AND',
      'OR',
      'NOT',
      'NEAR',
      ' ',
      'terms',
      '\0',
      'ㄱ',
      '가',
      'a',
      '1',
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme' }),
      fc.array(operators, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }), { minLength: 100, maxLength: 300 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(store.search(text).length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 500 },
    );
  });

  it('finds any article by its name, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (name) => {
        fc.pre(/[\p{L}\p{N}]/u.test(name));
        writer.putArticles([article('one', { names: { en: name } })]);
        expect(idsOf(name)).toContain('one');
      }),
    );
  });

  it('finds any article by each of its words, and by as much of its name as is typed', () => {
    const word = fc.oneof(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), fc.stringMatching(/^[가-힣]{1,5}$/));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(), (words, cut) => {
        const name = words.join(' ');
        writer.putArticles([article('one', { names: { en: name } })]);
        for (const typed of [...words, name.slice(0, 1 + (cut % name.length))]) {
          if (store.search(typed).length < 60) expect(idsOf(typed)).toContain('one');
        }
      }),
    );
  });
});

describe('search by barcode', () => {
  beforeEach(() =>
    writer.putArticles([
      article('milk', { names: { en: 'Milk' }, barcodes: ['036000291452'] }),
      article('2000', { names: { en: '0036000291452 bis' } }),
      article('shelf', { names: { en: 'Shelf' }, barcodes: ['SHELF-7'] }),
    ]),
  );

  it('puts the article with that barcode before one with such a name', () => {
    expect(idsOf('0036000291452')).toEqual(['milk', '2000']);
  });

  it('finds by UPC-A and EAN-13 alike, and by codes that are not numbers', () => {
    expect(idsOf('036000291452')[0]).toBe('milk');
    expect(idsOf('SHELF-7')[0]).toBe('shelf');
  });

  it('finds by the first digits while they are typed', () => {
    expect(idsOf('00360')).toContain('milk');
    expect(idsOf('00370')).not.toContain('milk');
  });
});

describe('scanning', () => {
  it('finds by every form of the same number, and nothing by another', () => {
    writer.putArticles([article('milk', { barcodes: ['036000291452', '96385074'] })]);
    for (const code of ['036000291452', '0036000291452', '00036000291452', '96385074', ' 96385074\n']) {
      expect(store.byBarcode(code)?.article.id).toBe('milk');
    }
    expect(store.byBarcode('036000291453')).toBeUndefined();
    expect(store.byBarcode('')).toBeUndefined();
  });

  it('gives a barcode to the article that got it last, and takes it from the one before', () => {
    writer.putArticles([article('old', { barcodes: ['111', '222'] }), article('new', { barcodes: ['222', '333'] })]);
    expect(store.byBarcode('222')?.article.id).toBe('new');
    expect(store.whole('old')?.barcodes).toEqual(['111']);
    writer.putArticles([article('old', { barcodes: ['111', '222'] })]);
    expect(store.byBarcode('222')?.article.id).toBe('old');
    expect(store.whole('new')?.barcodes).toEqual(['333']);
  });

  it('forgets the barcodes that an article has no more', () => {
    writer.putArticles([article('a', { barcodes: ['111', '222'] })]);
    writer.putArticles([article('a', { barcodes: ['222'] })]);
    expect(store.byBarcode('111')).toBeUndefined();
    expect(store.byBarcode('222')?.article.id).toBe('a');
  });

  it('finds each article by exactly the barcodes that it shows, whatever was put in which order', () => {
    const code = fc.constantFrom('1', '2', '3', '4', '5', ' 5 ', '036000291452', '0036000291452', '');
    const put = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), barcodes: fc.array(code, { maxLength: 5 }) }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(put, { maxLength: 6 }), (puts) => {
        for (const articles of puts) writer.putArticles(articles.map(({ id, barcodes }) => article(id, { barcodes })));
        const shown = ['a', 'b', 'c'].flatMap((id) => (store.whole(id)?.barcodes ?? []).map((barcode) => [barcode, id]));
        const owned = db.prepare('SELECT barcode, id FROM article_barcode JOIN article ON seq = article_seq').raw().all();
        expect(shown.sort()).toEqual(owned.sort());
        for (const { id, barcodes } of puts.at(-1)?.slice(-1) ?? []) {
          for (const barcode of barcodes) if (barcode.trim() !== '') expect(store.byBarcode(barcode)?.article.id).toBe(id);
        }
      }),
    );
  });
});

describe('putting articles', () => {
  it('replaces an article: its new name finds it, its old one no more', () => {
    writer.putArticles([article('a', { names: { en: 'Lemonade' }, priceMinor: 300 })]);
    writer.putArticles([article('a', { names: { en: 'Orangeade' }, priceMinor: 350 })]);
    expect(idsOf('lemonade')).toEqual([]);
    expect(store.search('orangeade')).toMatchObject([{ id: 'a', priceMinor: 350 }]);
    expect(store.articleCount()).toBe(1);
  });

  it('keeps an article findable when only its price changes', () => {
    writer.putArticles([article('a', { names: { en: 'Lemonade' } })]);
    writer.putArticles([article('a', { names: { en: 'Lemonade' }, priceMinor: 500 })]);
    expect(store.search('lemon')).toMatchObject([{ id: 'a', priceMinor: 500 }]);
  });

  it('writes the same rows whatever order the keys of a name come in', () => {
    writer.putArticles([article('a', { names: { ko: '물', en: 'Water' } })]);
    const rows = db.prepare('SELECT * FROM article').all();
    writer.putArticles([article('a', { names: { en: 'Water', ko: '물' } })]);
    expect(db.prepare('SELECT * FROM article').all()).toEqual(rows);
  });
});

describe('the tiles', () => {
  it('show the first sixty of each category, in their order', () => {
    writer.putCategories([
      { id: 'tea', names: { en: 'Tea' }, colour: 'moss', position: 1 },
      { id: 'coffee', names: { en: 'Coffee' }, colour: 'clay', position: 0 },
    ]);
    writer.putArticles(Array.from({ length: 70 }, (_, i) => article(`tea-${i}`, { categoryId: 'tea', position: 69 - i })));
    writer.putArticles([article('espresso', { categoryId: 'coffee' })]);
    expect(store.categories().map(({ id }) => id)).toEqual(['coffee', 'tea']);
    const ids = store.tiles().map(({ id }) => id);
    expect(ids).toHaveLength(61);
    expect(ids.slice(0, 3)).toEqual(['espresso', 'tea-69', 'tea-68']);
    expect(store.articleCount()).toBe(71);
  });

  it('follow a category that is renamed or moved', () => {
    writer.putCategories([{ id: 'tea', names: { en: 'Tea' }, colour: 'moss', position: 0 }]);
    writer.putCategories([{ id: 'tea', names: { en: 'Teas' }, colour: 'sea', position: 5 }]);
    expect(store.categories()).toEqual([{ id: 'tea', names: { en: 'Teas' }, colour: 'sea' }]);
  });
});
