// What was exported makes the same articles in an empty shop: exported again from there it is equal, byte for byte.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterEach, expect, it } from 'vitest';
import { type Article, PLAIN_ARTICLE, TILE_COLOURS } from '../../../shared/article.ts';
import { checkDigit } from '../../../shared/barcode.ts';
import { createLog } from '../../log.ts';
import { createCatalogueStore } from '../../store/catalogue-store.ts';
import { openTillDatabase } from '../../store/database.ts';
import { createJournal } from '../../store/journal.ts';
import { createProjection } from '../../store/projection.ts';
import { verifyShop } from '../../store/verify.ts';
import { SAMPLES } from '../samples.ts';
import { openArticleFiles } from './article-files.ts';

const WORKER = new URL('./files-worker.ts', import.meta.url);
const nowMs = () => Date.UTC(2026, 10, 22);
const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function emptyShop() {
  const dir = mkdtempSync(join(tmpdir(), 'files-'));
  dirs.push(dir);
  const log = createLog(() => undefined, nowMs);
  const path = join(dir, 'till.sqlite');
  const database = openTillDatabase(path, { nowMs, log });
  database.facts.pragma('synchronous = OFF');
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs, log });
  let ids = 0;
  const files = openArticleFiles({
    journal,
    store: createCatalogueStore(database.facts),
    databasePath: path,
    dir,
    workerUrl: WORKER,
    shop: () => ({ ...SAMPLES.eu.settings, terminalId: 'T1', practice: false }),
    newId() {
      ids += 1;
      return `id-${ids}`;
    },
    log,
  });
  const exported = async () => {
    let text = '';
    await files.export((part) => {
      text += part.text;
    });
    return text;
  };
  return {
    journal,
    exported,
    path,
    async importAll(csv: string) {
      const { uploadId } = files.upload({ uploadId: null, fileName: 'all.csv', base64: Buffer.from(csv).toString('base64') });
      const { format, columns } = await files.preview(uploadId, {});
      let rejected: unknown = null;
      await files.check({ uploadId, format, columns, taxClassId: 'standard', mode: 'all_or_nothing' }, (news) => {
        if (news.kind === 'checked') rejected = news.rejected;
      });
      expect(rejected).toEqual([]);
      files.write(uploadId, 'staff');
      await files.importing.settled();
    },
    async close() {
      await files.close();
      database.close();
    },
  };
}

const name = fc.oneof(
  fc.constantFrom('Latte, large', '카페라떼 "진한"', 'two\nlines', 'a;b|c\td', '=1+1', "'=1+1", '＠SUM(A1)', '-', "O'Brien", 'ÄÖÜ €', '🍩'),
  fc.stringMatching(/^[A-Za-z가-힣][A-Za-z0-9가-힣 ,;"|]{0,20}[a-z가-힣]$/),
);
const ean = (n: number) => {
  const digits = `20${String(n).padStart(10, '0')}`;
  return `${digits}${checkDigit(digits)}`;
};
const article = fc.record({
  names: fc.record({ en: name, ko: name }, { requiredKeys: ['en'] }),
  priceMinor: fc.option(fc.integer({ min: 0, max: 1_000_000_000 })),
  unit: fc.constantFrom('piece' as const, 'kg' as const),
  taxClassId: fc.constantFrom(...SAMPLES.eu.settings.taxClasses.map(({ id }) => id)),
  colour: fc.option(fc.constantFrom(...TILE_COLOURS)),
  minimumAge: fc.constantFrom(0, 16, 18),
  variantCount: fc.integer({ min: 0, max: 3 }),
  stockCounted: fc.boolean(),
  lowStock: fc.option(fc.nat(100)),
  archived: fc.boolean(),
  categoryId: fc.constantFrom('drinks', 'deli', 'a b'),
});

it('whatever the articles are', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(article, { minLength: 1, maxLength: 8 }), async (made) => {
      const first = emptyShop();
      const articles = made.map(
        ({ variantCount, names, ...more }, n): Article => ({
          ...PLAIN_ARTICLE,
          ...more,
          names: names as Article['names'],
          id: `a${n}`,
          barcodes: [ean(n)],
          code: `c${n}`,
          variants: Array.from({ length: variantCount }, (_, v) => ({
            id: `a${n}-${v}`,
            names: { en: `Size ${v}` },
            priceMinor: v === 0 ? null : 100 * v,
            barcodes: [ean(1000 + n * 10 + v)],
          })),
          position: n,
        }),
      );
      first.journal.transact((append) => {
        const categories = ['drinks', 'deli'].map((id, position) => ({ id, names: { en: id, ko: `${id} ko` }, colour: 'moss' as const, position }));
        append('categories_put', { categories: [...categories, { id: 'a b', names: { en: 'a b' }, colour: 'rose', position: 2 }] }, null);
        append('articles_put', { articles }, null);
      });
      const csv = await first.exported();
      await first.close();
      // No spreadsheet takes a name for a formula.
      expect(
        Papa.parse<string[]>(csv.slice(1))
          .data.flat()
          .filter((cell) => /^[=+\-@＝＋－＠]/.test(cell)),
      ).toEqual([]);

      const second = emptyShop();
      await second.importAll(csv);
      expect(await second.exported()).toBe(csv);
      await second.close();
      expect(verifyShop(second.path).journal.ok).toBe(true);
    }),
    { numRuns: 8 },
  );
});
