// Articles as rows of a file: the same columns as an import reads, so that what was exported is imported unchanged.
import Papa from 'papaparse';
import type { Article, Category } from '../../../shared/article.ts';
import { IMPORT_FIELDS, type ImportField } from '../../../shared/article-files.ts';
import { minorToDecimal } from '../../../shared/money.ts';
import { written } from './cells.ts';

/** Without it, spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\ufeff';

type Cells = Partial<Record<ImportField, string>>;

function articleCells(article: Article, category: Category | undefined, digits: number): Cells[] {
  const price = (minor: number | null) => (minor === null ? '' : minorToDecimal(minor, digits));
  const answer = (yes: boolean) => (yes ? 'yes' : 'no');
  const of = (id: string): Cells => ({ id });
  return [
    {
      ...of(article.id),
      name_en: article.names.en ?? '',
      name_ko: article.names.ko ?? '',
      category: article.categoryId,
      category_name_en: category?.names.en ?? '',
      category_name_ko: category?.names.ko ?? '',
      category_colour: category?.colour ?? '',
      price: price(article.priceMinor),
      unit: article.unit,
      tax: article.taxClassId,
      barcodes: article.barcodes.join(' '),
      code: article.code,
      minimum_age: article.minimumAge === 0 ? '' : String(article.minimumAge),
      colour: article.colour ?? '',
      picture: article.picture ?? '',
      modifiers: article.modifierGroupIds.join(' '),
      stock_counted: answer(article.stockCounted),
      low_stock: article.lowStock === null ? '' : String(article.lowStock),
      archived: answer(article.archived),
    },
    ...article.variants.map(
      (variant): Cells => ({
        ...of(article.id),
        variant: variant.id,
        variant_name_en: variant.names.en ?? '',
        variant_name_ko: variant.names.ko ?? '',
        price: price(variant.priceMinor),
        barcodes: variant.barcodes.join(' '),
      }),
    ),
  ];
}

export function csvHead(): string {
  return `${BYTE_ORDER_MARK}${Papa.unparse([[...IMPORT_FIELDS]])}\r\n`;
}

export function csvRows(articles: readonly Article[], categories: ReadonlyMap<string, Category>, digits: number): string {
  const rows = articles.flatMap((article) => articleCells(article, categories.get(article.categoryId), digits));
  const text = Papa.unparse(rows.map((cells) => IMPORT_FIELDS.map((field) => written(cells[field] ?? ''))));
  return text === '' ? '' : `${text}\r\n`;
}
