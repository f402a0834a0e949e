// The papers of shifts: a Z, the sum of a month or a year, and the slip of cash that came or went. The Z's paper is laid out from
// the report alone, so that it is the same in ten years.
import { formatMinor } from '../../shared/money.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { Cash } from '../../shared/shift.ts';
import { SHIFT_WORDS, type ShiftWords } from '../../shared/shift-words.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import type { CarriedOver, Correction, DrawerReport, GrandTotal, Look, PeriodReport, ShiftFigures, ShiftReport } from '../../shared/z-report.ts';
import { centred, framed, pair, RULE, type Speech, satOf, small, speechOf, taxPair, when } from '../receipts/receipt-parts.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { StoredMovement } from '../store/shift-store.ts';

interface Voice extends Speech {
  shiftWords: ShiftWords;
  taxClasses: ShopSettings['taxClasses'];
}

/** How the shop speaks now, of what it was called and counted in then. */
function voiceOf(shop: ShopSettings, then: ShiftReport['shop']): Voice {
  const speech = speechOf({ ...shop, ...then });
  return { ...speech, shiftWords: SHIFT_WORDS[speech.language], taxClasses: shop.taxClasses };
}

/** Capitals, where a script has them, part the paper where type of one size cannot. */
const capitals = (text: string) => text.toUpperCase();
const heading = (text: string): ReceiptBlock[] => [RULE, centred(capitals(text), 'normal', true)];
const signed = (amountMinor: number, text: string) => (amountMinor > 0 ? `+${text}` : text);

export function reportDocument(report: ShiftReport, letter: 'x' | 'z', shop: ShopSettings, copyNumber: number): ReceiptDocument {
  const voice = voiceOf(shop, report.shop);
  const { shiftWords: words, dateTime } = voice;
  const { number, openedAtMs, openedBy, endedAtMs, endedBy, receipts, refundReceipts, journal } = report;
  const range = ({ first, last }: { first: string; last: string }) => (first === last ? first : `${first} – ${last}`);
  return framed(
    {
      title: String(number),
      name: capitals(words[letter]),
      atMs: endedAtMs,
      shop: { ...shop, ...report.shop, footerLines: [], logo: null },
      staffName: '',
      copyNumber,
      speech: voice,
    },
    [
      centred(`${letter.toUpperCase()} ${number}`, 'large', true),
      centred(report.day),
      pair(words.from, dateTime.format(openedAtMs), 'small'),
      pair(words.until, dateTime.format(endedAtMs), 'small'),
      ...when(openedBy !== '', pair(words.openedBy, openedBy, 'small')),
      ...when(endedBy !== '', pair(words.endedBy, endedBy, 'small')),
      ...(receipts ? [pair(words.receipts, range(receipts), 'small')] : []),
      ...(refundReceipts ? [pair(words.refundReceipts, range(refundReceipts), 'small')] : []),
      ...figureBlocks(report.figures, voice),
      ...when(
        report.prepaidMinor.before !== 0 || report.prepaidMinor.after !== 0,
        pair(words.prepaid, `${voice.money(report.prepaidMinor.before)} → ${voice.money(report.prepaidMinor.after)}`, 'small'),
      ),
      ...drawerBlocks(report.drawer, voice),
      ...carriedBlocks(report.carriedOver, voice),
      ...correctionBlocks(report.corrections, voice),
      ...grandTotalBlocks(report.grandTotal, voice),
      RULE,
      pair(words.entries, `${journal.fromSeq} – ${journal.toSeq}`, 'small'),
      small(journal.hash.slice(0, 32)),
      small(journal.hash.slice(32)),
    ],
  );
}

export function periodDocument(report: PeriodReport, shop: ShopSettings, copyNumber: number, atMs: number): ReceiptDocument {
  const voice = voiceOf(shop, report.shop);
  const { shiftWords: words } = voice;
  const name = capitals(report.period.length > 4 ? words.month : words.year);
  const first = report.zs[0];
  const last = report.zs.at(-1);
  return framed(
    { title: report.period, name, atMs, shop: { ...shop, ...report.shop, footerLines: [], logo: null }, staffName: '', copyNumber, speech: voice },
    [
      centred(report.period, 'large', true),
      pair(words.zs, `${first?.number ?? ''} – ${last?.number ?? ''} (${report.zs.length})`, 'small'),
      ...figureBlocks(report.figures, voice),
      ...heading(words.drawer),
      ...cashPairs(words.difference, report.difference, voice, true),
      ...cashPairs(words.taken, report.taken, voice),
      ...correctionBlocks(report.corrections, voice),
      ...grandTotalBlocks(report.grandTotal, voice),
    ],
  );
}

export function slipDocument(movement: StoredMovement, shop: ShopSettings, staffName: string, copyNumber: number): ReceiptDocument {
  const speech = speechOf(shop);
  const words = SHIFT_WORDS[speech.language];
  return framed({ title: movement.slipNumber, name: words.slip, atMs: movement.atMs, shop, staffName, copyNumber, speech }, [
    pair(
      capitals(words.movement[movement.movement]),
      formatMinor(movement.amountMinor, movement.currency ?? speech.currency, speech.language),
      'large',
      true,
    ),
    small(`${words.reason}: ${movement.reason}`),
    RULE,
    { kind: 'signature', label: words.signature },
  ]);
}

function taxBlocks(taxes: readonly TaxTotal[], voice: Voice, sign: 1 | -1 = 1): ReceiptBlock[] {
  return taxes.map(({ netMinor, taxMinor, grossMinor, ...tax }) =>
    taxPair(
      { ...tax, netMinor: sign * netMinor, taxMinor: sign * taxMinor, grossMinor: sign * grossMinor },
      voice.taxClasses,
      voice.words.taxIncluded,
      voice,
      'small',
    ),
  );
}

function figureBlocks(figures: ShiftFigures, voice: Voice): ReceiptBlock[] {
  const { shiftWords: words, money } = voice;
  const { sales, refunds, tenders, refundTenders, taxes, promotions, vouchers, accounts, movements } = figures;
  const withCount = (text: string, count: number) => `${text} (${count})`;
  const counted = (text: string, count: number) => when(count > 0, pair(text, String(count), 'small'));
  const happened = (text: string, { count, amountMinor }: { count: number; amountMinor: number }, size: 'small' | 'normal' = 'small') =>
    when(count > 0, pair(withCount(text, count), money(amountMinor), size));
  const counts = [
    ...happened(words.cancelledSales, figures.cancelled),
    ...counted(words.removedLines, figures.removedLineCount),
    ...counted(words.drawerOpened, figures.drawerOpenedCount),
    ...counted(words.copies, figures.copyCount),
    ...counted(words.refused, figures.refusedCount),
    ...counted(words.approved, figures.approvedCount),
  ];
  return [
    ...heading(words.sales),
    pair(words.saleCount, String(sales.count)),
    pair(words.total, money(sales.totalMinor), 'normal', true),
    pair(words.net, money(sales.netMinor), 'small'),
    pair(words.tax, money(sales.taxMinor), 'small'),
    ...happened(words.vouchersSold, vouchers.sold, 'normal'),
    ...when(sales.tipMinor !== 0, pair(words.tips, money(sales.tipMinor))),
    ...when(sales.discountMinor !== 0, pair(withCount(words.discounts, sales.discountedCount), money(sales.discountMinor), 'small')),
    ...promotions.map(({ names, count, amountMinor }) =>
      pair(withCount(names[voice.language] ?? Object.values(names)[0] ?? words.promotions, count), money(amountMinor), 'small'),
    ),
    ...when(
      refunds.count > 0,
      ...heading(words.refunds),
      pair(words.refundCount, String(refunds.count)),
      pair(words.total, money(refunds.totalMinor), 'normal', true),
      pair(words.net, money(refunds.netMinor), 'small'),
      pair(words.tax, money(refunds.taxMinor), 'small'),
      ...happened(words.vouchersTakenBack, vouchers.takenBack),
      ...when(refunds.tipMinor !== 0, pair(words.tips, money(refunds.tipMinor), 'small')),
    ),
    ...when(
      taxes.length > 0 || refunds.taxes.length > 0,
      ...heading(words.taxes),
      ...taxBlocks(taxes, voice),
      ...taxBlocks(refunds.taxes, voice, -1),
    ),
    ...when(
      figures.tipTaxes.length > 0 || refunds.tipTaxes.length > 0,
      ...heading(words.tipTaxes),
      ...taxBlocks(figures.tipTaxes, voice),
      ...taxBlocks(refunds.tipTaxes, voice, -1),
    ),
    ...when(
      tenders.length > 0,
      ...heading(words.takings),
      ...tenders.map(({ kind, count, amountMinor }) => pair(withCount(words.tenders[kind], count), money(amountMinor))),
      pair(words.total, money(tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0)), 'normal', true),
    ),
    ...when(
      refundTenders.length > 0,
      ...heading(words.refundedBy),
      ...refundTenders.map(({ kind, count, amountMinor }) => pair(withCount(words.tenders[kind], count), money(amountMinor))),
    ),
    ...when(figures.cashRoundingMinor !== 0, pair(words.rounding, money(figures.cashRoundingMinor), 'small')),
    ...figures.foreignNotes.map(({ currency, amountMinor }) =>
      pair(words.tenders.foreign_cash, formatMinor(amountMinor, currency ?? voice.currency, voice.language), 'small'),
    ),
    ...lightningBlocks(figures.lightning, voice),
    ...happened(words.vouchersRedeemed, vouchers.redeemed),
    ...happened(words.onAccount, accounts.given),
    ...accounts.paidBy.map(({ kind, count, amountMinor }) =>
      pair(withCount(`${words.accountPaid}, ${words.tenders[kind]}`, count), money(amountMinor), 'small'),
    ),
    ...when(movements.length > 0, RULE),
    ...movements.map(({ movement, currency, count, amountMinor }) =>
      pair(withCount(capitals(words.movement[movement]), count), formatMinor(amountMinor, currency ?? voice.currency, voice.language)),
    ),
    ...when(counts.length > 0, ...heading(words.counts), ...counts),
  ];
}

function lightningBlocks(lightning: ShiftFigures['lightning'], voice: Voice): ReceiptBlock[] {
  const { shiftWords: words, money, language } = voice;
  const { received, matched, listed, unlisted, relisted, sent, lost } = lightning;
  const line = (text: string, { count, amountMsat, amountMinor }: typeof matched) => [
    pair(`${text} (${count})`, satOf(amountMsat, language), 'small'),
    ...when(amountMinor !== 0, pair('', money(amountMinor), 'small')),
  ];
  if (received.count === 0 && sent.count === 0 && unlisted.length === 0 && lost.count === 0) return [];
  return [
    ...heading(words.lightning),
    pair(`${words.received} (${received.count})`, satOf(received.amountMsat, language)),
    ...line(words.matched, matched),
    ...listed.flatMap((item) => line(words.listed(item.kind), item)),
    ...relisted.flatMap((item) => line(words.backOnList(item.kind), item)),
    ...unlisted.flatMap((item) => line(words.offList(item.kind), item)),
    ...when(sent.count > 0, ...line(words.sent, sent), pair(words.fees, satOf(sent.feeMsat, language), 'small')),
    ...when(lost.count > 0, ...line(words.lost, lost)),
  ];
}

function cashPairs(text: string, cash: readonly Cash[], { currency, language }: Speech, withSign = false): ReceiptBlock[] {
  return cash.map((each, index) => {
    const amount = formatMinor(each.amountMinor, each.currency ?? currency, language);
    return pair(index === 0 ? text : '', withSign ? signed(each.amountMinor, amount) : amount);
  });
}

function drawerBlocks({ carried, float, moved, counted, taken, left, looks }: DrawerReport, voice: Voice): ReceiptBlock[] {
  const { shiftWords: words } = voice;
  return [
    ...heading(words.drawer),
    ...cashPairs(words.carried, carried, voice),
    ...(float ? cashPairs(words.float, float, voice) : [pair(words.float, words.notCounted, 'small')]),
    ...cashPairs(words.moved, moved ?? [], voice, true),
    ...(counted
      ? [
          ...cashPairs(words.expected, counted.expected, voice),
          ...cashPairs(words.counted, counted.counted, voice),
          ...cashPairs(words.difference, counted.difference, voice, true).map((block) => ({ ...block, bold: true }) as ReceiptBlock),
          ...when(counted.reason !== '', small(`${words.reason}: ${counted.reason}`)),
        ]
      : []),
    ...cashPairs(words.taken, taken, voice),
    ...cashPairs(words.left, left, voice),
    ...lookBlocks(
      words.lookedBefore,
      looks.filter(({ counts }) => counts === 0),
    ),
    ...lookBlocks(
      words.lookedAfter,
      looks.filter(({ counts }) => counts > 0),
    ),
  ];
}

/** Who looked at an X, and how often. */
function lookBlocks(text: string, looks: readonly Look[]): ReceiptBlock[] {
  const byName = Map.groupBy(looks, ({ staffName }) => staffName);
  return [...byName].map(([staffName, its]) => pair(`${text}: ${staffName}`, String(its.length), 'small'));
}

function carriedBlocks(carried: CarriedOver, voice: Voice): ReceiptBlock[] {
  const { shiftWords: words, money, language } = voice;
  const { sales, codes, refunds, payouts, cards, cardsListed, cardDays, listed, chain, papers } = carried;
  const sumMsat = (items: readonly { amountMsat: number }[]) =>
    satOf(
      items.reduce((sum, { amountMsat }) => sum + amountMsat, 0),
      language,
    );
  const blocks = [
    ...sales.flatMap(({ label, staffName, totalMinor, paidMinor }) => [
      pair(`${words.openSale} ${label || staffName}`, money(totalMinor), 'small'),
      ...when(paidMinor > 0, pair(`  ${words.paid}`, money(paidMinor), 'small')),
    ]),
    ...codes.map(({ amountMinor }) => pair(words.codes, money(amountMinor), 'small')),
    ...refunds.map(({ saleReceiptNumber, amountMinor }) => pair(`${words.refundsUnderWay} ${saleReceiptNumber ?? ''}`, money(amountMinor), 'small')),
    ...cards.map(({ kind, amountMinor }) => pair(kind === 'payment' ? words.cards : words.cardsGoingBack, money(amountMinor), 'small')),
    ...when(cardsListed.count > 0, pair(`${words.cardsListed} (${cardsListed.count})`, money(cardsListed.amountMinor), 'small')),
    ...cardDays.map(({ differenceMinor }) => pair(words.cardDay, money(differenceMinor), 'small')),
    ...when(payouts.length > 0, pair(`${words.payouts} (${payouts.length})`, sumMsat(payouts), 'small')),
    ...when(listed.count > 0, pair(`${words.onTheList} (${listed.count})`, satOf(listed.amountMsat, language), 'small')),
    ...when(chain.length > 0, pair(`${words.chain} (${chain.length})`, sumMsat(chain), 'small')),
    ...when(papers.length > 0, pair(words.papers, String(papers.length), 'small'), ...papers.slice(0, 10).map(({ title }) => small(`  ${title}`))),
  ];
  return blocks.length === 0 ? [] : [...heading(words.carriedOver), ...blocks];
}

function correctionBlocks(corrections: readonly Correction[], { shiftWords: words, money, language }: Voice): ReceiptBlock[] {
  if (corrections.length === 0) return [];
  return [
    ...heading(words.corrections),
    ...corrections.flatMap(({ number, ofShift, kind, amountMinor, amountMsat }) => [
      pair(words.correction(number, ofShift), amountMinor === null ? satOf(amountMsat, language) : money(amountMinor), 'small'),
      small(`  ${words.outcome[kind]}`),
    ]),
  ];
}

function grandTotalBlocks({ before, after }: { before: GrandTotal; after: GrandTotal }, { shiftWords: words, money }: Voice): ReceiptBlock[] {
  return [
    ...heading(words.grandTotal),
    pair(words.before, money(before.netMinor), 'small'),
    pair(words.grandSales, money(after.salesMinor)),
    pair(words.grandRefunds, money(after.refundsMinor)),
    pair(words.grandNet, money(after.netMinor), 'normal', true),
  ];
}
