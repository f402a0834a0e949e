// Articles as a file: which columns there are, how a file can be written, and what is said of it while it is read.

export const CSV_ENCODINGS = ['utf-8', 'euc-kr', 'windows-1252'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];
export const CSV_DELIMITERS = [',', ';', '\t', '|'] as const;
export type CsvDelimiter = (typeof CSV_DELIMITERS)[number];

/** What a column can be. One row is an article; one with a `variant` id or name is a variant of the article with the same `id` above it. */
export const IMPORT_FIELDS = [
  'id',
  'variant',
  'name_en',
  'name_ko',
  'variant_name_en',
  'variant_name_ko',
  'category',
  'category_name_en',
  'category_name_ko',
  'category_colour',
  'price',
  'unit',
  'tax',
  'barcodes',
  'code',
  'minimum_age',
  'colour',
  'picture',
  'modifiers',
  'stock_counted',
  'low_stock',
  'archived',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

export interface CsvFormat {
  encoding: CsvEncoding;
  delimiter: CsvDelimiter;
  /** What stands before the decimals of a price. */
  decimal: '.' | ',';
}

export interface CsvPreview {
  format: CsvFormat;
  header: string[];
  rows: string[][];
  /** What each column seems to be, by its heading. */
  columns: (ImportField | null)[];
}

/** Why a row is not taken; the screen has words for each. */
export const ROW_FAULTS = [
  'torn', // quotes that do not end, more or fewer cells than the heading
  'name_missing',
  'price_unreadable',
  'price_too_fine', // more decimals than the currency has
  'price_out_of_range',
  'unit_unknown',
  'tax_unknown',
  'category_missing',
  'text_too_long',
  'barcode_bad',
  'barcode_twice', // another row of the file has it
  'barcode_taken', // another article has it
  'code_twice',
  'code_taken',
  'id_bad',
  'id_twice',
  'number_unreadable',
  'answer_unreadable', // neither yes nor no
  'colour_unknown',
  'variant_alone', // no article above it has its id
  'article_rejected', // of an article of which another row is bad
  'unit_counted', // what is counted in pieces cannot become grams
  'too_many',
] as const;
export type RowFault = (typeof ROW_FAULTS)[number];

export interface RejectedRow {
  /** Of the file, the heading being row 1. */
  row: number;
  fault: RowFault;
  field: ImportField | null;
  /** What stands there, shortened. */
  found: string;
}

export interface ImportFigures {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  newCategories: number;
}

export type ImportCheck =
  | { kind: 'progress'; bytesRead: number; bytes: number }
  | { kind: 'checked'; figures: ImportFigures /** The first ones. */; rejected: RejectedRow[]; writable: boolean };

/** A row with all that stands in it, for the file of rejected rows. */
export interface RejectedCells extends RejectedRow {
  cells: string[];
}

/** A piece of a file that the page puts together. */
export interface ExportPart {
  text: string;
}
