// Vouchers: issued when the sale that sold them completes, or by a refund; found by their codes; replaced and blocked by a manager.
// What is issued or put back on one is part of a running fact of somebody else's.
import { TillError } from '../../shared/errors.ts';
import type { Sale } from '../../shared/sale.ts';
import { shopDay } from '../../shared/shop-day.ts';
import {
  isVoucherLine,
  lastDayOf,
  readVoucherCode,
  type Voucher,
  type VoucherDetail,
  type VoucherOrigin,
  type VoucherPage,
  type VoucherTrouble,
} from '../../shared/voucher.ts';
import { receiptNumber } from '../receipts/receipt-number.ts';
import type { RefundVouchers } from '../refunds/refund-vouchers.ts';
import type { PrintedCodes } from '../secrets/printed-codes.ts';
import type { WrongCodes } from '../secrets/wrong-codes.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { VoucherStore } from '../store/voucher-store.ts';

export interface VouchersParts {
  journal: Journal;
  store: VoucherStore;
  codes: PrintedCodes;
  wrongCodes: WrongCodes;
  shop: () => ShopSettings;
  /** Queues its paper, within the running transaction. */
  print: (voucherId: string, voucherNumber: string, atMs: number) => void;
  newId: () => string;
  nowMs: () => number;
}

export interface Vouchers extends RefundVouchers {
  /** Within a running fact: a new voucher over the amount, its paper queued. Its code is on that paper, and nowhere else. */
  issue(
    append: Append,
    voucher: { amountMinor: number; origin: VoucherOrigin },
    staffId: string | null,
  ): { voucherId: string; voucherNumber: string };
  /** SECRETS_CLOSED where no code could be made for one. */
  refuseUnlessSealed(): void;
  /** Within the fact that completes the sale: one voucher for each that its lines sell. */
  issueSold(append: Append, sale: Sale, saleReceiptNumber: string, staffId: string | null): void;
  /** The voucher that has this code. VOUCHER_REFUSED (`mistyped`, `unknown`), VOUCHER_LOCKED, SECRETS_CLOSED. */
  find(code: string, staffId: string): Voucher;
  /** Throws VOUCHER_REFUSED unless it pays now. */
  refuseUnlessGood(voucher: Voucher): void;
  page(filter: { text: string; spent: boolean }, cursor: number | null): VoucherPage;
  detail(voucherId: string): VoucherDetail;
  block(voucherId: string, reason: string, staffId: string): void;
  unblock(voucherId: string, staffId: string): void;
  /** A new one with what is on it and a code of its own, for one that is lost or cannot be read. */
  replace(voucherId: string, reason: string, staffId: string): { voucherId: string; voucherNumber: string };
  /** The codes of these vouchers, as far as they are not forgotten: for the screen on which they were sold. */
  codesOfSale(saleId: string): { number: string; amountMinor: number; code: string }[];
}

const refused = (reason: VoucherTrouble, detail: Record<string, string | number> = {}) => new TillError('VOUCHER_REFUSED', { reason, ...detail });

export function createVouchers({ journal, store, codes, wrongCodes, shop, print, newId, nowMs }: VouchersParts): Vouchers {
  const today = () => shopDay(nowMs(), shop()).day;
  const known = (voucherId: string): Voucher => {
    const voucher = store.find(voucherId);
    if (!voucher) throw new TillError('NOT_FOUND');
    return voucher;
  };
  const issueAs = (
    append: Append,
    { amountMinor, origin, lastDay }: { amountMinor: number; origin: VoucherOrigin; lastDay: string | null },
    staffId: string | null,
  ) => {
    const voucherId = newId();
    const voucherSeq = store.lastSeq() + 1;
    const voucherNumber = receiptNumber(`V${shop().terminalId}`, voucherSeq);
    const codeHash = codes.make(voucherId);
    const { atMs } = append('voucher_issued', { voucherId, voucherNumber, voucherSeq, codeHash, amountMinor, lastDay, origin }, staffId);
    if (codeHash !== null) print(voucherId, voucherNumber, atMs);
    return { voucherId, voucherNumber };
  };

  const vouchers: Vouchers = {
    issue: (append, voucher, staffId) => issueAs(append, { ...voucher, lastDay: lastDayOf(today(), shop().tenders.voucherMonths) }, staffId),
    issueSold(append, sale, saleReceiptNumber, staffId) {
      for (const line of sale.lines.filter(isVoucherLine)) {
        const origin = { kind: 'sale', saleId: sale.id, lineId: line.id, receiptNumber: saleReceiptNumber } as const;
        for (let piece = 0; piece < line.quantity; piece += 1) vouchers.issue(append, { amountMinor: line.unitPriceMinor, origin }, staffId);
      }
    },
    numberOf(voucherId) {
      const voucher = store.find(voucherId);
      return voucher && voucher.status !== 'replaced' ? voucher.number : null;
    },
    put(append, { refundId, amountMinor, onto }, staffId) {
      if (onto === null)
        return { kind: 'voucher', issued: true, ...vouchers.issue(append, { amountMinor, origin: { kind: 'refund', refundId } }, staffId) };
      const { number: voucherNumber, status } = known(onto);
      if (status === 'replaced') throw refused('replaced');
      return { kind: 'voucher', issued: false, voucherId: onto, voucherNumber };
    },
    unusedCount: (saleId, lineId) => store.unusedOf(saleId, lineId).length,
    takeBack(append, { refundId, saleId, lineId, count }, staffId) {
      const unused = store.unusedOf(saleId, lineId).slice(0, count);
      if (unused.length < count) throw new TillError('REFUND_REFUSED', { reason: 'voucher_used' });
      for (const { id: voucherId, number: voucherNumber, balanceMinor: amountMinor } of unused)
        append('sold_voucher_taken_back', { refundId, voucherId, voucherNumber, amountMinor }, staffId);
    },
    restore(append, refundId, staffId) {
      for (const { id: voucherId, number: voucherNumber, issuedMinor: amountMinor } of store.takenBackBy(refundId))
        append('sold_voucher_restored', { refundId, voucherId, voucherNumber, amountMinor }, staffId);
    },
    find(typed, staffId) {
      wrongCodes.refuseWhileLocked();
      const code = readVoucherCode(typed);
      if (code === null) throw refused('mistyped');
      const voucher = store.byCodeHash(codes.hashOf(code));
      if (voucher) return voucher;
      const locked = wrongCodes.count();
      if (locked) journal.transact((append) => append('voucher_codes_refused', locked, staffId));
      throw refused('unknown');
    },
    refuseUnlessGood({ status, balanceMinor, lastDay }) {
      if (status !== 'active') throw refused(status);
      if (lastDay !== null && lastDay < today()) throw refused('expired', { day: lastDay });
      if (balanceMinor === 0) throw refused('empty');
    },
    refuseUnlessSealed: () => void codes.hashOf(''),
    page: store.page,
    detail(voucherId) {
      const detail = store.detail(voucherId);
      if (!detail) throw new TillError('NOT_FOUND');
      return detail;
    },
    block(voucherId, reason, staffId) {
      const { number: voucherNumber, balanceMinor, status } = known(voucherId);
      if (status !== 'active') throw new TillError('ALREADY_DONE');
      journal.transact((append) => append('voucher_blocked', { voucherId, voucherNumber, balanceMinor, reason }, staffId));
    },
    unblock(voucherId, staffId) {
      const { number: voucherNumber, balanceMinor, status } = known(voucherId);
      if (status !== 'blocked') throw new TillError('ALREADY_DONE');
      journal.transact((append) => append('voucher_unblocked', { voucherId, voucherNumber, balanceMinor }, staffId));
    },
    replace(voucherId, reason, staffId) {
      const { number: voucherNumber, balanceMinor, lastDay } = known(voucherId);
      if (balanceMinor === 0) throw refused('empty');
      // One without a code is no help.
      vouchers.refuseUnlessSealed();
      return journal.transact((append) => {
        const origin = { kind: 'replacement', voucherId, voucherNumber } as const;
        const by = issueAs(append, { amountMinor: balanceMinor, origin, lastDay }, staffId);
        append(
          'voucher_replaced',
          { voucherId, voucherNumber, balanceMinor, reason, byVoucherId: by.voucherId, byVoucherNumber: by.voucherNumber },
          staffId,
        );
        return by;
      });
    },
    codesOfSale: (saleId) =>
      codes.kept().flatMap((voucherId) => {
        const voucher = store.find(voucherId);
        if (voucher?.origin.kind !== 'sale' || voucher.origin.saleId !== saleId) return [];
        const code = codes.read(voucherId);
        return code === null ? [] : [{ number: voucher.number, amountMinor: voucher.issuedMinor, code }];
      }),
  };
  return vouchers;
}
