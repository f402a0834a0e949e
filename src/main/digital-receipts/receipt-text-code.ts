// A receipt as the text of a QR code: short enough that a phone reads it off the customer's screen at arm's length. Totals and taxes
// always stay; lines that have no room are told by their number and their sum.
import { itemCountOf, type LineItem } from '../../shared/line-item.ts';
import type { Sale } from '../../shared/sale.ts';
import { kilograms } from '../../shared/sale-sums.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { speechOf } from '../receipts/receipt-parts.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { DIGITAL_RECEIPT_WORDS } from './words.ts';

/** Version 17 with low error correction, which is enough for a screen: 85 modules, each of four pixels and more. */
export const MOST_BYTES = 644;
const LONGEST_NAME = 28;

export interface TextCode {
  text: string;
  leftOut: number;
}

export function receiptTextCode(sale: Sale, shop: ShopSettings): TextCode {
  const { receiptNumber, completedAtMs, totals, tipMinor, tipTax, lines } = sale;
  if (receiptNumber === null || completedAtMs === null) throw new Error(`sale ${sale.id} has no receipt`);
  const { words, money, dateTime, language } = speechOf(shop);
  const said = DIGITAL_RECEIPT_WORDS[language];
  const head = [...(shop.practice ? [said.practice] : []), shop.name, `${receiptNumber}  ${dateTime.format(completedAtMs)}`, ''];
  // With all that was taken off, so that they come to the total.
  const sums = totals.lines.map(({ netMinor, totalMinor }) => (shop.taxMode === 'added' ? netMinor : totalMinor));
  const named = lines.map((line, at) => `${much(line)}${nameOf(line, language)}  ${money(sums[at] ?? 0)}`);
  const taxLine = ({ taxClassId, ratePpm, taxMinor }: TaxTotal) => {
    const name = shop.taxClasses.find(({ id }) => id === taxClassId)?.name ?? words.tax;
    return `${name} ${ratePpm / 10_000}%  ${money(taxMinor)}`;
  };
  const taxes = totals.taxes.filter(({ taxClassId }) => taxClassId !== VOUCHER_TAX_CLASS).map(taxLine);
  const tail = (taxLines: readonly string[]) => [
    '',
    ...(shop.taxMode === 'added' ? taxLines : []),
    `${words.total}  ${money(totals.totalMinor)}`,
    ...(shop.taxMode === 'included' ? taxLines : []),
    ...(tipMinor > 0
      ? [`${words.tip}  ${money(tipMinor)}`, ...(tipTax ? [taxLine(tipTax)] : []), `${words.toPay}  ${money(totals.totalMinor + tipMinor)}`]
      : []),
  ];
  // Where so many taxes have no room, they are one.
  for (const taxLines of [taxes, [`${words.tax}  ${money(totals.taxMinor)}`]]) {
    for (let kept = named.length; kept >= 0; kept -= 1) {
      const leftOut = named.length - kept;
      const restMinor = sums.slice(kept).reduce((sum, minor) => sum + minor, 0);
      const rest = leftOut > 0 ? [`${said.more(leftOut)}  ${money(restMinor)}`] : [];
      const text = [...head, ...named.slice(0, kept), ...rest, ...tail(taxLines)].join('\n');
      if (Buffer.byteLength(text) <= MOST_BYTES) return { text, leftOut };
    }
  }
  throw new Error(`the receipt of sale ${sale.id} has no room in a code`);
}

function much(line: LineItem): string {
  if (line.unit === 'kg') return `${kilograms(line)} kg `;
  const count = itemCountOf(line);
  return count === 1 ? '' : `${count} × `;
}

function nameOf({ names }: LineItem, language: string): string {
  const characters = [...(names[language] ?? Object.values(names)[0] ?? '').replace(/\p{Cc}/gu, ' ')];
  return characters.length <= LONGEST_NAME ? characters.join('') : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`;
}
