// Vouchers and gift cards: money that was paid in before, and is owed in goods. How their codes are written, and what is shown of them.
// Pure.
import type { LineItem, Names } from './line-item.ts';
import { isMeantAsCode, readRandomCode } from './random-code.ts';

/** The tax class of a line that sells one: a voucher for anything is no revenue yet and bears no tax until it is redeemed. */
export const VOUCHER_TAX_CLASS = 'voucher';

/** What such a line is called. */
export const VOUCHER_NAMES: Names = { en: 'Voucher', ko: '상품권' };

export function isVoucherLine({ taxClassId }: Pick<LineItem, 'taxClassId'>): boolean {
  return taxClassId === VOUCHER_TAX_CLASS;
}

/** What scanners are told a voucher's code by; typed, it may be left out. */
const PREFIX = 'FV';

/** As it is printed and read aloud: "FV 7K3M 9QXP 2D5T 0AHW C". */
export function shownCode(code: string): string {
  return `${PREFIX} ${code.replace(/(.{4})(?=.)/g, '$1 ')}`;
}

/** As it is scanned. */
export function scannedCode(code: string): string {
  return PREFIX + code;
}

/** Whether what was scanned or typed at the register is meant as a voucher's code, rightly spelt or not. */
export function isMeantAsVoucher(text: string): boolean {
  return isMeantAsCode(text, PREFIX);
}

/** The canonical form of what was scanned or typed, however it is spaced; null when it is none, or misspelt. */
export function readVoucherCode(text: string): string | null {
  return readRandomCode(text, PREFIX);
}

/** `replaced`: another voucher has what was on it. */
export const VOUCHER_STATUSES = ['active', 'blocked', 'replaced'] as const;
export type VoucherStatus = (typeof VOUCHER_STATUSES)[number];

/** Why it was issued. */
export type VoucherOrigin =
  | { kind: 'sale'; saleId: string; lineId: string; receiptNumber: string }
  | { kind: 'refund'; refundId: string }
  /** In place of another one, that is lost or could not be read. */
  | { kind: 'replacement'; voucherId: string; voucherNumber: string };

export interface Voucher {
  id: string;
  /** Printed on it, and opens nothing. */
  number: string;
  status: VoucherStatus;
  issuedMinor: number;
  balanceMinor: number;
  issuedAtMs: number;
  /** The last day on which it pays, YYYY-MM-DD of the shop's; null where it is good for ever. */
  lastDay: string | null;
  origin: VoucherOrigin;
  /** False where no code could be made for it: a manager replaces it. */
  hasCode: boolean;
}

export interface VoucherMovement {
  atMs: number;
  kind: 'issued' | 'redeemed' | 'returned' | 'credited' | 'replaced' | 'taken_back' | 'restored';
  /** What it adds to the balance; below zero what it takes. */
  amountMinor: number;
  /** After it. */
  balanceMinor: number;
  staffName: string;
  /** The sale that it paid or is of. */
  saleId: string | null;
}

export interface VoucherDetail {
  voucher: Voucher;
  /** Oldest first. */
  movements: VoucherMovement[];
  /** Why a manager has blocked it; empty otherwise. */
  blockedFor: string;
}

export interface VoucherPage {
  rows: Voucher[];
  /** Of all vouchers that are not replaced: what the shop owes. */
  owedMinor: number;
  /** Pass it back for the next page; null at the end. */
  nextCursor: number | null;
}

/** Why a code does not pay: `buys_voucher`: what is due is itself a voucher. */
export type VoucherTrouble = 'mistyped' | 'unknown' | 'expired' | 'blocked' | 'replaced' | 'empty' | 'buys_voucher';

/** The last day on which a voucher is good, so many months after the day of issue; `null` months are for ever. Days as YYYY-MM-DD. */
export function lastDayOf(issuedOn: string, months: number | null): string | null {
  if (months === null) return null;
  const [year = 0, month = 1, day = 1] = issuedOn.split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, daysInMonth))).toISOString().slice(0, 10);
}
