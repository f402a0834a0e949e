// The receipt of a completed sale, described once: what the printer, the screen and plain text show comes from here.
import { missingCase } from '../../shared/errors.ts';
import { formatMinor, formatSat } from '../../shared/money.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import { type LightningTender, type LineItem, lineTotalMinor, type Names, type Sale, type TaxTotal, type Tender } from '../../shared/sale.ts';
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

interface Setting {
  words: ReceiptWords;
  shop: ShopSettings;
  money: (amountMinor: number) => string;
  time: (atMs: number) => string;
}

const rule: ReceiptBlock = { kind: 'rule' };
const space: ReceiptBlock = { kind: 'space' };
const center = (text: string, size: 'small' | 'normal' | 'large' = 'normal', bold = false): ReceiptBlock => ({
  kind: 'text',
  text,
  align: 'center',
  size,
  bold,
});
const small = (text: string): ReceiptBlock => ({ kind: 'text', text, align: 'left', size: 'small', bold: false });
const pair = (left: string, right: string, size: 'small' | 'normal' | 'large' = 'normal', bold = false): ReceiptBlock => ({
  kind: 'pair',
  left,
  right,
  size,
  bold,
});

export function receiptDocument({ sale, shop, staffName, copyNumber }: ReceiptSource): ReceiptDocument {
  const { receiptNumber, completedAtMs } = sale;
  if (receiptNumber === null || completedAtMs === null) throw new Error(`sale ${sale.id} has no receipt`);
  const language = shop.languages.receipt;
  const setting: Setting = {
    words: RECEIPT_WORDS[language],
    shop,
    money: (amountMinor) => formatMinor(amountMinor, shop.currency, language),
    time: timeFormat(language, shop.timeZone),
  };
  const { words } = setting;
  const practice = shop.practice ? [center(words.practice, 'normal', true)] : [];
  return {
    receiptNumber,
    language,
    copyNumber,
    blocks: [
      ...practice,
      center(shop.name, 'large', true),
      ...shop.addressLines.map((line) => center(line, 'small')),
      space,
      ...(copyNumber > 0 ? [center(`${words.copy} ${copyNumber}`, 'normal', true)] : []),
      pair(`${words.receipt} ${receiptNumber}`, setting.time(completedAtMs), 'small'),
      ...(staffName === '' ? [] : [small(`${words.servedBy} ${staffName}`)]),
      rule,
      ...sale.lines.flatMap((line) => lineBlocks(line, setting)),
      rule,
      ...totalBlocks(sale, setting),
      rule,
      ...sale.tenders.filter((tender) => tender.status === 'paid').flatMap((tender) => tenderBlocks(tender, setting)),
      ...(shop.footerLines.length > 0 ? [space] : []),
      ...shop.footerLines.map((line) => center(line, 'small')),
      ...practice,
    ],
  };
}

/** In the receipt's language, or the first there is. */
function nameIn(names: Names, language: string): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}

function lineBlocks(line: LineItem, { money, shop }: Setting): ReceiptBlock[] {
  return [
    pair(nameIn(line.names, shop.languages.receipt), money(lineTotalMinor(line))),
    ...(line.quantity > 1 ? [small(`  ${line.quantity} × ${money(line.unitPriceMinor)}`)] : []),
    ...(line.note === '' ? [] : [small(`  ${line.note}`)]),
  ];
}

function totalBlocks({ totals }: Sale, { words, shop, money }: Setting): ReceiptBlock[] {
  const total = pair(words.total, money(totals.totalMinor), 'large', true);
  const taxName = (tax: TaxTotal) => shop.taxClasses.find(({ id }) => id === tax.taxClassId)?.name ?? words.tax;
  const rateOf = (tax: TaxTotal) => `${tax.ratePpm / 10_000} %`;
  if (shop.taxMode === 'added') {
    return [
      pair(words.subtotal, money(totals.netMinor)),
      ...totals.taxes.map((tax) => pair(words.taxAdded(taxName(tax), rateOf(tax)), money(tax.taxMinor))),
      total,
    ];
  }
  return [
    total,
    ...totals.taxes.map((tax) => pair(words.taxIncluded(taxName(tax), rateOf(tax)), money(tax.taxMinor), 'small')),
    pair(words.net, money(totals.netMinor), 'small'),
  ];
}

function tenderBlocks(tender: Tender, setting: Setting): ReceiptBlock[] {
  const { words, money } = setting;
  switch (tender.kind) {
    case 'cash':
      return [
        pair(words.cash, money(tender.givenMinor)),
        ...(tender.roundingMinor === 0 ? [] : [pair(words.rounding, money(tender.roundingMinor), 'small')]),
        ...(tender.changeMinor === 0 ? [] : [pair(words.change, money(tender.changeMinor), 'normal', true)]),
      ];
    case 'lightning':
      return lightningBlocks(tender, setting);
    default:
      return missingCase(tender);
  }
}

function lightningBlocks({ amountMinor, receivedMsat, quote, paymentHash }: LightningTender, { words, shop, money, time }: Setting): ReceiptBlock[] {
  const sources = quote.sources.map((source) => (source === 'practice-table' ? words.practiceRate : source)).join(', ');
  return [
    pair(words.lightning, money(amountMinor)),
    pair(words.rate(money(quote.minorPerBtc)), `${formatSat(Math.floor(receivedMsat / 1000), shop.languages.receipt)} sat`, 'small'),
    small(words.quotedBy(sources, time(quote.quotedAtMs))),
    small(words.paymentHash),
    // Two lines of 32: the hash is whole, and fits the narrow paper.
    small(paymentHash.slice(0, 32)),
    small(paymentHash.slice(32)),
  ];
}

function timeFormat(language: string, timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat(language, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (atMs) => format.format(atMs);
}
