// What the shop sells and for how much, and how much of it there is.
import { z } from 'zod';
import { TILE_COLOURS } from '../../../shared/article.ts';
import { UNITS } from '../../../shared/line-item.ts';
import { LOSS_REASONS } from '../../../shared/stock.ts';
import { int, names } from './fact-parts.ts';

const variant = z.object({ id: z.string(), names, priceMinor: int.nullable(), barcodes: z.array(z.string()) });
export const articleSchema = z.object({
  id: z.string(),
  names,
  categoryId: z.string(),
  unit: z.enum(UNITS),
  priceMinor: int.nullable(),
  taxClassId: z.string(),
  barcodes: z.array(z.string()),
  code: z.string(),
  colour: z.enum(TILE_COLOURS).nullable(),
  picture: z.string().nullable(),
  minimumAge: int,
  variants: z.array(variant),
  modifierGroupIds: z.array(z.string()),
  stockCounted: z.boolean(),
  lowStock: int.nullable(),
  archived: z.boolean(),
  position: int,
});
const category = z.object({ id: z.string(), names, colour: z.enum(TILE_COLOURS), position: int });

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('category'), id: z.string() }),
  z.object({ kind: z.literal('article'), id: z.string() }),
]);
const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('price'), priceMinor: int }),
  z.object({ kind: z.literal('percent'), ppm: int }),
]);
export const priceListSchema = z.object({
  id: z.string(),
  names,
  active: z.boolean(),
  validity: z.object({
    fromDay: z.string().nullable(),
    untilDay: z.string().nullable(),
    weekdays: z.array(int),
    fromMinute: int,
    untilMinute: int,
  }),
  rules: z.array(z.object({ target, change })),
});

/** What a person said of a stock; `change` and `after` are what came of it. */
const stockMovement = z.object({
  sellableId: z.string(),
  names,
  unit: z.enum(UNITS),
  kind: z.enum(['received', 'counted', 'lost']),
  change: int,
  after: int,
  reason: z.enum(LOSS_REASONS).nullable(),
  note: z.string(),
});

export const CATALOGUE_FACTS = {
  categories_put: z.object({ categories: z.array(category) }),
  articles_put: z.object({ articles: z.array(articleSchema) }),
  /** All price lists, in their order: the first in force counts. */
  price_lists_put: z.object({ lists: z.array(priceListSchema) }),
  stock_moved: z.object({ movements: z.array(stockMovement) }),
  /** A file that was found good is about to be written, in so many parts, of which each is a fact. */
  import_begun: z.object({ importId: z.string(), fileName: z.string(), articleCount: int, rejectedRowCount: int, partCount: int }),
  /** One part of it. `before`: what those articles were that it changed. With `back` it is undone: that is put back, and what was new is archived. */
  import_written: z.object({
    importId: z.string(),
    part: int,
    back: z.boolean(),
    articles: z.array(articleSchema),
    before: z.array(articleSchema),
    categories: z.array(category),
  }),
  /** A person takes it back: from here on the parts are undone, the last first. */
  import_turned: z.object({ importId: z.string() }),
  /** `stopped`: its file was not there any more when the till was to go on with it. */
  import_ended: z.object({ importId: z.string(), outcome: z.enum(['written', 'taken_back', 'stopped']) }),
  /** The cashier has made sure that the customer is old enough, or that they are not. */
  age_checked: z.object({ saleId: z.string(), years: int, oldEnough: z.boolean() }),
} as const;
