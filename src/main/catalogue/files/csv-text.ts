// A CSV file as text: which encoding and which delimiter it was written with. Found by looking at it, and for a person to correct.
import Papa from 'papaparse';
import {
  CSV_DELIMITERS,
  type CsvDelimiter,
  type CsvEncoding,
  type CsvFormat,
  IMPORT_FIELDS,
  type ImportField,
} from '../../../shared/article-files.ts';

/** How much of a file is looked at to find out how it was written. */
const LOOKED_AT_BYTES = 256 * 1024;
const PREVIEW_ROWS = 12;

/** The text of bytes that are of this encoding, without a byte order mark. What is no letter there becomes U+FFFD. */
export function decode(bytes: Uint8Array, encoding: CsvEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

function isWell(bytes: Uint8Array, encoding: CsvEncoding): boolean {
  try {
    // `stream`: a letter that is cut off by the end of what is looked at is no fault.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** UTF-8 says so by itself; what is then Korean throughout (CP949, which browsers call euc-kr) is Korean; all else is Western. */
export function encodingOf(bytes: Uint8Array): CsvEncoding {
  const some = bytes.subarray(0, LOOKED_AT_BYTES);
  if (isWell(some, 'utf-8')) return 'utf-8';
  // Western accents in pairs can pass for a rare syllable or a Chinese character; words of common syllables cannot.
  const korean = isWell(some, 'euc-kr') && /[가-힣]{2}/u.test(new TextDecoder('euc-kr').decode(some));
  return korean ? 'euc-kr' : 'windows-1252';
}

function rowsOf(text: string, delimiter: CsvDelimiter | undefined, most: number): { rows: string[][]; delimiter: CsvDelimiter } {
  const { data, meta } = Papa.parse<string[]>(text, {
    preview: most,
    skipEmptyLines: 'greedy',
    ...(delimiter ? { delimiter } : { delimitersToGuess: [...CSV_DELIMITERS] }),
  });
  const found = CSV_DELIMITERS.find((one) => one === meta.delimiter);
  return { rows: data, delimiter: delimiter ?? found ?? ',' };
}

/** What shops and other tills call the columns, in lower case without spaces. */
const HEADINGS: Partial<Record<ImportField, string[]>> = {
  id: ['articleid', 'sku', 'itemid', '상품코드', '품번'],
  name_en: ['name', 'title', 'article', 'item', 'product', 'description', 'bezeichnung', 'artikel'],
  name_ko: ['상품명', '품명', '이름', '제품명'],
  category: ['group', 'department', '카테고리', '분류', '그룹', 'kategorie', 'warengruppe'],
  price: ['unitprice', 'sellprice', 'retailprice', '가격', '단가', '판매가', 'preis'],
  unit: ['uom', '단위', 'einheit'],
  tax: ['vat', 'taxclass', 'taxrate', '세금', '부가세', '과세', 'mwst', 'ust'],
  barcodes: ['barcode', 'ean', 'ean13', 'gtin', 'upc', '바코드'],
  code: ['shortcode', 'plu', '단축코드'],
  minimum_age: ['age', 'minage', '나이', '연령'],
};

export function columnsOf(header: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return header.map((heading) => {
    const plain = heading.toLowerCase().replaceAll(/[\s_-]/g, '');
    const field = IMPORT_FIELDS.find((one) => one.replaceAll('_', '') === plain || HEADINGS[one]?.includes(plain));
    if (!field || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** "1.234,50" or "1,234.50": what stands before the last one or two figures of most prices is the decimal sign. */
function decimalOf(rows: readonly string[][], columns: readonly (ImportField | null)[]): '.' | ',' {
  const column = columns.indexOf('price');
  const prices = column < 0 ? [] : rows.map((row) => row[column] ?? '');
  const ending = (sign: '.' | ',') => prices.filter((price) => new RegExp(`\\${sign}\\d{1,2}\\s*\\D*$`).test(price)).length;
  return ending(',') > ending('.') ? ',' : '.';
}

export interface Preview {
  format: CsvFormat;
  header: string[];
  rows: string[][];
  columns: (ImportField | null)[];
}

/** The first rows in a format; what of it is not said is found. Null for a file without rows. */
export function previewOf(bytes: Uint8Array, said: { [K in keyof CsvFormat]?: CsvFormat[K] | undefined }): Preview | null {
  const encoding = said.encoding ?? encodingOf(bytes);
  const text = decode(bytes.subarray(0, LOOKED_AT_BYTES), encoding);
  const { rows, delimiter } = rowsOf(text, said.delimiter, PREVIEW_ROWS + 1);
  const [header, ...others] = rows;
  if (!header || others.length === 0) return null;
  const columns = columnsOf(header);
  return { format: { encoding, delimiter, decimal: said.decimal ?? decimalOf(others, columns) }, header, rows: others, columns };
}
