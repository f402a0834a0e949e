// Calls about the drawer and the day's end. What is done twice by a second press has an id from the screen: it is done once.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import type { ReceiptDocument } from '../receipt.ts';
import { CASH_MOVEMENTS, type ClosingState, cashOf, pileSchema } from '../shift.ts';
import type { PeriodReport, ShiftReport, ShiftReportHead } from '../z-report.ts';
import { amountMinor, atTill, currency, id, nothing, text } from './access.ts';

const shiftId = z.int().min(1).max(1_000_000_000);
const period = z.string().regex(/^\d{4}(-\d{2})?$/);
/** Together no more than one amount may be: a Z could not add up what is not an exact number, and its shift would never end. */
const piles = z
  .array(pileSchema)
  .min(1)
  .max(20)
  .refine((all) => cashOf(all).every(({ amountMinor: sumMinor }) => sumMinor <= MAX_AMOUNT_MINOR));

export const shiftsContract = {
  /** What the drawer holds as the shift begins. ALREADY_DONE once cash has moved in it. */
  countFloat: atTill('sell')
    .input(z.object({ shiftId, counted: piles }))
    .output(nothing),
  /** Cash in or out without a sale; the drawer opens and a slip is printed. `currency`: null is the shop's own. */
  move: atTill('cash_movement')
    .input(
      z.object({
        movementId: id,
        movement: z.enum(CASH_MOVEMENTS),
        currency: currency.nullable(),
        amountMinor,
        reason: text(120).min(1),
      }),
    )
    .output(nothing),
  /** Counted, with who and why. DRAWER_NOT_OPENED: then nothing is counted, unless it failed in the very moment. */
  openDrawer: atTill('no_sale')
    .input(z.object({ openingId: id, reason: text(120).min(1) }))
    .output(nothing),
  /** The shift so far, and how it would look on paper. Nobody looks unseen: the Z names who did, and whether the drawer had been counted. */
  x: atTill('see_totals').output(type<{ report: ShiftReport; paper: ReceiptDocument }>()),
  /** The shift as it is at this moment, on paper and on the screen. Looked at like `x`. PRINTER_MISSING. */
  printX: atTill('see_totals').output(type<{ report: ShiftReport; paper: ReceiptDocument }>()),
  /** Where the closing stands: what was counted and how it differs, and what will be carried over. */
  closing: atTill('close_shift').output(type<ClosingState>()),
  /** The drawer as it was counted, before anybody is told what it should hold. SHIFT_CHANGED when that shift has ended. */
  count: atTill('close_shift')
    .input(z.object({ shiftId, countId: id, counted: piles }))
    .output(type<ClosingState>()),
  /**
   * Ends the shift with its last count; what is sold from here on belongs to the next. `taken` went to the safe or the bank.
   * SHIFT_CHANGED, REASON_MISSING (the count differs), AMOUNT_TOO_LARGE (more than there is).
   */
  close: atTill('close_shift')
    .input(
      z.object({
        shiftId,
        countId: id,
        reason: text(200),
        taken: z.array(z.object({ currency: currency.nullable(), amountMinor: z.int().min(0).max(MAX_AMOUNT_MINOR) })).max(20),
      }),
    )
    .output(type<{ number: number }>()),
  /** Newest first, at most 50, before the given number. */
  zs: atTill('see_totals')
    .input(z.object({ before: shiftId.nullable() }))
    .output(type<ShiftReportHead[]>()),
  z: atTill('see_totals')
    .input(z.object({ number: shiftId }))
    .output(type<ShiftReport>()),
  /** A month (2026-11) or a year: the sum of its Zs. */
  period: atTill('see_totals').input(z.object({ period })).output(type<PeriodReport>()),
  printPeriod: atTill('see_totals').input(z.object({ period })).output(nothing),
};
