// What a screen can see, in slices. Main owns every slice; a screen mirrors whole slices and never edits them.
import type { Category, ShelfArticle } from './article.ts';
import type { ArticleSettings } from './barcode.ts';
import type { CardsState, RefusedCard } from './card-payment.ts';
import type { LineCondition } from './connections.ts';
import type { Device, DevicesState } from './devices.ts';
import type { DigitalReceiptSettings, DigitalReceiptsState, ReceiptCodeState } from './digital-receipt.ts';
import type { KitchenState } from './kitchen.ts';
import type { LightningSettings, NodeInfo, NodeTrouble } from './lightning.ts';
import type { CareState } from './lightning-care.ts';
import type { Logo } from './logo.ts';
import type { MailSettings, MailState, UnsentMailState } from './mail.ts';
import type { CurrencyCode, RateQuote } from './money.ts';
import type { OffersState } from './offers.ts';
import type { OwnNodeState } from './own-node.ts';
import type { PaperName } from './papers.ts';
import type { ParkingState } from './parking.ts';
import type { Printer } from './printers.ts';
import type { RatesState, RateTrouble } from './rates.ts';
import type { CodeOnPaper } from './receipt.ts';
import type { RefundsState } from './refund-state.ts';
import type { Right, Role, RoleLimits } from './rights.ts';
import type { Sale } from './sale.ts';
import type { SellingSettings } from './selling.ts';
import type { ShiftState } from './shift.ts';
import type { TapsState } from './taps.ts';
import type { TaxClass } from './tax-class.ts';
import type { TenderSettings } from './tender-settings.ts';
import type { TaxMode, TaxRounding } from './totals.ts';
import type { TypingScanners } from './typing-scanners.ts';

/** Which screen a connection belongs to; each has its own rights. */
export const SCREENS = ['cashier', 'customer', 'manager'] as const;
export type Screen = (typeof SCREENS)[number];

export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface StaffTile {
  id: string;
  name: string;
  /** The role's id. */
  role: string;
}

/** Whoever is signed in, with what their role lets them do at this moment. */
export interface SignedIn extends StaffTile {
  rights: Right[];
  limits: RoleLimits;
}

/** Who may sign in, and what their roles reach for: the least rights first. */
export interface StaffState {
  tiles: StaffTile[];
  roles: Role[];
}

/** The shop's settings, as screens need them. */
export interface ShopState {
  name: string;
  /** Printed under the name: address, tax number, telephone. */
  addressLines: string[];
  /** Printed at the foot of a receipt. */
  footerLines: string[];
  /** The code on a receipt, for whoever comes back with it. */
  codeOnPaper: CodeOnPaper;
  /** Printed above the name on receipts. */
  logo: Logo | null;
  terminalId: string;
  currency: CurrencyCode;
  taxMode: TaxMode;
  taxRounding: TaxRounding;
  selling: SellingSettings;
  taxClasses: TaxClass[];
  /** IANA zone: business days and times on screens. */
  timeZone: string;
  /** When the business day begins, 0 to 12. */
  dayStartsAtHour: number;
  /** The language each audience starts with. */
  languages: { cashier: Language; customer: Language; receipt: Language };
  printers: Printer[];
  /** The devices beside the printers. */
  devices: Device[];
  /** The address of the printer for whole pages; null without one. */
  officePrinter: string | null;
  lightning: LightningSettings;
  tenders: TenderSettings;
  /** After so long without anybody's hands at it a screen locks itself; 0: never. */
  lockAfterMinutes: number;
  articles: ArticleSettings;
  /** How scanners that are keyboards type here. */
  typingScanners: TypingScanners;
  digitalReceipts: DigitalReceiptSettings;
  /** The server that receipts are mailed through; null without one. */
  mail: MailSettings | null;
  /** Nothing here is real money; said on every screen and receipt. */
  practice: boolean;
  /** Whether an own shop has been set up beside the practice shop. */
  ownShopExists: boolean;
}

export interface SessionState {
  staff: SignedIn | null;
  /** Whose screen it is that has locked itself: their PIN goes on with it. */
  lockedFor: string | null;
  /** Of whoever is signed in. `missing`: an owner asks it of them, and they set it up before anything else at the manager's screen. */
  secondFactor: 'none' | 'missing' | 'set';
}

export interface CatalogueState {
  categories: Category[];
  /** The tiles shown without searching: at most 60 a category. */
  tiles: ShelfArticle[];
  articleCount: number;
  /** How many stocks are at their limit or below. */
  lowStockCount: number;
  /** A file of articles that is being written; null while none is. */
  importing: { fileName: string; articleCount: number; written: number; goingBack: boolean } | null;
}

export type TipAsking = 'not_asked' | 'asked' | 'answered';

export interface CheckoutState {
  sale: Sale;
  /** The line touched last, so that every screen can show it. */
  lastLineId: string | null;
  /** An invoice is being asked for: the node has not answered yet. */
  requestingInvoice: boolean;
  /** When held money goes back by itself; null while none is held. */
  heldUntilMs: number | null;
  /** Whether the customer has been asked for a tip on this sale. */
  tip: TipAsking;
  /** What came of the card, if it took nothing and nothing has happened with the sale since. */
  cardRefused: RefusedCard | null;
}

/** `unsynced`: it answers, and is behind the chain, or waits for it. `missing`: none is connected. `sealed`: one is, and this machine cannot open how it is reached. */
export type LightningHealth = 'ready' | 'unsynced' | 'missing' | 'sealed' | Exclude<NodeTrouble, 'busy'>;

export interface LightningState {
  health: LightningHealth;
  /** `practice`, or the node's alias. */
  nodeName: string;
  /** The network that the own shop's node is on, by the prefix of its codes, also while it does not answer; null in practice and without one. */
  prefix: string | null;
  /** The largest payment that can come in, in many parts and in one; null when it is not known. */
  canReceiveSat: number | null;
  canReceiveSingleSat: number | null;
  /** What a usual payment on chain costs the payer now; null when the node does not say. */
  chainFeeSat: number | null;
  /** The quote in force, or why there is none. */
  rate: ({ ok: true } & RateQuote) | { ok: false; reason: RateTrouble };
  /** How far the node's clock is ahead of the till's, ms; 0 while both agree within two minutes. */
  clockOffMs: number;
}

/** What the node said of itself, for a manager. `null` until it has answered since the till was opened, or where there is none. */
export interface NodeState {
  /** Since when its health is what it is, as far as this till has been open. */
  healthSinceMs: number;
  heard: ({ atMs: number } & NodeInfo) | null;
  /** When its settlements were found to be counted anew, since this till has been open: it was restored or moved. */
  countedAnewAtMs: number | null;
}

/**
 * `too_hot`: it goes on by itself. `cutter_error`, `mechanical_error`: it goes on when somebody has mended it and says so.
 * `needs_service`: not until it was switched off and on, if then.
 */
export type PrinterCondition =
  | 'ready'
  | 'paper_low'
  | 'paper_out'
  | 'cover_open'
  | 'offline'
  | 'too_hot'
  | 'cutter_error'
  | 'mechanical_error'
  | 'needs_service'
  | LineCondition
  | 'none';

export interface PrintJobView extends PaperName {
  id: string;
  copyNumber: number;
  /** Null: the printer of receipts. */
  printerId: string | null;
  status: PrintJobStatus;
  queuedAtMs: number;
  /** Why it has not been printed, for `waiting` and `unconfirmed`; `fault`: we could not lay it out, and the log says why. */
  reason: PrinterCondition | 'connection_lost' | 'restarted' | 'no_answer' | 'fault' | null;
}

/**
 * `queued`: to be sent. `waiting`: nothing sent, the printer is not ready. `sending`: bytes are going out.
 * `confirmed`: the printer answered that it printed. `unconfirmed`: bytes went out and no answer came: a person is asked.
 * `sent`: bytes went out to a printer that never says what became of them; nobody is asked, and nobody knows.
 * `settled`: a person answered (it came out, or is not wanted).
 */
export type PrintJobStatus = 'queued' | 'waiting' | 'sending' | 'sent' | 'confirmed' | 'unconfirmed' | 'settled';

export interface PrinterView {
  id: string;
  name: string;
  condition: PrinterCondition;
  /** Maker and model by its own word; null while it has not said. */
  saysItIs: string | null;
  /** The model whose capabilities it is printed with; null: the usual ones. */
  profile: string | null;
  /** Whether it says when a paper is printed; null while that is not known. */
  confirms: boolean | null;
}

/** By the drawer's own sensor. `did_not_open`: it was told to, or its printer could not; known without a sensor, too. */
export type DrawerState = 'open' | 'closed' | 'did_not_open';

export interface PrintingState {
  /** Of the printer of receipts; `none` where there is none. */
  condition: PrinterCondition;
  /** Of each printer, in the order of the settings. */
  printers: PrinterView[];
  /** Of the printer of receipts; null where no sensor says. */
  drawer: DrawerState | null;
  /** Jobs that are not done, oldest first; `unconfirmed` ones need an answer. At most 50. */
  jobs: PrintJobView[];
  pendingCount: number;
  /** What became of the last papers, newest first; at most 10. */
  recent: (PaperName & { id: string; copyNumber: number; status: PrintJobStatus })[];
}

/** `keysend` and `amp` come over Lightning without a code of ours. */
export type SettlementSource = 'invoice' | 'amp' | 'keysend' | 'chain';

/** `lost`: taken unconfirmed (or thought to be final) on chain, and replaced without paying the shop. */
export type AttentionKind = 'late' | 'double' | 'excess' | 'unexplained' | 'cancelled_sale' | 'lost';

/** Money that came and is not part of a completed sale: a manager decides. */
export interface AttentionItem {
  id: string;
  kind: AttentionKind;
  /** `withdrawn`: the money it was about never came, or the loss did come after all. */
  status: 'open' | 'refunding' | 'applied' | 'refunded' | 'noted' | 'withdrawn';
  receivedMsat: number;
  /** The msat that are in question (all of it, or the excess). */
  amountMsat: number;
  /** What they are worth at the invoice's quote; null when there was no invoice of ours. */
  amountMinor: number | null;
  /** Null for money on chain that came to no code of ours. */
  paymentHash: string | null;
  /** How it came. */
  source: SettlementSource;
  /** `txid:vout` of money that came on chain; null for Lightning. */
  outpoint: string | null;
  settledAtMs: number;
  saleId: string | null;
  /** The sale's receipt, if it has one. */
  receiptNumber: string | null;
  /** Whether it can still be applied to its sale. */
  canApply: boolean;
}

/** Of what came to no code of ours a list has so many at most, the oldest; the next ones follow when these are off it. */
export const MOST_UNEXPLAINED = 100;

export interface AttentionState {
  open: AttentionItem[];
}

/** Goes up with each journal entry, so that a manager's screen knows that its numbers are old. */
export interface LedgerState {
  journalSeq: number;
}

/** What the check of the till's file found, after the start and each day. */
export interface UpkeepState {
  /** Pages of it cannot be read as they were written: the shop sells on, and restores after closing time. */
  damaged: boolean;
}

/** Papers of the simulated printers, newest first; at most 10. The picture is fetched by its id. */
export interface PaperState {
  papers: { id: string; printerName: string; name: PaperName | null; printedAtMs: number }[];
}

/** What the practice wallet on the customer's screen has scanned, newest first; at most 5. */
export interface PracticeState {
  codes: {
    paymentHash: string;
    amountSat: number;
    status: 'open' | 'held' | 'paid' | 'expired' | 'cancelled';
    paidCount: number;
    expiresAtMs: number;
  }[];
  /** A refund code shown by the practice wallet, if it was asked for one. */
  refundRequest: string | null;
  /** The practice chain, and what the wallet paid on it, newest first; at most 5. */
  chain: {
    height: number;
    payments: { outpoint: string; amountSat: number; status: 'waiting' | 'confirmed' | 'replaced'; confirmations: number }[];
  };
}

export interface TillState {
  shop: ShopState;
  staff: StaffState;
  session: SessionState;
  catalogue: CatalogueState;
  checkout: CheckoutState;
  parking: ParkingState;
  lightning: LightningState;
  node: NodeState;
  care: CareState;
  printing: PrintingState;
  devices: DevicesState;
  taps: TapsState;
  kitchen: KitchenState;
  attention: AttentionState;
  cards: CardsState;
  refunds: RefundsState;
  shift: ShiftState;
  ledger: LedgerState;
  upkeep: UpkeepState;
  paper: PaperState;
  practice: PracticeState;
  rates: RatesState;
  ownNode: OwnNodeState;
  offers: OffersState;
  digitalReceipts: DigitalReceiptsState;
  receiptCode: ReceiptCodeState;
  mail: MailState;
  unsentMail: UnsentMailState;
}

export type SliceName = keyof TillState;

const SLICES = {
  cashier: [
    'shop',
    'staff',
    'session',
    'catalogue',
    'checkout',
    'offers',
    'parking',
    'lightning',
    'printing',
    'devices',
    'taps',
    'kitchen',
    'attention',
    'cards',
    'refunds',
    'shift',
    'paper',
    'practice',
    'digitalReceipts',
    'mail',
  ],
  customer: ['shop', 'checkout', 'lightning', 'taps', 'practice', 'receiptCode'],
  manager: [
    'shop',
    'staff',
    'session',
    'catalogue',
    'offers',
    'parking',
    'lightning',
    'node',
    'care',
    'printing',
    'devices',
    'attention',
    'cards',
    'refunds',
    'shift',
    'ledger',
    'upkeep',
    'paper',
    'practice',
    'rates',
    'ownNode',
    'digitalReceipts',
    'mail',
    'unsentMail',
  ],
} as const satisfies Record<Screen, readonly SliceName[]>;

/** Which slices each screen is sent. The customer sees the sale, the shop and (in practice) the wallet. */
export const SLICES_OF_SCREEN: Record<Screen, readonly SliceName[]> = SLICES;

/** What one screen sees. */
export type StateOf<S extends Screen> = Pick<TillState, (typeof SLICES)[S][number]>;

/**
 * One push: the slices that changed, whole. The first push of a watch has all of the screen's slices. `withdrawn`: what whoever is
 * signed in now is not shown any more, for the page to forget.
 */
export type StatePush = Partial<TillState> & { mainNowMs: number; withdrawn?: SliceName[] };
