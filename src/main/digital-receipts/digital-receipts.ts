// Receipts on phones, put together: the code of a sale, what the customer's screen shows of it, and the server that a link leads to,
// which is opened, closed and tried again as the settings have it. Nothing here stands in the way of a sale.
import type { NetworkInterfaceInfo } from 'node:os';
import type { DigitalReceiptsState, LinkState, MachineAddress, ReceiptCode, ReceiptCodeState } from '../../shared/digital-receipt.ts';
import { TillError } from '../../shared/errors.ts';
import { formatMinor } from '../../shared/money.ts';
import type { Sale } from '../../shared/sale.ts';
import type { Log } from '../log.ts';
import { receiptDocument } from '../receipts/receipt-document.ts';
import { speechOf } from '../receipts/receipt-parts.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { ReceiptLinks } from './receipt-links.ts';
import { receiptPage, wordsOnly } from './receipt-page.ts';
import { NotServing, type ReceiptServer, serveReceipts } from './receipt-server.ts';
import { receiptTextCode } from './receipt-text-code.ts';
import { DIGITAL_RECEIPT_WORDS } from './words.ts';

/** A port that is taken may be free later, an address go and come back. */
const LOOK_AGAIN_MS = 30_000;
const DAY_MS = 86_400_000;

export interface DigitalReceiptsParts {
  sales: SaleStore;
  refunds: RefundStore;
  links: ReceiptLinks;
  shop: () => ShopSettings;
  staffName: (staffId: string | null) => string;
  /** The sale that is on the screen. */
  saleInHand: () => Sale;
  publish: (state: DigitalReceiptsState) => void;
  publishCode: (state: ReceiptCodeState) => void;
  /** This machine's, as the system has them now. */
  interfaces: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
  nowMs: () => number;
  monoMs: () => number;
  log: Log;
}

export interface DigitalReceipts {
  /** Null where the shop shows none. NOT_FOUND. */
  code(saleId: string): ReceiptCode | null;
  /** On the customer's screen, too. NOT_FOUND, also where the shop shows none. */
  show(saleId: string): ReceiptCode;
  hide(): void;
  /** The sale that a link's token is of, also when the link cannot be opened any more. NOT_FOUND. */
  saleOf(token: string): string;
  /** The sale on the screen may be another one, or complete: the customer's screen shows what belongs to it. */
  look(): void;
  /** What a mail has in it. NOT_FOUND. */
  pageParts(saleId: string): SaleReceipt;
  addresses(): MachineAddress[];
  /** The settings may be others. */
  settingsChanged(): void;
  close(): Promise<void>;
}

export interface SaleReceipt {
  sale: Sale;
  document: ReturnType<typeof receiptDocument>;
  refunds: { title: string; lines: string[] } | null;
}

export function createDigitalReceipts({
  sales,
  refunds,
  links,
  shop,
  staffName,
  saleInHand,
  publish,
  publishCode,
  interfaces,
  nowMs,
  monoMs,
  log,
}: DigitalReceiptsParts): DigitalReceipts {
  let state: LinkState = { status: 'off' };
  let server: ReceiptServer | null = null;
  let settling: Promise<void> = Promise.resolve();
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  /** What was asked to be shown again, and which sale was on the screen then. */
  let again: { saleId: string; whileSaleId: string } | null = null;
  let shown = '';

  const completed = (saleId: string): { sale: Sale; staffId: string | null } => {
    const stored = sales.sale(saleId);
    if (stored?.sale.status !== 'completed') throw new TillError('NOT_FOUND');
    return stored;
  };
  const validUntilMs = (sale: Sale) => (sale.completedAtMs ?? 0) + shop().digitalReceipts.link.days * DAY_MS;

  const linkOf = (sale: Sale): string | null => {
    if (state.status !== 'serving' || nowMs() > validUntilMs(sale)) return null;
    const token = links.tokenOf(sale.id);
    return token && `http://${state.address}:${state.port}/r/${token}`;
  };
  const codeOf = (sale: Sale): ReceiptCode | null => {
    const { code } = shop().digitalReceipts;
    const named = { saleId: sale.id, receiptNumber: sale.receiptNumber ?? '' };
    if (code === 'none') return null;
    const link = code === 'link' ? linkOf(sale) : null;
    if (link !== null) return { ...named, kind: 'link', data: link, leftOut: 0 };
    // Where no link can be opened now, the receipt itself goes along.
    const { text, leftOut } = receiptTextCode(sale, shop());
    return { ...named, kind: 'text', data: text, leftOut };
  };

  const pageParts = (saleId: string): SaleReceipt => {
    const { sale, staffId } = completed(saleId);
    const { language, currency, dateTime } = speechOf(shop());
    const said = DIGITAL_RECEIPT_WORDS[language];
    const lines = refunds.ofSale(saleId).flatMap(({ receiptNumber, endedAtMs, amountMinor }) => {
      if (receiptNumber === null || endedAtMs === null) return [];
      return [`${said.refund(receiptNumber, dateTime.format(endedAtMs))}: ${formatMinor(amountMinor, currency, language)}`];
    });
    return {
      sale,
      document: receiptDocument({ sale, shop: shop(), staffName: staffName(staffId), copyNumber: 0 }),
      refunds: lines.length > 0 ? { title: said.refunded, lines } : null,
    };
  };

  const page = (token: string): string | null => {
    const saleId = links.saleOf(token);
    const stored = saleId === null ? undefined : sales.sale(saleId);
    if (stored?.sale.status !== 'completed' || nowMs() > validUntilMs(stored.sale)) return null;
    const { sale, document, refunds: refunded } = pageParts(stored.sale.id);
    const { language } = speechOf(shop());
    const said = DIGITAL_RECEIPT_WORDS[language];
    const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: shop().timeZone }).format(validUntilMs(sale));
    return receiptPage({
      document,
      title: said.title(shop().name, sale.receiptNumber ?? ''),
      notes: [said.save(until)],
      refunds: refunded,
      drawCodes: true,
    });
  };
  const nothingHere = () => {
    const { language } = speechOf(shop());
    const said = DIGITAL_RECEIPT_WORDS[language];
    return wordsOnly(language, said.notHere, said.notHereWhy);
  };

  const tell = (next: LinkState) => {
    state = next;
    publish({ link: state });
    look();
  };

  /** As the settings have it now: the one that runs is closed, another is opened. One after the other. */
  async function settle(): Promise<void> {
    clearTimeout(retry);
    const {
      code,
      link: { address, port },
    } = shop().digitalReceipts;
    const wanted = code === 'link' && !closed;
    const isThere = state.status === 'serving' && state.address === address && state.port === port;
    // A link to an address that the network has given to somebody else leads to them. 0.0.0.0, all networks at once, is none either.
    const isOurs = addressesOf(interfaces()).some((one) => one.address === address);
    if (wanted) retry = setTimeout(settingsChanged, LOOK_AGAIN_MS).unref();
    if (wanted && isThere && isOurs) return;
    await server?.close();
    server = null;
    if (!wanted) return tell({ status: 'off' });
    try {
      if (address === '') throw new NotServing('no_address');
      if (!isOurs) throw new NotServing('address_gone');
      if (links.addressHash('') === null) throw new NotServing('secrets_closed');
      server = await serveReceipts({ address, port }, { page, nothingHere, monoMs, log });
      tell({ status: 'serving', address, port });
      log.info('receipt_server.serves', { port });
    } catch (cause) {
      const reason = cause instanceof NotServing ? cause.reason : 'fault';
      if (state.status !== 'failed' || state.reason !== reason) log.warn('receipt_server.not_serving', { reason, port });
      tell({ status: 'failed', reason, address, port });
    }
  }

  function settingsChanged(): void {
    settling = settling.then(settle).catch((cause: unknown) => log.error('receipt_server.failed', cause));
    look();
  }

  function look(): void {
    if (closed) return;
    const sale = saleInHand();
    if (again && again.whileSaleId !== sale.id) again = null;
    const subject = again ? again.saleId : sale.status === 'completed' ? sale.id : null;
    let next: ReceiptCodeState['shown'] = null;
    try {
      const code = subject === null ? null : codeOf(completed(subject).sale);
      next = code && { ...code, whileSaleId: sale.id };
    } catch (cause) {
      // The customer's screen says "paid" all the same.
      log.error('receipt_code.failed', cause);
    }
    const news = JSON.stringify(next);
    if (news === shown) return;
    shown = news;
    publishCode({ shown: next });
  }

  publish({ link: state });
  publishCode({ shown: null });
  settingsChanged();

  const code = (saleId: string) => codeOf(completed(saleId).sale);
  return {
    code,
    show(saleId) {
      const asked = code(saleId);
      if (!asked) throw new TillError('NOT_FOUND');
      again = { saleId, whileSaleId: saleInHand().id };
      look();
      return asked;
    },
    hide() {
      again = null;
      look();
    },
    saleOf(token) {
      const saleId = links.saleOf(token);
      if (saleId === null) throw new TillError('NOT_FOUND');
      return saleId;
    },
    look,
    pageParts,
    addresses: () => addressesOf(interfaces()),
    settingsChanged,
    async close() {
      closed = true;
      settingsChanged();
      await settling;
    },
  };
}

/** IPv4 alone: what every phone in a shop's network has. Those of the network first. */
function addressesOf(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): MachineAddress[] {
  return Object.entries(interfaces)
    .flatMap(([name, all = []]) => all.map(({ address, family, internal }) => ({ name, address, family, thisMachineOnly: internal })))
    .filter(({ family }) => family === 'IPv4')
    .map(({ name, address, thisMachineOnly }) => ({ name, address, thisMachineOnly }))
    .sort((one, other) => Number(one.thisMachineOnly) - Number(other.thisMachineOnly));
}
