// What every receipt is made from: how it speaks, its head and foot, and the lines that sales and refunds have in common.
// The head is the shop's of today.
import { type CurrencyCode, formatMinor, minorToDecimal } from '../../shared/money.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { Language } from '../../shared/state.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { RECEIPT_WORDS, type ReceiptWords } from './words.ts';

/** How this receipt speaks. */
export interface Speech {
  words: ReceiptWords;
  language: Language;
  currency: CurrencyCode;
  money: (amountMinor: number) => string;
  dateTime: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
}

export type Size = 'small' | 'normal' | 'large';
export const RULE: ReceiptBlock = { kind: 'rule' };
const SPACE: ReceiptBlock = { kind: 'space' };
export const centred = (text: string, size: Size = 'normal', bold = false): ReceiptBlock => ({ kind: 'text', text, align: 'center', size, bold });
export const small = (text: string): ReceiptBlock => ({ kind: 'text', text, align: 'left', size: 'small', bold: false });
export const pair = (left: string, right: string, size: Size = 'normal', bold = false): ReceiptBlock => ({ kind: 'pair', left, right, size, bold });
export const when = (condition: boolean, ...blocks: ReceiptBlock[]): ReceiptBlock[] => (condition ? blocks : []);

/** What coins made of an amount. */
export function roundingBlocks(roundingMinor: number, { words, money }: Speech): ReceiptBlock[] {
  return when(roundingMinor !== 0, pair(words.rounding, `${roundingMinor > 0 ? '+' : ''}${money(roundingMinor)}`));
}

/** A receipt's name and number, whose it is, when and by whom; then its blocks; then what the shop says at the end. */
export function framed(
  {
    title,
    name,
    atMs,
    shop,
    staffName,
    copyNumber,
    speech,
  }: { title: string; name: string; atMs: number; shop: ShopSettings; staffName: string; copyNumber: number; speech: Speech },
  blocks: readonly ReceiptBlock[],
): ReceiptDocument {
  const { words, language, dateTime } = speech;
  const practice = when(shop.practice, centred(words.practice, 'normal', true));
  return {
    title,
    language,
    copyNumber,
    blocks: [
      ...practice,
      ...(shop.logo ? [{ kind: 'logo', ...shop.logo } as const] : []),
      centred(shop.name, 'large', true),
      ...shop.addressLines.map((line) => centred(line, 'small')),
      SPACE,
      ...when(copyNumber > 0, centred(words.copy(copyNumber), 'large', true)),
      small(`${name} ${title}`),
      small(dateTime.format(atMs)),
      ...when(staffName !== '', small(`${words.servedBy} ${staffName}`)),
      RULE,
      ...blocks,
      ...when(shop.footerLines.length > 0, SPACE),
      ...shop.footerLines.map((line) => centred(line, 'small')),
      ...practice,
    ],
  };
}

/** A tax by its name, with the net amount it is on. */
export function taxPair(
  { taxClassId, ratePpm, netMinor, taxMinor }: TaxTotal,
  taxClasses: ShopSettings['taxClasses'],
  wording: ReceiptWords['taxAdded'],
  { words, money, language }: Speech,
  size: Size = 'normal',
): ReceiptBlock {
  const name = taxClassId === VOUCHER_TAX_CLASS ? words.voucher : (taxClasses.find(({ id }) => id === taxClassId)?.name ?? words.tax);
  return pair(wording(name, percent(ratePpm, language), money(netMinor)), money(taxMinor), size);
}

const formats = new Map<string, Pick<Speech, 'dateTime' | 'time'>>();

/** Dates name their month where figures alone could be read two ways; the clock has 24 hours. */
function formatsOf(language: Language, timeZone: string): Pick<Speech, 'dateTime' | 'time'> {
  const key = `${language}|${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = {
      dateTime: new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
      time: new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    };
    formats.set(key, format);
  }
  return format;
}

export function speechOf({ languages, currency, timeZone }: ShopSettings): Speech {
  const language = languages.receipt;
  return {
    words: RECEIPT_WORDS[language],
    language,
    currency,
    money: (amountMinor) => formatMinor(amountMinor, currency, language),
    ...formatsOf(language, timeZone),
  };
}

/** "8.875%" of 88,750 ppm, exactly. */
function percent(ratePpm: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 }).format(
    minorToDecimal(ratePpm, 6) as Intl.StringNumericLiteral,
  );
}

/** "8,123 sat"; a part of a sat is printed as it came, "4,061.5 sat". */
export function satOf(msat: number, language: Language): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(minorToDecimal(msat, 3) as Intl.StringNumericLiteral)} sat`;
}
