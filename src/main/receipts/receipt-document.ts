// The receipt of a completed sale, described once: what the printer, the screen and plain text show comes from here.
// Everything about money is the sale's.
import { missingCase } from '../../shared/errors.ts';
import { foreignRateWords } from '../../shared/foreign-cash.ts';
import { type LineItem, listMinorOf, type Names } from '../../shared/line-item.ts';
import { formatMinor } from '../../shared/money.ts';
import { isRealCode } from '../../shared/network.ts';
import { codeBlocks, type ReceiptBlock, type ReceiptDocument } from '../../shared/receipt.ts';
import type { Sale } from '../../shared/sale.ts';
import { exemptMinor, kilograms, ownDiscountsMinor, percentOf, saleDiscountMinor } from '../../shared/sale-sums.ts';
import type { Language } from '../../shared/state.ts';
import type { AccountTender, CardTender, CashTender, ForeignCashTender, LightningTender, Tender, VoucherTender } from '../../shared/tender.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import { centred, framed, pair, RULE, roundingBlocks, type Speech, satOf, small, speechOf, taxPair, when } from './receipt-parts.ts';
import { terminalBlock } from './terminal-lines.ts';

export interface ReceiptSource {
  /** A completed sale. */
  sale: Sale;
  shop: ShopSettings;
  /** Empty when nobody is known to have served. */
  staffName: string;
  /** 0 for the original. */
  copyNumber: number;
}

export function receiptDocument({ sale, shop, staffName, copyNumber }: ReceiptSource): ReceiptDocument {
  const { receiptNumber, completedAtMs } = sale;
  if (receiptNumber === null || completedAtMs === null) throw new Error(`sale ${sale.id} has no receipt`);
  const speech = speechOf(shop);
  const { words } = speech;
  const paid = sale.tenders.filter(({ status }) => status === 'paid');
  return framed({ title: receiptNumber, name: words.receipt, atMs: completedAtMs, shop, staffName, copyNumber, speech }, [
    ...when(sale.dining === 'takeaway', small(words.takeaway)),
    ...linesOf(sale, speech),
    RULE,
    ...offBlocks(sale, speech),
    ...totalBlocks(sale, shop, speech),
    RULE,
    ...paid.flatMap((tender) => tenderBlocks(tender, speech)),
    // A practice receipt says it of itself.
    ...when(
      !shop.practice && paid.some((tender) => tender.kind === 'lightning' && !isRealCode(tender.paymentRequest)),
      centred(words.trial, 'normal', true),
    ),
    // For who brings something back: it is found by a scan.
    ...codeBlocks(receiptNumber, shop.codeOnPaper),
  ]);
}

/** In the receipt's language, or the first there is. */
function nameIn(names: Names, language: Language): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}

export function linesOf(sale: Sale, speech: Speech): ReceiptBlock[] {
  const discounts = ownDiscountsMinor(sale);
  return sale.lines.flatMap((line, at) => lineBlocks(line, discounts[at] ?? 0, speech));
}

function lineBlocks(line: LineItem, discountMinor: number, { words, money, language }: Speech): ReceiptBlock[] {
  const { unit, quantity, unitPriceMinor, modifiers, discount, note } = line;
  const weighed = unit === 'kg';
  const percent = discount && percentOf(discount);
  return [
    pair(nameIn(line.names, language), money(listMinorOf(line))),
    ...when(weighed, small(`  ${kilograms(line)} kg × ${money(unitPriceMinor)}`)),
    ...when(!weighed && (quantity > 1 || modifiers.length > 0), small(`  ${quantity} × ${money(unitPriceMinor)}`)),
    ...modifiers.map(({ names, priceMinor }) => small(`  + ${nameIn(names, language)}${priceMinor > 0 ? ` ${money(priceMinor)}` : ''}`)),
    ...(discount ? [pair(`  ${discount.reason || words.discount}${percent === null ? '' : ` ${percent}%`}`, money(-discountMinor), 'small')] : []),
    ...when(note !== '', small(`  ${note}`)),
  ];
}

/** What promotions, the sale's discount and its exemption from tax take off; nothing where there are none. */
function offBlocks(sale: Sale, { words, money, language }: Speech): ReceiptBlock[] {
  const { promotions } = sale.totals;
  const discountMinor = saleDiscountMinor(sale);
  const taxOffMinor = exemptMinor(sale);
  const percent = sale.discount && percentOf(sale.discount);
  return [
    ...promotions.map(({ names, amountMinor }) => pair(nameIn(names, language), money(-amountMinor))),
    ...when(discountMinor > 0, pair(`${sale.discount?.reason || words.discount}${percent == null ? '' : ` ${percent}%`}`, money(-discountMinor))),
    ...when(taxOffMinor > 0, pair(words.exempt(sale.taxExempt?.reason ?? ''), money(-taxOffMinor))),
    ...when(promotions.length > 0 || discountMinor > 0 || taxOffMinor > 0, RULE),
  ];
}

function totalBlocks(sale: Sale, { taxClasses, taxMode }: ShopSettings, speech: Speech): ReceiptBlock[] {
  const { words, money } = speech;
  const { totalMinor, netMinor } = sale.totals;
  // A voucher bears none until it is redeemed.
  const taxes = sale.totals.taxes.filter(({ taxClassId }) => taxClassId !== VOUCHER_TAX_CLASS);
  const total = pair(words.total, money(totalMinor), 'large', true);
  // Where prices contain the tax it stands above, as what comes off them.
  const exempt = sale.taxExempt && exemptMinor(sale) === 0 ? [small(words.exempt(sale.taxExempt.reason))] : [];
  const tip = when(
    sale.tipMinor > 0,
    pair(words.tip, money(sale.tipMinor)),
    ...(sale.tipTax ? [taxPair(sale.tipTax, taxClasses, words.taxIncluded, speech, 'small')] : []),
    pair(words.toPay, money(totalMinor + sale.tipMinor), 'normal', true),
  );
  switch (taxMode) {
    case 'added':
      return [
        pair(words.subtotal, money(netMinor)),
        ...taxes.map((tax) => taxPair(tax, taxClasses, words.taxAdded, speech)),
        total,
        ...exempt,
        ...tip,
      ];
    case 'included':
      return [total, ...taxes.map((tax) => taxPair(tax, taxClasses, words.taxIncluded, speech, 'small')), ...exempt, ...tip];
    default:
      return missingCase(taxMode);
  }
}

function tenderBlocks(tender: Tender, speech: Speech): ReceiptBlock[] {
  switch (tender.kind) {
    case 'cash':
      return cashBlocks(tender, speech);
    case 'foreign_cash':
      return foreignCashBlocks(tender, speech);
    case 'card':
      return cardBlocks(tender, speech);
    case 'voucher':
      return voucherBlocks(tender, speech);
    case 'account':
      return accountBlocks(tender, speech);
    case 'exchange':
      return [pair(speech.words.exchange, speech.money(tender.amountMinor)), small(speech.words.refundReceipt(tender.receiptNumber))];
    case 'lightning':
      return lightningBlocks(tender, speech);
    default:
      return missingCase(tender);
  }
}

function cashBlocks({ givenMinor, changeMinor, roundingMinor }: CashTender, speech: Speech): ReceiptBlock[] {
  const { words, money } = speech;
  return [
    ...roundingBlocks(roundingMinor, speech),
    pair(words.cash, money(givenMinor)),
    ...when(changeMinor !== 0, pair(words.change, money(changeMinor), 'normal', true)),
  ];
}

function foreignCashBlocks(tender: ForeignCashTender, speech: Speech): ReceiptBlock[] {
  const { words, money, language, currency } = speech;
  return [
    ...roundingBlocks(tender.roundingMinor, speech),
    pair(words.foreignCash(tender.currency), money(tender.givenMinor)),
    small(
      `  ${formatMinor(tender.foreignMinor, tender.currency, language)} · ${foreignRateWords(tender.currency, tender.microMinorPerUnit, currency, language)}`,
    ),
    ...when(tender.changeMinor !== 0, pair(words.change, money(tender.changeMinor), 'normal', true)),
  ];
}

/** With a terminal's own lines, its number among them: the customer's receipt of the card is this one. */
function cardBlocks({ amountMinor, reference, terminal }: CardTender, { words, money }: Speech): ReceiptBlock[] {
  const lines = terminal?.customerLines ?? [];
  return [
    pair(words.card, money(amountMinor)),
    ...when(reference !== '' && lines.length === 0, small(`  ${words.cardReference} ${reference}`)),
    ...lines.map(terminalBlock),
  ];
}

function voucherBlocks({ amountMinor, voucherNumber, balanceMinor }: VoucherTender, { words, money }: Speech): ReceiptBlock[] {
  return [pair(`${words.voucher} ${voucherNumber}`, money(amountMinor)), small(`  ${words.voucherLeft(money(balanceMinor))}`)];
}

function accountBlocks({ amountMinor, customerName }: AccountTender, { words, money }: Speech): ReceiptBlock[] {
  return [pair(words.onAccount, money(amountMinor)), small(`  ${customerName}`)];
}

function lightningBlocks(tender: LightningTender, { words, money, language, time }: Speech): ReceiptBlock[] {
  const { amountMinor, receivedMsat, quote, paymentHash, paidByOutpoint } = tender;
  const origin = quote.method === 'market' ? quote.sources.join(', ') : words.rateOrigin[quote.method];
  return [
    pair(paidByOutpoint === null ? words.lightning : words.onChain, money(amountMinor)),
    pair(words.rate(money(quote.minorPerBtc)), satOf(receivedMsat, language), 'small'),
    small(words.quotedBy(origin, time.format(quote.quotedAtMs))),
    small(words.rateLocked(time.format(quote.lockedAtMs))),
    ...(paidByOutpoint === null ? hashLines(words.paymentHash, paymentHash) : [small(`${words.transaction} ${shortened(paidByOutpoint)}`)]),
  ];
}

/** Two lines of 32: the hash is whole, and fits the narrow paper. */
function hashLines(name: string, hash: string): ReceiptBlock[] {
  return [small(name), small(hash.slice(0, 32)), small(hash.slice(32))];
}

/** Enough of a transaction's id to know it by. */
function shortened(outpoint: string): string {
  return `${outpoint.slice(0, 8)}...${outpoint.slice(56, 64)}`;
}
