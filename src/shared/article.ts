// What a shop sells: articles with their variants, and what of them a screen shows. Pure, the same on both sides.
// What can be rung up is a sellable: an article without variants, or one variant of an article; its id is the line's articleId.
import type { Names, Unit } from './line-item.ts';

/** The design system's quiet tile colours. */
export const TILE_COLOURS = ['clay', 'sand', 'moss', 'sea', 'dusk', 'rose', 'stone'] as const;
export type TileColour = (typeof TILE_COLOURS)[number];

export interface Category {
  id: string;
  names: Names;
  colour: TileColour;
}

/** One of the forms in which an article is sold: a size, a flavour. */
export interface Variant {
  id: string;
  /** What is added to the article's name: "Large". */
  names: Names;
  /** Null: asked for when it is rung up. */
  priceMinor: number | null;
  barcodes: string[];
}

export interface Article {
  id: string;
  names: Names;
  categoryId: string;
  unit: Unit;
  /** Of a piece or a kilogram; null: asked for when it is rung up. Those of its variants count where it has some. */
  priceMinor: number | null;
  taxClassId: string;
  /** Of the article itself; where it has variants, one of them is chosen after the scan. */
  barcodes: string[];
  /** Short, to be typed; empty without one. */
  code: string;
  /** Its tile's own colour; null: its category's. */
  colour: TileColour | null;
  /** The picture's name in the shop's folder: SHA-256 of its bytes, hex. */
  picture: string | null;
  /** In years; 0: anybody may buy it. */
  minimumAge: number;
  variants: Variant[];
  modifierGroupIds: string[];
  /** Whether its stock, or that of each of its variants, is counted. */
  stockCounted: boolean;
  /** From where on down a manager is told; pieces or grams. */
  lowStock: number | null;
  /** Not sold any more. Articles are never deleted: what was sold keeps its name. */
  archived: boolean;
  position: number;
}

/** An article that is a name, a price and a tax class, and nothing that is out of the ordinary. */
export const PLAIN_ARTICLE: Omit<Article, 'id' | 'names' | 'categoryId' | 'priceMinor' | 'taxClassId' | 'position'> = {
  unit: 'piece',
  barcodes: [],
  code: '',
  colour: null,
  picture: null,
  minimumAge: 0,
  variants: [],
  modifierGroupIds: [],
  stockCounted: false,
  lowStock: null,
  archived: false,
};

/** What a line is made of. */
export interface Sellable {
  /** The article's, or the variant's: a line's `articleId`. */
  id: string;
  articleId: string;
  names: Names;
  categoryId: string;
  unit: Unit;
  /** In force at this moment; null: asked for. */
  priceMinor: number | null;
  taxClassId: string;
  minimumAge: number;
  modifierGroupIds: string[];
}

/** An article as screens show it to be rung up, with the prices in force. */
export interface ShelfArticle {
  id: string;
  names: Names;
  categoryId: string;
  unit: Unit;
  priceMinor: number | null;
  colour: TileColour | null;
  picture: string | null;
  minimumAge: number;
  variants: { id: string; names: Names; priceMinor: number | null }[];
  modifierGroupIds: string[];
}

/** "Americano" and "Large": "Americano Large", in each language that either has. */
export function namesWith(names: Names, variant: Names): Names {
  const any = (of: Names) => of.en ?? Object.values(of)[0] ?? '';
  const languages = new Set([...Object.keys(names), ...Object.keys(variant)]);
  return Object.fromEntries(
    [...languages].map((language) => [language, `${names[language] ?? any(names)} ${variant[language] ?? any(variant)}`.trim()]),
  );
}

/** What of an article can be rung up: itself, or its variants. */
export function sellablesOf(
  article: Omit<Article, 'barcodes' | 'variants' | 'position'> & { variants: Pick<Variant, 'id' | 'names'>[] },
): Omit<Sellable, 'priceMinor'>[] {
  const { id, names, categoryId, unit, taxClassId, minimumAge, modifierGroupIds } = article;
  const same = { articleId: id, categoryId, unit, taxClassId, minimumAge, modifierGroupIds };
  if (article.variants.length === 0) return [{ id, names, ...same }];
  return article.variants.map((variant) => ({ id: variant.id, names: namesWith(names, variant.names), ...same }));
}
