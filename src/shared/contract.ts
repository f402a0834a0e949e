// Every call and every stream between screens and main: schemas, errors, and who may call it. Server and client derive from this.
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import {
  amountMinor,
  anywhere,
  atRegister,
  atTill,
  currency,
  day,
  forAnyone,
  id,
  language,
  nothing,
  paymentHash,
  pin,
  practice,
  staffScreens,
  text,
} from './contract/access.ts';
import { accountingContract } from './contract/accounting.ts';
import { accountsContract } from './contract/accounts.ts';
import { cardsContract } from './contract/cards.ts';
import { careContract } from './contract/care.ts';
import { articleFilesContract, articleSettingsSchema, catalogueContract } from './contract/catalogue.ts';
import { devicesContract } from './contract/devices.ts';
import { digitalReceiptsContract } from './contract/digital-receipts.ts';
import { kitchenContract } from './contract/kitchen.ts';
import { lightningContract } from './contract/lightning.ts';
import { mailContract } from './contract/mail.ts';
import { offersContract } from './contract/offers.ts';
import { ownNodeContract } from './contract/own-node.ts';
import { parkingContract } from './contract/parking.ts';
import { ratesContract } from './contract/rates.ts';
import { payee, refundsContract } from './contract/refunds.ts';
import { saleChangesContract } from './contract/sale-changes.ts';
import { scaleContract } from './contract/scale.ts';
import { scansContract } from './contract/scans.ts';
import { shiftsContract } from './contract/shifts.ts';
import { sessionContract, staffContract } from './contract/staff.ts';
import { tapsContract } from './contract/taps.ts';
import { voucherCode, vouchersContract } from './contract/vouchers.ts';
import { devicesSchema } from './devices.ts';
import { digitalReceiptSettingsSchema } from './digital-receipt.ts';
import { lightningSettingsSchema } from './lightning.ts';
import { MAX_GRAMS } from './line-item.ts';
import { logoSchema } from './logo.ts';
import { MAX_AMOUNT_MINOR } from './money.ts';
import { type OfficePrintOutcome, officePrinterAddressSchema } from './office-printer.ts';
import { type PaperSubject, PRINT_KINDS } from './papers.ts';
import { PRACTICE_CARDS } from './practice-cards.ts';
import { printersSchema } from './printers.ts';
import type { RangeReport } from './range-report.ts';
import { CODES_ON_PAPER, type ReceiptDocument } from './receipt.ts';
import { FILE_FORMATS, type FilePart, reportOfFileSchema } from './report-file.ts';
import type { DayReport, InboundPace, SaleDetail, SalesFilter, SalesPage } from './reports.ts';
import { LONGEST_BARCODE } from './scans.ts';
import { sellingSettingsSchema } from './selling.ts';
import { isTimeZone } from './shop-day.ts';
import { MOST_UNEXPLAINED, type StatePush } from './state.ts';
import { TENDER_KINDS } from './tender.ts';
import { tenderSettingsSchema } from './tender-settings.ts';
import { TAX_ROUNDINGS } from './totals.ts';
import { typingScannersSchema } from './typing-scanners.ts';

const paperSubject = z.object({ kind: z.enum(PRINT_KINDS), subjectId: id }) satisfies z.ZodType<PaperSubject>;
/** A tonne: more is a slip of the finger. */

const ratePpm = z.int().min(0).max(1_000_000);
export const taxClassSchema = z.object({
  id,
  name: z.string().trim().min(1).max(40),
  ratePpm,
  changes: z
    .array(z.object({ fromDay: day, ratePpm }))
    .max(10)
    .refine((changes) => changes.every(({ fromDay }, at) => at === 0 || fromDay > (changes[at - 1]?.fromDay ?? ''))),
  takeawayClassId: id.nullable(),
  retired: z.boolean(),
});

/** How long nobody may touch a screen before it locks itself; 0 is never. */
export const lockAfterMinutesSchema = z.int().min(0).max(120);

/** What a manager may change; what is left out stays. */
export const settingsChangeSchema = z.object({
  name: z.string().trim().min(1).max(60).optional(),
  addressLines: z.array(text(60)).max(4).optional(),
  footerLines: z.array(text(60)).max(4).optional(),
  /** How a receipt is found again by a scanner. */
  codeOnPaper: z.enum(CODES_ON_PAPER).optional(),
  /** Null takes it away. */
  logo: logoSchema.nullable().optional(),
  languages: z.object({ cashier: language, customer: language, receipt: language }).partial().optional(),
  /** When the business day begins, and by which clock. What has been recorded keeps its day. */
  dayStartsAtHour: z.int().min(0).max(12).optional(),
  timeZone: z.string().max(60).refine(isTimeZone).optional(),
  /** All of them, as they are from now on. */
  printers: printersSchema.optional(),
  devices: devicesSchema.optional(),
  /** Where reports are printed on whole pages; null: nowhere. */
  officePrinter: officePrinterAddressSchema.nullable().optional(),
  /** All tax classes: one that there is can be retired, and never goes. What has been rung up keeps its rate. */
  taxClasses: z.array(taxClassSchema).min(1).max(20).optional(),
  taxRounding: z.enum(TAX_ROUNDINGS).optional(),
  selling: sellingSettingsSchema.partial().optional(),
  lightning: lightningSettingsSchema.partial().optional(),
  tenders: tenderSettingsSchema.optional(),
  articles: articleSettingsSchema.optional(),
  typingScanners: typingScannersSchema.optional(),
  digitalReceipts: digitalReceiptSettingsSchema.optional(),
  lockAfterMinutes: lockAfterMinutesSchema.optional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const ownShopSchema = z.object({
  language,
  currency,
  pin,
  article: z.object({ name: z.string().trim().min(1).max(120), priceMinor: amountMinor }),
});
export type OwnShop = z.infer<typeof ownShopSchema>;

const salesFilterSchema = z.object({
  day: day.optional(),
  lastDay: day.optional(),
  weekday: z.int().min(1).max(7).optional(),
  hour: z.int().min(0).max(23).optional(),
  untilMs: z.int().min(0).optional(),
  tenderKind: z.enum(TENDER_KINDS).optional(),
  articleId: id.nullable().optional(),
  categoryId: id.optional(),
  staffId: id.nullable().optional(),
  taxRatePpm: z.int().min(0).max(1_000_000).optional(),
  taxClassId: id.optional(),
  status: z.enum(['completed', 'cancelled']).optional(),
  text: text(120).optional(),
}) satisfies z.ZodType<SalesFilter>;

/** How the practice wallet behaves towards a code it has scanned. */
export const PRACTICE_PAYMENTS = ['pay', 'pay_part', 'pay_more', 'expire'] as const;
export type PracticePayment = (typeof PRACTICE_PAYMENTS)[number];

/** What the simulated printer can be told to do. */
export const PRACTICE_PRINTER_FAULTS = ['none', 'paper_low', 'paper_out', 'cover_open', 'offline', 'reset_in_job'] as const;
export type PracticePrinterFault = (typeof PRACTICE_PRINTER_FAULTS)[number];

/** What the simulated card terminal can be told to do with the next payment. */
export const PRACTICE_CARD_PAYMENTS = ['approved', 'declined', 'line_lost'] as const;
export type PracticeCardPayment = (typeof PRACTICE_CARD_PAYMENTS)[number];

export const contract = {
  lightning: lightningContract,
  ownNode: ownNodeContract,
  rates: ratesContract,
  refunds: refundsContract,
  shifts: shiftsContract,
  vouchers: vouchersContract,
  accounts: accountsContract,
  accounting: accountingContract,
  cards: cardsContract,
  offers: offersContract,
  parking: parkingContract,
  care: careContract,
  devices: devicesContract,
  scans: scansContract,
  taps: tapsContract,
  scale: scaleContract,
  digitalReceipts: digitalReceiptsContract,
  mail: mailContract,
  state: {
    /** All of the screen's slices, then each change. The stream ends with the connection. */
    watch: anywhere.output(eventIterator(type<StatePush>())),
  },
  session: sessionContract,
  staff: staffContract,
  catalogue: catalogueContract,
  articleFiles: articleFilesContract,
  sale: {
    /**
     * An article or a variant; pieces, or grams of what is weighed. VARIANT_NEEDED, PRICE_NEEDED, WEIGHT_NEEDED and AGE_UNCHECKED ask for
     * what is missing; ARTICLE_ARCHIVED, OUT_OF_STOCK.
     */
    addArticle: atRegister('sell', 'take_over')
      .input(z.object({ articleId: id, quantity: z.int().min(1).max(MAX_GRAMS).optional(), priceMinor: amountMinor.optional() }))
      .output(nothing),
    /** UNKNOWN_BARCODE when no article has it; GOODS_EXPIRED unless `sellExpired`. A scan that has been rung up is not rung up again. */
    addBarcode: atRegister('sell', 'take_over')
      .input(z.object({ barcode: z.string().trim().min(1).max(LONGEST_BARCODE), scanId: id.optional(), sellExpired: z.boolean().optional() }))
      .output(nothing),
    addOpenAmount: atRegister('sell', 'take_over')
      .input(z.object({ amountMinor, name: text(120).default('') }))
      .output(nothing),
    ...saleChangesContract,
    /** Cancels the sale in hand. Cash taken for it is handed back, Lightning received goes to the manager's list. */
    cancel: atRegister('sell', 'take_over')
      .input(z.object({ saleId: id }))
      .output(nothing),
    /** Puts a finished sale away; the next one starts empty. */
    next: atRegister('sell')
      .input(z.object({ saleId: id }))
      .output(nothing),
  },
  checkout: {
    /**
     * Asks for an invoice over what is due, or a part of it. While one is live, it is returned as it is: pressing
     * Charge again never makes a second one.
     */
    requestInvoice: atRegister('sell', 'take_over')
      .input(z.object({ saleId: id, amountMinor: amountMinor.optional() }))
      .output(nothing),
    cancelInvoice: atRegister('sell')
      .input(z.object({ saleId: id, tenderId: id }))
      .output(nothing),
    /** "Check now": asks the node; what it says is recorded. */
    checkInvoice: atRegister('sell')
      .input(z.object({ saleId: id, tenderId: id }))
      .output(nothing),
    /** The money that is held for the code is taken, or goes back. SALE_CHANGED when it is not held (any more). */
    takeHeld: atRegister('sell')
      .input(z.object({ saleId: id, tenderId: id }))
      .output(nothing),
    returnHeld: atRegister('sell')
      .input(z.object({ saleId: id, tenderId: id }))
      .output(nothing),
    /**
     * A code of the customer's that pays (LNURL-withdraw) is asked to pay what is due. Answers with the service's name when that
     * has agreed to; the money is what the sale says. LNURL_UNKNOWN when it may have.
     */
    takeFromCode: atRegister('sell', 'take_over')
      .input(z.object({ saleId: id, code: payee }))
      .output(type<{ domain: string }>()),
    /**
     * Takes cash. `dueMinor` is what the cashier saw: if it is not what is due any more, SALE_CHANGED. Less than due is a
     * part; more gives change, and so does more than `partMinor`, which one of several payers is to pay.
     */
    takeCash: atRegister('sell', 'take_over')
      .input(z.object({ saleId: id, dueMinor: amountMinor, givenMinor: z.int().min(0).max(MAX_AMOUNT_MINOR), partMinor: amountMinor.optional() }))
      .output(nothing),
    /**
     * A card that the terminal beside the till has approved; somebody has looked. No more than is due (NO_CHANGE), as with all that
     * gives no change.
     */
    takeCard: atRegister('sell', 'take_over')
      .input(z.object({ saleId: id, dueMinor: amountMinor, amountMinor, reference: text(40) }))
      .output(nothing),
    /** As much as it can pay, or this much. VOUCHER_REFUSED, VOUCHER_LOCKED. */
    takeVoucher: atRegister('sell', 'take_over')
      .input(z.object({ saleId: id, dueMinor: amountMinor, code: voucherCode, amountMinor: amountMinor.optional() }))
      .output(nothing),
    /** Over the customer's limit it needs `manage_customers`. */
    putOnAccount: atRegister('sell', 'take_over', 'manage_customers')
      .input(z.object({ saleId: id, dueMinor: amountMinor, customerId: id, amountMinor }))
      .output(nothing),
    /** At the rate of the settings; change is given in the shop's own currency, also for more than `partMinor`, which one of several payers is to pay. */
    takeForeignCash: atRegister('sell', 'take_over')
      .input(z.object({ saleId: id, dueMinor: amountMinor, currency, foreignMinor: amountMinor, partMinor: amountMinor.optional() }))
      .output(nothing),
    /** Gives back what was taken at once, before the sale is complete: cash by hand, a card at its terminal, vouchers and accounts by itself. */
    returnTender: atRegister('sell')
      .input(z.object({ saleId: id, tenderId: id }))
      .output(nothing),
  },
  kitchen: kitchenContract,
  papers: {
    /** Papers with the shop's totals need the right to see them, to show and to print. */
    show: atTill('sell', 'see_totals').input(paperSubject).output(type<ReceiptDocument>()),
    /** Prints a copy, counted and journalled. */
    copy: atTill('sell', 'see_totals').input(paperSubject).output(nothing),
  },
  printing: {
    /** The answer for an unconfirmed job: it came out, print it again, or it is not wanted. */
    answer: atTill('sell')
      .input(z.object({ jobId: id, answer: z.enum(['printed', 'again', 'not_wanted']) }))
      .output(nothing),
    /** Sends a job that waits, or is asked about, to another printer: a dead kitchen printer holds up no order. */
    move: atTill('sell')
      .input(z.object({ jobId: id, printerId: id }))
      .output(nothing),
    /** What is stuck in the printer is free, a person says: the printer goes on where it stood. */
    goOn: atTill('sell')
      .input(z.object({ printerId: id }))
      .output(nothing),
    /** Prints what shows whether the printer is set right. */
    test: atTill('settings')
      .input(z.object({ printerId: id }))
      .output(nothing),
    /** The picture of a paper of the simulated printer: PNG in base64. */
    paper: atTill('sell')
      .input(z.object({ paperId: id }))
      .output(type<{ pngBase64: string }>()),
  },
  practice: {
    /** PRACTICE_ONLY in a real shop. */
    wallet: practice.input(z.object({ paymentHash, payment: z.enum(PRACTICE_PAYMENTS) })).output(nothing),
    /** It pays a code that the node made for somebody else: money of no sale, for a manager to note. */
    payElsewhere: practice.input(z.object({ amountSat: z.int().min(1).max(100_000_000) })).output(nothing),
    /** The practice wallet has 1,000 BTC. It pays to an address of the practice node's; the payment waits for the next block. */
    payOnChain: practice
      .input(z.object({ address: z.string().trim().min(14).max(100), amountSat: z.int().min(1).max(100_000_000_000) }))
      .output(nothing),
    /** It takes such a payment back, while it is in no block. */
    replaceOnChain: practice.input(z.object({ outpoint: z.string().regex(/^[0-9a-f]{64}:\d{1,9}$/) })).output(nothing),
    cardTerminal: atRegister('sell')
      .input(z.object({ does: z.enum(PRACTICE_CARD_PAYMENTS) }))
      .output(nothing),
    makeBlock: practice.output(nothing),
    /** A card is held to that simulated reader, or the first one, for a moment. NOT_FOUND where there is none. */
    tapCard: anywhere.input(z.object({ card: z.enum(PRACTICE_CARDS), deviceId: id.optional() })).output(nothing),
    /** The practice wallet shows a code to be refunded to. */
    refundCode: anywhere.input(z.object({ amountSat: z.int().min(1).max(2_100_000_000_000_000) })).output(type<{ paymentRequest: string }>()),
    /** One of the simulated printers, or the first of them. */
    printer: atTill('signed_in')
      .input(z.object({ printerId: id.optional(), fault: z.enum(PRACTICE_PRINTER_FAULTS) }))
      .output(nothing),
    /** A simulated scanner reads the next of the shop's articles. PRACTICE_ONLY where there is none, NOT_FOUND where no article has a barcode. */
    scan: atTill('signed_in')
      .input(z.object({ deviceId: id }))
      .output(nothing),
    /** So many grams lie on the simulated scale. PRACTICE_ONLY where there is none. */
    putOnScale: atTill('signed_in')
      .input(z.object({ grams: z.int().min(0).max(20_000) }))
      .output(nothing),
  },
  reports: {
    day: atTill('see_totals')
      .input(z.object({ day: day.optional() }))
      .output(type<DayReport>()),
    /** RANGE_REFUSED; REPORTS_COUNTING while the sums are being made: to be asked again. */
    range: atTill('see_totals')
      .input(z.object({ from: day, to: day }))
      .output(type<RangeReport>()),
    sales: atTill('see_totals')
      .input(z.object({ filter: salesFilterSchema, cursor: z.string().max(200).nullable().default(null) }))
      .output(type<SalesPage>()),
    sale: atTill('see_totals')
      .input(z.object({ saleId: id }))
      .output(type<SaleDetail>()),
    /** As a file, in pieces; one of its tables alone where that is named. NOT_FOUND, and what its report can end with. */
    file: atTill('see_totals')
      .input(z.object({ report: reportOfFileSchema, table: z.string().min(1).max(40).optional(), format: z.enum(FILE_FORMATS) }))
      .output(eventIterator(type<FilePart>())),
    /** On the office printer; ends when it has printed it, or after a minute. NOT_FOUND, also where the shop has none. */
    print: atTill('see_totals')
      .input(z.object({ report: reportOfFileSchema, table: z.string().min(1).max(40).optional() }))
      .output(type<OfficePrintOutcome>()),
    /** What came in by Lightning of late. */
    inbound: atTill('see_totals').output(type<InboundPace>()),
  },
  attention: {
    /** Makes the money a tender of its sale; completes the sale when nothing is due any more. */
    apply: atTill('manage_money')
      .input(z.object({ itemId: id }))
      .output(nothing),
    /** Takes them off the list: losses, or money that is no business of this till. NOT_FOUND for what belongs to a sale. */
    note: atTill('manage_money')
      .input(z.object({ itemIds: z.array(id).min(1).max(MOST_UNEXPLAINED) }))
      .output(nothing),
    /** In cash from the drawer, or to a code of the customer's (over the amount in whole sat, or over none) or their address, with the PIN. */
    refund: atTill('manage_money', 'pay_out')
      .input(
        z.object({
          itemId: id,
          how: z.discriminatedUnion('method', [
            z.object({ method: z.literal('cash') }),
            z.object({ method: z.literal('lightning'), to: payee, pin }),
          ]),
        }),
      )
      .output(nothing),
    /** Hands a refund of unknown outcome to the node again: the same code, which the node pays once. ALREADY_DONE. */
    sendAgain: atTill('pay_out')
      .input(z.object({ itemId: id, pin }))
      .output(nothing),
  },
  shop: {
    change: atTill('settings').input(settingsChangeSchema).output(nothing),
    /** The language of one audience, switchable while running; the customer's screen switches its own only. */
    speak: anywhere.input(z.object({ audience: z.enum(['cashier', 'customer']), language })).output(nothing),
    /** Three answers make an own shop; the till then goes on there. Only from the practice shop, and once. */
    setUp: staffScreens.input(ownShopSchema).output(nothing),
    /** Between the practice shop and, for managers only, from the own one. SALE_HAS_PAYMENT while a sale waits for money. */
    open: forAnyone(['cashier', 'manager'], 'settings')
      .input(z.object({ which: z.enum(['practice', 'own']) }))
      .output(nothing),
  },
};

export type Contract = typeof contract;
