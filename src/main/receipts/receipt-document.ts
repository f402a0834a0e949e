// The receipt of a completed sale, described once: what the printer, the screen and plain text show comes from here.
// The head is the shop's of today; everything about money is the sale's.
import { missingCase } from '../../shared/errors.ts';
import { formatMinor, formatSat, minorToDecimal } from '../../shared/money.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import {
  type CashTender,
  type LightningTender,
  type LineItem,
  lineTotalMinor,
  type Names,
  type Sale,
  type SaleTotals,
  type TaxTotal,
  type Tender,
} from '../../shared/sale.ts';
import type { Language } from '../../shared/state.ts';
import type { ShopSettings } from '../store/facts.ts';
import { RECEIPT_WORDS, type ReceiptWords } from './words.ts';

export interface ReceiptSource {
  /** A completed sale. */
  sale: Sale;
  shop: ShopSettings;
  /** Empty when nobody is known to have served. */
  staffName: string;
  /** 0 for the original. */
  copyNumber: number;
}

/** How this receipt speaks. */
interface Speech {
  words: ReceiptWords;
  language: Language;
  money: (amountMinor: number) => string;
  dateTime: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
}

type Size = 'small' | 'normal' | 'large';
const RULE: ReceiptBlock = { kind: 'rule' };
const SPACE: ReceiptBlock = { kind: 'space' };
const centred = (text: string, size: Size = 'normal', bold = false): ReceiptBlock => ({ kind: 'text', text, align: 'center', size, bold });
const small = (text: string): ReceiptBlock => ({ kind: 'text', text, align: 'left', size: 'small', bold: false });
const pair = (left: string, right: string, size: Size = 'normal', bold = false): ReceiptBlock => ({ kind: 'pair', left, right, size, bold });
const when = (condition: boolean, ...blocks: ReceiptBlock[]): ReceiptBlock[] => (condition ? blocks : []);

export function receiptDocument({ sale, shop, staffName, copyNumber }: ReceiptSource): ReceiptDocument {
  const { receiptNumber, completedAtMs } = sale;
  if (receiptNumber === null || completedAtMs === null) throw new Error(`sale ${sale.id} has no receipt`);
  const speech = speechOf(shop);
  const { words, language, dateTime } = speech;
  const practice = when(shop.practice, centred(words.practice, 'normal', true));
  return {
    receiptNumber,
    language,
    copyNumber,
    blocks: [
      ...practice,
      centred(shop.name, 'large', true),
      ...shop.addressLines.map((line) => centred(line, 'small')),
      SPACE,
      ...when(copyNumber > 0, centred(words.copy(copyNumber), 'large', true)),
      small(`${words.receipt} ${receiptNumber}`),
      small(dateTime.format(completedAtMs)),
      ...when(staffName !== '', small(`${words.servedBy} ${staffName}`)),
      RULE,
      ...sale.lines.flatMap((line) => lineBlocks(line, speech)),
      RULE,
      ...totalBlocks(sale.totals, shop, speech),
      RULE,
      ...sale.tenders.filter(({ status }) => status === 'paid').flatMap((tender) => tenderBlocks(tender, speech)),
      ...when(shop.footerLines.length > 0, SPACE),
      ...shop.footerLines.map((line) => centred(line, 'small')),
      ...practice,
    ],
  };
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

function speechOf({ languages, currency, timeZone }: ShopSettings): Speech {
  const language = languages.receipt;
  return {
    words: RECEIPT_WORDS[language],
    language,
    money: (amountMinor) => formatMinor(amountMinor, currency, language),
    ...formatsOf(language, timeZone),
  };
}

/** In the receipt's language, or the first there is. */
function nameIn(names: Names, language: Language): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}

function lineBlocks(line: LineItem, { money, language }: Speech): ReceiptBlock[] {
  return [
    pair(nameIn(line.names, language), money(lineTotalMinor(line))),
    ...when(line.quantity > 1, small(`  ${line.quantity} × ${money(line.unitPriceMinor)}`)),
    ...when(line.note !== '', small(`  ${line.note}`)),
  ];
}

function totalBlocks(
  { totalMinor, netMinor, taxes }: SaleTotals,
  { taxClasses, taxMode }: ShopSettings,
  { words, money, language }: Speech,
): ReceiptBlock[] {
  const total = pair(words.total, money(totalMinor), 'large', true);
  const taxBlock = (wording: ReceiptWords['taxAdded'], { taxClassId, ratePpm, netMinor, taxMinor }: TaxTotal, size: Size) => {
    const name = taxClasses.find(({ id }) => id === taxClassId)?.name ?? words.tax;
    return pair(wording(name, percent(ratePpm, language), money(netMinor)), money(taxMinor), size);
  };
  switch (taxMode) {
    case 'added':
      return [pair(words.subtotal, money(netMinor)), ...taxes.map((tax) => taxBlock(words.taxAdded, tax, 'normal')), total];
    case 'included':
      return [total, ...taxes.map((tax) => taxBlock(words.taxIncluded, tax, 'small'))];
    default:
      return missingCase(taxMode);
  }
}

/** "8.875%" of 88,750 ppm, exactly. */
function percent(ratePpm: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 }).format(
    minorToDecimal(ratePpm, 6) as Intl.StringNumericLiteral,
  );
}

function tenderBlocks(tender: Tender, speech: Speech): ReceiptBlock[] {
  switch (tender.kind) {
    case 'cash':
      return cashBlocks(tender, speech);
    case 'lightning':
      return lightningBlocks(tender, speech);
    default:
      return missingCase(tender);
  }
}

function cashBlocks({ givenMinor, changeMinor, roundingMinor }: CashTender, { words, money }: Speech): ReceiptBlock[] {
  return [
    ...when(roundingMinor !== 0, pair(words.rounding, `${roundingMinor > 0 ? '+' : ''}${money(roundingMinor)}`)),
    pair(words.cash, money(givenMinor)),
    ...when(changeMinor !== 0, pair(words.change, money(changeMinor), 'normal', true)),
  ];
}

function lightningBlocks(tender: LightningTender, { words, money, language, time }: Speech): ReceiptBlock[] {
  const { amountMinor, amountSat, receivedMsat, quote, paymentHash } = tender;
  const origin = quote.method === 'market' ? quote.sources.join(', ') : words.rateOrigin[quote.method];
  const overpaidSat = Math.floor(receivedMsat / 1000) - amountSat;
  return [
    pair(words.lightning, money(amountMinor)),
    pair(words.rate(money(quote.minorPerBtc)), satOf(receivedMsat, language), 'small'),
    small(words.quotedBy(origin, time.format(quote.quotedAtMs))),
    small(words.rateLocked(time.format(quote.lockedAtMs))),
    ...when(overpaidSat > 0, pair(words.overpaid, `${formatSat(overpaidSat, language)} sat`, 'small', true)),
    small(words.paymentHash),
    // Two lines of 32: the hash is whole, and fits the narrow paper.
    small(paymentHash.slice(0, 32)),
    small(paymentHash.slice(32)),
  ];
}

/** "8,123 sat"; a part of a sat is printed as it came, "4,061.5 sat". */
function satOf(msat: number, language: Language): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(minorToDecimal(msat, 3) as Intl.StringNumericLiteral)} sat`;
}
