// Rows of a file made into articles: each checked on its own, with its variants, against the rows before it and against what the shop has.
// Nothing is written. What a column does not say stays as it is, or is plain for a new article.
import { type Article, type Category, PLAIN_ARTICLE, TILE_COLOURS, type Variant } from '../../../shared/article.ts';
import type { ImportField, ImportFigures, RejectedRow, RowFault } from '../../../shared/article-files.ts';
import { barcodeKind, normaliseBarcode } from '../../../shared/barcode.ts';
import type { Names } from '../../../shared/line-item.ts';
import { LANGUAGES, type Language } from '../../../shared/state.ts';
import { MAX_STOCK } from '../../../shared/stock.ts';
import { answerOf, priceOf, read, severalOf, unitOf, wholeOf } from './cells.ts';

const MOST_TEXT = 120;
const MOST_CODE = 20;
const MOST_ID = 64;
const MOST_BARCODE = 80;
const MOST_OF_ONE = 100;
const MOST_YEARS = 99;
const ID = /^[\w.-]{1,64}$/;
const PICTURE = /^[0-9a-f]{64}$/;
/** How much of a bad cell a report shows. */
const SHOWN_OF_CELL = 60;

export interface ShopForImport {
  categories: readonly Category[];
  taxClasses: readonly { id: string; name: string; ratePpm: number }[];
  /** Of rows that say none. */
  taxClassId: string;
  currencyDigits: number;
  decimal: '.' | ',';
  /** Whose a name without a language is. */
  language: Language;
  lastPosition: number;
  article(id: string): Article | undefined;
  ownerOf(barcode: string): string | undefined;
  ownerOfCode(code: string): string | undefined;
  ownerOfVariant(variantId: string): string | undefined;
  isStocked(articleId: string): boolean;
}

export interface ReadArticle {
  article: Article;
  becomes: 'added' | 'changed' | 'unchanged';
}

export interface ArticleReader {
  /** The next row's cells, in the order of the columns; `torn` where the file itself is not well there. */
  row(cells: readonly string[], row: number, torn: boolean): void;
  end(): { figures: ImportFigures; categories: (Category & { position: number })[] };
}

class BadRow extends Error {
  readonly fault: RowFault;
  readonly field: ImportField | null;
  constructor(fault: RowFault, field: ImportField | null) {
    super(fault);
    this.fault = fault;
    this.field = field;
  }
}

interface Group {
  rows: { row: number; cells: readonly string[]; bad: boolean }[];
  article: Article;
  known: Article | undefined;
  /** The first variant row replaces the variants that there were. */
  variants: Variant[] | null;
}

export interface ReaderParts {
  columns: readonly (ImportField | null)[];
  shop: ShopForImport;
  newId: () => string;
  onArticle: (read: ReadArticle) => void;
  onRejected: (rejected: RejectedRow, cells: readonly string[]) => void;
}

export function createArticleReader({ columns, shop, newId, onArticle, onRejected }: ReaderParts): ArticleReader {
  const places = new Map(columns.flatMap((field, index) => (field === null ? [] : [[field, index] as const])));
  const figures: ImportFigures = { rows: 0, added: 0, changed: 0, unchanged: 0, rejected: 0, newCategories: 0 };
  const categories = new Map(shop.categories.map((category) => [category.id, category]));
  const categoryByName = new Map(shop.categories.flatMap(({ id, names }) => Object.values(names).map((name) => [name.toLowerCase(), id] as const)));
  const newCategories: (Category & { position: number })[] = [];
  const idsSeen = new Set<string>();
  const variantsSeen = new Set<string>();
  const barcodesSeen = new Set<string>();
  const codesSeen = new Set<string>();
  let position = shop.lastPosition;
  let group: Group | null = null;

  const has = (field: ImportField) => places.has(field);
  const cellOf = (cells: readonly string[], field: ImportField) => read((cells[places.get(field) ?? -1] ?? '').trim());
  const bad = (fault: RowFault, field: ImportField | null = null): never => {
    throw new BadRow(fault, field);
  };
  const reject = (cells: readonly string[], row: number, fault: RowFault, field: ImportField | null) => {
    figures.rejected += 1;
    onRejected({ row, fault, field, found: field === null ? '' : cellOf(cells, field).slice(0, SHOWN_OF_CELL) }, cells);
  };

  const namesOf = (cells: readonly string[], field: (language: Language) => ImportField, before: Names): Names => {
    const names: Names = { ...before };
    for (const language of LANGUAGES) {
      if (!has(field(language))) continue;
      const name = cellOf(cells, field(language));
      if (name.length > MOST_TEXT) bad('text_too_long', field(language));
      if (name === '') delete names[language];
      else names[language] = name;
    }
    return names;
  };
  const priceIn = (cells: readonly string[]): number | null => {
    const text = cellOf(cells, 'price');
    if (text === '') return null;
    const price = priceOf(text, shop.decimal, shop.currencyDigits);
    return typeof price === 'number' ? price : bad(price, 'price');
  };
  const barcodesIn = (cells: readonly string[], articleId: string): string[] => {
    const codes = [...new Set(severalOf(cellOf(cells, 'barcodes')).map(normaliseBarcode))];
    if (codes.length > MOST_OF_ONE) bad('too_many', 'barcodes');
    for (const code of codes) {
      if (code.length > MOST_BARCODE || !barcodeKind(code).checks) bad('barcode_bad', 'barcodes');
      if (barcodesSeen.has(code)) bad('barcode_twice', 'barcodes');
      const owner = shop.ownerOf(code);
      if (owner !== undefined && owner !== articleId) bad('barcode_taken', 'barcodes');
    }
    for (const code of codes) barcodesSeen.add(code);
    return codes;
  };
  const answerIn = (cells: readonly string[], field: ImportField): boolean => answerOf(cellOf(cells, field)) ?? bad('answer_unreadable', field);
  const wholeIn = (cells: readonly string[], field: ImportField, most: number): number | null => {
    const text = cellOf(cells, field);
    return text === '' ? null : (wholeOf(text, most) ?? bad('number_unreadable', field));
  };

  const categoryIn = (cells: readonly string[], known: Article | undefined): string => {
    const text = cellOf(cells, 'category');
    if (text === '') return known?.categoryId ?? (has('category') ? undefined : shop.categories[0]?.id) ?? bad('category_missing', 'category');
    if (text.length > MOST_TEXT) bad('text_too_long', 'category');
    const there = categories.has(text) ? text : categoryByName.get(text.toLowerCase());
    if (there !== undefined) return there;
    const names = namesOf(cells, (language) => `category_name_${language}`, {});
    const colour = TILE_COLOURS.find((one) => one === cellOf(cells, 'category_colour')) ?? 'stone';
    const category = {
      id: text.length <= MOST_ID ? text : newId(),
      names: Object.keys(names).length > 0 ? names : { [shop.language]: text },
      colour,
      position: categories.size,
    };
    categories.set(category.id, category);
    for (const name of [text, ...Object.values(category.names)]) categoryByName.set(name.toLowerCase(), category.id);
    newCategories.push(category);
    figures.newCategories += 1;
    return category.id;
  };
  const taxIn = (cells: readonly string[], known: Article | undefined): string => {
    const text = cellOf(cells, 'tax').toLowerCase();
    if (text === '') return known?.taxClassId ?? shop.taxClassId;
    const ratePpm = /^\d{1,3}([.,]\d{1,4})?\s*%?$/.test(text) ? Math.round(Number(text.replace(',', '.').replace('%', '').trim()) * 10_000) : null;
    const found = shop.taxClasses.find(({ id, name }) => id.toLowerCase() === text || name.toLowerCase() === text);
    return (found ?? shop.taxClasses.find((one) => one.ratePpm === ratePpm))?.id ?? bad('tax_unknown', 'tax');
  };

  /** By its id, or by a barcode that it has: who has no ids knows an article by what is printed on it. */
  const knownIn = (cells: readonly string[]): { id: string; known: Article | undefined } => {
    const id = cellOf(cells, 'id');
    if (id === '') {
      const owner = severalOf(cellOf(cells, 'barcodes'))
        .map(normaliseBarcode)
        .map(shop.ownerOf)
        .find((one) => one !== undefined);
      return owner === undefined ? { id: newId(), known: undefined } : { id: owner, known: shop.article(owner) };
    }
    if (!ID.test(id) || shop.ownerOfVariant(id) !== undefined) bad('id_bad', 'id');
    return { id, known: shop.article(id) };
  };

  const articleIn = (cells: readonly string[]): { article: Article; known: Article | undefined } => {
    const { id, known } = knownIn(cells);
    if (idsSeen.has(id) || variantsSeen.has(id)) bad('id_twice', 'id');
    const names = namesOf(cells, (language) => `name_${language}`, known?.names ?? {});
    if (Object.keys(names).length === 0) bad('name_missing', has(`name_${shop.language}`) ? `name_${shop.language}` : null);
    const before = known ?? { ...PLAIN_ARTICLE, position: position + 1, priceMinor: null };
    const code = has('code') ? cellOf(cells, 'code') : before.code;
    if (code.length > MOST_CODE) bad('text_too_long', 'code');
    const folded = code.toLowerCase();
    if (folded !== '' && codesSeen.has(folded)) bad('code_twice', 'code');
    const ownerOfCode = folded === '' ? undefined : shop.ownerOfCode(code);
    if (ownerOfCode !== undefined && ownerOfCode !== id) bad('code_taken', 'code');
    const unit = has('unit') ? (unitOf(cellOf(cells, 'unit')) ?? bad('unit_unknown', 'unit')) : before.unit;
    if (known && unit !== known.unit && shop.isStocked(id)) bad('unit_counted', 'unit');
    const colour = cellOf(cells, 'colour');
    if (colour !== '' && !TILE_COLOURS.some((one) => one === colour)) bad('colour_unknown', 'colour');
    const picture = cellOf(cells, 'picture');
    if (picture !== '' && !PICTURE.test(picture)) bad('text_too_long', 'picture');
    const article: Article = {
      ...before,
      id,
      names,
      taxClassId: taxIn(cells, known),
      categoryId: categoryIn(cells, known),
      unit,
      priceMinor: has('price') ? priceIn(cells) : before.priceMinor,
      code,
      colour: has('colour') ? (TILE_COLOURS.find((one) => one === colour) ?? null) : before.colour,
      picture: has('picture') ? picture || null : before.picture,
      minimumAge: has('minimum_age') ? (wholeIn(cells, 'minimum_age', MOST_YEARS) ?? 0) : before.minimumAge,
      modifierGroupIds: has('modifiers') ? severalOf(cellOf(cells, 'modifiers')) : before.modifierGroupIds,
      stockCounted: has('stock_counted') ? answerIn(cells, 'stock_counted') : before.stockCounted,
      lowStock: has('low_stock') ? wholeIn(cells, 'low_stock', MAX_STOCK) : before.lowStock,
      archived: has('archived') ? answerIn(cells, 'archived') : before.archived,
      // Last: they are taken by it, and so not by a row that is bad for something else.
      barcodes: has('barcodes') ? barcodesIn(cells, id) : before.barcodes,
    };
    idsSeen.add(id);
    if (folded !== '') codesSeen.add(folded);
    return { article, known };
  };

  const variantIn = (cells: readonly string[], of: Group): Variant => {
    const said = cellOf(cells, 'variant');
    if (said !== '' && !ID.test(said)) bad('id_bad', 'variant');
    const names = namesOf(cells, (language) => `variant_name_${language}`, {});
    if (Object.keys(names).length === 0) bad('name_missing', `variant_name_${shop.language}`);
    const same = of.known?.variants.find((one) => (said === '' ? sameNames(one.names, names) : one.id === said));
    const id = said === '' ? (same?.id ?? newId()) : said;
    const owner = shop.ownerOfVariant(id);
    if (variantsSeen.has(id) || idsSeen.has(id) || (owner !== undefined && owner !== of.article.id) || shop.article(id)) bad('id_twice', 'variant');
    if ((of.variants?.length ?? 0) >= MOST_OF_ONE) bad('too_many', 'variant');
    const variant = { id, names, priceMinor: priceIn(cells), barcodes: barcodesIn(cells, of.article.id) };
    variantsSeen.add(id);
    return variant;
  };

  const isVariant = (cells: readonly string[]) =>
    (['variant', ...LANGUAGES.map((language) => `variant_name_${language}` as const)] as const).some((field) => cellOf(cells, field) !== '');

  const endGroup = () => {
    if (!group) return;
    const { rows, article, known, variants } = group;
    group = null;
    if (rows.some((one) => one.bad)) {
      for (const { row, cells, bad: isBad } of rows) if (!isBad) reject(cells, row, 'article_rejected', null);
      return;
    }
    const whole = { ...article, variants: variants ?? article.variants };
    if (!known) position += 1;
    const becomes = !known ? 'added' : sameArticle(known, whole) ? 'unchanged' : 'changed';
    figures[becomes] += 1;
    onArticle({ article: known ? whole : { ...whole, position }, becomes });
  };

  return {
    row(cells, row, torn) {
      figures.rows += 1;
      try {
        if (isVariant(cells)) {
          const id = cellOf(cells, 'id');
          if (!group || (id !== '' && id !== group.article.id)) {
            endGroup();
            bad('variant_alone', 'id');
          }
          const of = group as unknown as Group;
          of.rows.push({ row, cells, bad: true });
          if (torn) bad('torn');
          of.variants = [...(of.variants ?? []), variantIn(cells, of)];
          of.rows[of.rows.length - 1] = { row, cells, bad: false };
          return;
        }
        endGroup();
        if (torn) bad('torn');
        const { article, known } = articleIn(cells);
        group = { rows: [{ row, cells, bad: false }], article, known, variants: null };
      } catch (cause) {
        if (!(cause instanceof BadRow)) throw cause;
        reject(cells, row, cause.fault, cause.field);
      }
    },
    end() {
      endGroup();
      return { figures, categories: newCategories };
    },
  };
}

const sameNames = (one: Names, other: Names) => {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
};

function sameArticle(one: Article, other: Article): boolean {
  const spelt = (article: Article) =>
    JSON.stringify(article, (_, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  return spelt(one) === spelt(other);
}
