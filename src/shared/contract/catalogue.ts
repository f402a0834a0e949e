// Calls about what the shop sells: found and shown at the register, edited by whoever may, counted, and brought in and out as files.
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { type Article, type ShelfArticle, TILE_COLOURS } from '../article.ts';
import {
  CSV_DELIMITERS,
  CSV_ENCODINGS,
  type CsvPreview,
  type ExportPart,
  IMPORT_FIELDS,
  type ImportCheck,
  type RejectedCells,
} from '../article-files.ts';
import { EMBEDDED, isBarcodePattern } from '../barcode.ts';
import { UNITS } from '../line-item.ts';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import type { PriceList } from '../price-list.ts';
import { LOSS_REASONS, MAX_STOCK, type StockLevel, type StockMovement } from '../stock.ts';
import { atRegister, atTill, day, id, nothing, staffScreens, text } from './access.ts';

const MOST_BARCODES = 50;
const MOST_VARIANTS = 100;
/** A picture is made small by the page that sends it; more is a mistake. */
const MOST_PICTURE_BYTES = 300 * 1024;
/** A piece of a file, base64; a whole frame stays below its limit. */
const MOST_CHUNK_CHARACTERS = 700_000;

const name = text(120).min(1);
const namesSchema = z.record(z.string().regex(/^[a-z]{2}$/), name).refine((names) => {
  const count = Object.keys(names).length;
  return count > 0 && count <= 10;
});
const priceMinor = z.int().min(0).max(MAX_AMOUNT_MINOR);
const barcode = z
  .string()
  .trim()
  .min(1)
  .max(80)
  // What a scanner can send: no control characters.
  .regex(/^[\p{L}\p{N}\p{P}\p{S} ]+$/u);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const colour = z.enum(TILE_COLOURS);

/** An article as a person edits it. Null ids are new ones. */
export const articleInputSchema = z.object({
  id: id.nullable(),
  names: namesSchema,
  categoryId: id,
  unit: z.enum(UNITS),
  priceMinor: priceMinor.nullable(),
  taxClassId: id,
  barcodes: z.array(barcode).max(MOST_BARCODES),
  code: text(20),
  colour: colour.nullable(),
  picture: sha256.nullable(),
  minimumAge: z.int().min(0).max(99),
  variants: z
    .array(z.object({ id: id.nullable(), names: namesSchema, priceMinor: priceMinor.nullable(), barcodes: z.array(barcode).max(MOST_BARCODES) }))
    .max(MOST_VARIANTS),
  modifierGroupIds: z.array(id).max(20),
  stockCounted: z.boolean(),
  lowStock: z.int().min(0).max(MAX_STOCK).nullable(),
});
export type ArticleInput = z.infer<typeof articleInputSchema>;

/** How the shop's labels are read, and whether the count decides what can be sold. */
export const articleSettingsSchema = z.object({
  barcodeRules: z.array(z.object({ pattern: z.string().max(40).refine(isBarcodePattern), value: z.enum(EMBEDDED) })).max(20),
  sellBelowZero: z.boolean(),
});

const minute = z.int().min(0).max(1440);
const priceListSchema = z.object({
  id: id.nullable(),
  names: namesSchema,
  active: z.boolean(),
  validity: z.object({
    fromDay: day.nullable(),
    untilDay: day.nullable(),
    weekdays: z.array(z.int().min(1).max(7)).max(7),
    fromMinute: minute,
    untilMinute: minute,
  }),
  rules: z
    .array(
      z.object({
        target: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('all') }),
          z.object({ kind: z.literal('category'), id }),
          z.object({ kind: z.literal('article'), id }),
        ]),
        change: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('price'), priceMinor }),
          z.object({ kind: z.literal('percent'), ppm: z.int().min(-1_000_000).max(1_000_000) }),
        ]),
      }),
    )
    .max(500),
});
export type PriceListInput = z.infer<typeof priceListSchema>;

/** One row of a manager's list. */
export interface ListedArticle extends ShelfArticle {
  code: string;
  archived: boolean;
  stockCounted: boolean;
}

const quantityMoved = z.int().min(1).max(MAX_STOCK);
const stockMoveSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('received'), sellableId: id, quantity: quantityMoved, note: text(200) }),
  z.object({ kind: z.literal('counted'), sellableId: id, quantity: z.int().min(0).max(MAX_STOCK), note: text(200) }),
  z.object({ kind: z.literal('lost'), sellableId: id, quantity: quantityMoved, reason: z.enum(LOSS_REASONS), note: text(200) }),
]);
export type StockMoveInput = z.infer<typeof stockMoveSchema>;

const manage = atTill('manage_articles');

export const catalogueContract = {
  /** By name (any part of a word; Korean by syllable or initial consonants), short code or barcode; best first, at most 60. */
  search: atTill('sell')
    .input(z.object({ text: text(120) }))
    .output(type<ShelfArticle[]>()),
  /** One article to be rung up, by its id or that of one of its variants. NOT_FOUND, ARTICLE_ARCHIVED. */
  shelf: atTill('sell')
    .input(z.object({ articleId: id }))
    .output(type<ShelfArticle>()),
  /** A picture by its hash. NOT_FOUND */
  picture: staffScreens.input(z.object({ picture: sha256 })).output(type<{ mediaType: string; base64: string }>()),
  /** PNG, JPEG or WebP; the answer is its hash, to be given to the article. PICTURE_REFUSED */
  addPicture: manage.input(z.object({ base64: z.base64().max(Math.ceil((MOST_PICTURE_BYTES * 4) / 3) + 4) })).output(type<{ picture: string }>()),

  /** A page of 60, or what a search finds. */
  list: manage
    .input(z.object({ text: text(120), categoryId: id.nullable(), archived: z.boolean(), after: id.nullable() }))
    .output(type<{ articles: ListedArticle[]; more: boolean }>()),
  article: manage.input(z.object({ articleId: id })).output(type<{ article: Article; stock: StockLevel[] }>()),
  /**
   * Adds an article, or replaces the one with its id. BARCODE_TAKEN, CODE_TAKEN; STOCK_COUNTED where the unit of what is counted
   * would be another; NOT_FOUND for a category or tax class that is not there.
   */
  put: manage.input(articleInputSchema).output(type<{ articleId: string }>()),
  archive: manage.input(z.object({ articleId: id, archived: z.boolean() })).output(nothing),
  putCategory: manage.input(z.object({ id: id.nullable(), names: namesSchema, colour })).output(type<{ categoryId: string }>()),
  /** All categories in their new order. NOT_FOUND when they are not all, or are others. */
  orderCategories: manage.input(z.object({ categoryIds: z.array(id).max(500) })).output(nothing),

  priceLists: manage.output(type<PriceList[]>()),
  /** All lists in their order: the first in force counts. NOT_FOUND for an article or category that is not there. */
  putPriceLists: manage.input(z.object({ lists: z.array(priceListSchema).max(50) })).output(nothing),

  /** What is at its limit or below, the lowest first, at most 200. */
  lowStock: manage.output(type<StockLevel[]>()),
  stockHistory: manage.input(z.object({ sellableId: id })).output(type<StockMovement[]>()),
  /** NOT_FOUND for what is not counted. */
  moveStock: manage.input(z.object({ moves: z.array(stockMoveSchema).min(1).max(200) })).output(nothing),

  /** The cashier has looked at the customer, and perhaps at a card. */
  checkAge: atRegister('sell')
    .input(z.object({ saleId: id, years: z.int().min(1).max(99), oldEnough: z.boolean() }))
    .output(nothing),
};

const columns = z.array(z.enum(IMPORT_FIELDS).nullable()).max(200);
const csvFormatSchema = z.object({ encoding: z.enum(CSV_ENCODINGS), delimiter: z.enum(CSV_DELIMITERS), decimal: z.enum(['.', ',']) });
export const importPlanSchema = z.object({
  uploadId: id,
  format: csvFormatSchema,
  /** What each column of the file is; null: not read. */
  columns,
  /** The tax class of rows that say none. */
  taxClassId: id,
  /** Whether all of the file is wanted, or what of it is good. */
  mode: z.enum(['all_or_nothing', 'skip_bad']),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

export const articleFilesContract = {
  /** One piece of a file after the other; without an id the first. FILE_TOO_LARGE */
  upload: manage
    .input(z.object({ uploadId: id.nullable(), fileName: text(200), base64: z.base64().max(MOST_CHUNK_CHARACTERS) }))
    .output(type<{ uploadId: string }>()),
  /** Its first rows as they are read in a format, or in the one that it seems to have. FILE_UNREADABLE */
  preview: manage.input(z.object({ uploadId: id, format: csvFormatSchema.partial() })).output(type<CsvPreview>()),
  /** Reads all of it and writes nothing: how far it is, and at the end what would come of it. */
  check: manage.input(importPlanSchema).output(eventIterator(type<ImportCheck>())),
  /** The rows that were rejected by the check, with their reasons. NOT_FOUND before a check. */
  rejected: manage.input(z.object({ uploadId: id })).output(eventIterator(type<RejectedCells[]>())),
  /** Writes what was checked last. NOT_FOUND without a check, ALREADY_DONE while another file is written. */
  write: manage.input(z.object({ uploadId: id })).output(nothing),
  /** Undoes what was written of the file that is being written. NOT_FOUND when none is. */
  takeBack: manage.output(nothing),
  /** Ends a check, and forgets the file. */
  forget: manage.input(z.object({ uploadId: id })).output(nothing),
  /** All articles as a file that can be imported again. */
  export: manage.output(eventIterator(type<ExportPart>())),
};
