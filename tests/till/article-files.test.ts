// Articles in and out as files, through a whole till: checked before anything is written, written while the till sells, gone on with after a
// restart, taken back without a trace on the register, and exported so that an import of it changes nothing.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportCheck, ImportField } from '../../src/shared/article-files.ts';
import { IMPORT_FIELDS } from '../../src/shared/article-files.ts';
import type { ImportPlan } from '../../src/shared/contract/catalogue.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  manager = await till.manager();
});
afterEach(() => till.close());

const upload = async (bytes: Uint8Array, fileName = 'articles.csv') =>
  (await manager.call.articleFiles.upload({ uploadId: null, fileName, base64: Buffer.from(bytes).toString('base64') })).uploadId;
const text = (csv: string) => new TextEncoder().encode(csv);

async function all<T>(stream: Promise<AsyncIterable<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of await stream) items.push(item);
  return items;
}

const check = async (uploadId: string, more: Partial<ImportPlan> = {}) => {
  const { format, columns } = await manager.call.articleFiles.preview({ uploadId, format: {} });
  const news = await all(manager.call.articleFiles.check({ uploadId, format, columns, taxClassId: 'vat', mode: 'all_or_nothing', ...more }));
  const last = news.at(-1) as Extract<ImportCheck, { kind: 'checked' }>;
  return last;
};
const written = () => manager.until((state) => state.catalogue.importing === null);
const begin = async (uploadId: string) => {
  await manager.call.articleFiles.write({ uploadId });
  await manager.until((state) => state.catalogue.importing !== null);
};
const importAll = async (csv: Uint8Array, more: Partial<ImportPlan> = {}) => {
  const uploadId = await upload(csv);
  const checked = await check(uploadId, more);
  await begin(uploadId);
  await written();
  return checked;
};
const exported = async () => (await all(manager.call.articleFiles.export())).map((part) => part.text).join('');
const found = async (what: string) => (await manager.call.catalogue.search({ text: what })).map(({ id }) => id);
const many = (count: number) =>
  text(`id,name_en,category,price,barcodes\n${Array.from({ length: count }, (_, n) => `new-${n},Thing ${n},Things,${1000 + n},X${n}`).join('\n')}\n`);

describe('a file of articles', () => {
  it('is read, checked and written, with new categories', async () => {
    const csv =
      'id,name_en,name_ko,category,price,unit,barcodes,code,minimum_age\nbeer,Beer,맥주,Drinks,"4,500",piece,8801234567893,B1,19\nham,Ham,햄,Deli,32000,kg,,,\n';
    const checked = await importAll(text(csv));
    expect(checked.figures).toMatchObject({ rows: 2, added: 2, rejected: 0, newCategories: 2 });
    const { article } = await manager.call.catalogue.article({ articleId: 'beer' });
    expect(article).toMatchObject({ names: { en: 'Beer', ko: '맥주' }, priceMinor: 4500, barcodes: ['8801234567893'], minimumAge: 19, code: 'B1' });
    expect(await found('8801234567893')).toEqual(['beer']);
    expect(await found('b1')).toEqual(['beer']);
    expect((await manager.call.catalogue.article({ articleId: 'ham' })).article).toMatchObject({ unit: 'kg', priceMinor: 32000 });
    expect(manager.state.catalogue.categories.map(({ names }) => names.en)).toEqual(expect.arrayContaining(['Drinks', 'Deli']));
  });

  it.each<[string, Uint8Array, string]>([
    ['UTF-8 with a byte order mark', text('\ufeffname_ko;price\n김밥;3000\n'), '김밥'],
    // 김밥 and 상품명 in CP949.
    [
      'CP949',
      new Uint8Array([
        0xbb, 0xf3, 0xc7, 0xb0, 0xb8, 0xed, 0x2c, 0xb0, 0xa1, 0xb0, 0xdd, 0x0a, 0xb1, 0xe8, 0xb9, 0xe4, 0x2c, 0x33, 0x30, 0x30, 0x30, 0x0a,
      ]),
      '김밥',
    ],
    ['Windows-1252', new Uint8Array([...text('name\tprice\nCaf'), 0xe9, ...text(' cr'), 0xe8, ...text('me\t3000\n')]), 'Café crème'],
  ])('is read in %s, and its delimiter is found', async (_encoding, bytes, name) => {
    await importAll(bytes);
    const [article] = await manager.call.catalogue.search({ text: name });
    expect(Object.values(article?.names ?? {})).toContain(name);
  });

  it('says of each row why it is not taken, and writes nothing when all or nothing is wanted', async () => {
    const rows = [
      'a,Good,Things,1000,,',
      ',,Things,1000,,', // 3
      'b,No price,Things,abc,,',
      'c,Too fine,Things,10.50,,',
      'd,Bad barcode,Things,1000,8801234567890,',
      'e,Twice,Things,1000,4006381333931,',
      'f,Twice too,Things,1000,4006381333931,',
      'g,Taken,Things,1000,2000000001012,',
      'a,Same id,Things,1000,,',
      'h,Not taxed so,Things,1000,,no such tax',
    ];
    const uploadId = await upload(text(`id,name_en,category,price,barcodes,tax\n${rows.join('\n')}\n`));
    const checked = await check(uploadId);
    expect(checked.rejected.map(({ row, fault }) => [row, fault])).toEqual([
      [3, 'name_missing'],
      [4, 'price_unreadable'],
      [5, 'price_too_fine'],
      [6, 'barcode_bad'],
      [8, 'barcode_twice'],
      [9, 'barcode_taken'],
      [10, 'id_twice'],
      [11, 'tax_unknown'],
    ]);
    expect(checked.writable).toBe(false);
    expect(await refusal(manager.call.articleFiles.write({ uploadId }))).toBe('NOT_FOUND');
    expect(await found('Good')).toEqual([]);
    const report = (await all(manager.call.articleFiles.rejected({ uploadId }))).flat();
    expect(report[1]).toMatchObject({ row: 4, fault: 'price_unreadable', found: 'abc', cells: ['b', 'No price', 'Things', 'abc', '', ''] });

    expect((await check(uploadId, { mode: 'skip_bad' })).writable).toBe(true);
    await begin(uploadId);
    await written();
    expect(await found('Good')).toEqual(['a']);
    expect(await found('Twice')).toEqual(['e']);
  });

  it('has variants as rows below their article; a bad one keeps all of it out', async () => {
    const csv = [
      'id,variant,name_en,variant_name_en,category,price,barcodes',
      'tea,,Tea,,Hot,,',
      'tea,tea-s,,Small,,3000,S1',
      'tea,tea-l,,Large,,4000,L1',
      'mate,,Mate,,Hot,,',
      'mate,mate-s,,Small,,nothing,',
    ].join('\n');
    const checked = await importAll(text(csv), { mode: 'skip_bad' });
    expect(checked.rejected.map(({ row, fault }) => [row, fault])).toEqual([
      [6, 'price_unreadable'],
      [5, 'article_rejected'],
    ]);
    expect((await manager.call.catalogue.article({ articleId: 'tea' })).article.variants).toEqual([
      { id: 'tea-s', names: { en: 'Small' }, priceMinor: 3000, barcodes: ['S1'] },
      { id: 'tea-l', names: { en: 'Large' }, priceMinor: 4000, barcodes: ['L1'] },
    ]);
  });

  it('changes only what it says of articles that are there, known by id or by barcode', async () => {
    await importAll(text('id,price\namericano,4800\n'));
    expect((await manager.call.catalogue.article({ articleId: 'americano' })).article).toMatchObject({
      names: { en: 'Americano', ko: '아메리카노' },
      categoryId: 'coffee',
      priceMinor: 4800,
      barcodes: ['2000000001012'],
    });
    const checked = await importAll(text('barcode,price\n2000000001012,4900\n'));
    expect(checked.figures).toMatchObject({ changed: 1, added: 0 });
    expect((await manager.call.catalogue.article({ articleId: 'americano' })).article.priceMinor).toBe(4900);
  });

  it('is exported so that an import of it changes nothing', async () => {
    await manager.call.catalogue.archive({ articleId: 'mug', archived: true });
    const csv = await exported();
    const uploadId = await upload(text(csv));
    expect((await check(uploadId)).figures).toMatchObject({ added: 0, changed: 0, rejected: 0, unchanged: 63 });
  });
});

describe('while a file is written', () => {
  it('the till sells, and a restart goes on where it was', async () => {
    const cashier = await till.cashier();
    const uploadId = await upload(many(3000));
    await check(uploadId);
    await begin(uploadId);
    expect(await refusal(manager.call.articleFiles.write({ uploadId }))).toBe('NOT_FOUND');
    await cashier.call.sale.addArticle({ articleId: 'americano' });
    const { id, dueMinor } = cashier.state.checkout.sale;
    await cashier.call.checkout.takeCash({ saleId: id, dueMinor: dueMinor || 4500, givenMinor: 5000 });
    await till.restart();
    manager = await till.manager();
    await written();
    expect(await found('Thing 2999')).toEqual(['new-2999']);
    expect(manager.state.catalogue.articleCount).toBe(63 + 3000);
    // The plan has done its work.
    await expect.poll(() => readdirSync(join(till.dataDir, 'practice', 'imports'))).toEqual([]);
  });

  it('it can be taken back: what was changed is as it was, what was new is not sold, also across a restart', async () => {
    const rows = Array.from({ length: 2000 }, (_, n) => `new-${n},Thing ${n},Things,${1000 + n},X${n}`);
    const uploadId = await upload(text(`id,name_en,category,price,barcodes\namericano,Changed,coffee,1,2000000001012\n${rows.join('\n')}\n`));
    await check(uploadId);
    const { journalSeq } = manager.state.ledger;
    await begin(uploadId);
    await manager.until((state) => state.ledger.journalSeq > journalSeq + 5);
    await manager.call.articleFiles.takeBack();
    await till.restart();
    manager = await till.manager();
    await written();
    expect((await manager.call.catalogue.article({ articleId: 'americano' })).article).toMatchObject({
      names: { en: 'Americano' },
      priceMinor: 4500,
    });
    expect(await found('Thing')).toEqual([]);
    expect(await found('X1')).toEqual([]);
    expect(manager.state.catalogue.articleCount).toBe(63);
    expect(await refusal(manager.call.articleFiles.takeBack())).toBe('NOT_FOUND');
  });
});

it('a file without rows is none', async () => {
  expect(await refusal(manager.call.articleFiles.preview({ uploadId: await upload(text('name,price\n')), format: {} }))).toBe('FILE_UNREADABLE');
});

it('every field of a file is a column of the export', async () => {
  const [head = ''] = (await exported()).replace('\ufeff', '').split('\r\n');
  expect(head.split(',') as ImportField[]).toEqual([...IMPORT_FIELDS]);
});
