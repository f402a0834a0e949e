// Cards at the shop's own terminal: paying, what goes back, what is not known, and the end of its day. What comes of a call the sale
// and the slice `cards` say: each comes back once its intent is on the disk.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { CardDay } from '../card-payment.ts';
import { amountMinor, atRegister, atTill, id, nothing } from './access.ts';

const ofSale = z.object({ saleId: id });
const ofTender = z.object({ saleId: id, tenderId: id });
const ofMove = z.object({ moveId: id });

export const cardsContract = {
  /**
   * Asks the terminal for what is due, or a part of it. `dueMinor` is what the cashier saw. CARD_TERMINAL_AWAY, CARD_TERMINAL_BUSY;
   * CARD_UNKNOWN while a payment before it is not known. Pressing again asks for no second one.
   */
  pay: atRegister('sell', 'take_over')
    .input(z.object({ saleId: id, dueMinor: amountMinor, amountMinor }))
    .output(nothing),
  /** Asks the terminal to give up; the outcome is what it says. */
  abort: atRegister('sell').input(ofSale).output(nothing),
  /** The sale in hand goes on without its payment, whose outcome is not known; what comes of it later is a manager's. */
  letGo: atRegister('sell')
    .input(z.object({ saleId: id, moveId: id }))
    .output(nothing),
  /** "Ask now": all that is not known. */
  ask: atTill('sell').output(nothing),
  /** Takes a tender of the sale in hand back at the terminal; or somebody has done it there by hand. */
  takeBack: atRegister('sell').input(ofTender).output(nothing),
  takenBackByHand: atRegister('sell').input(ofTender).output(nothing),
  /**
   * Somebody has looked into the terminal's own journal: the money moved, or it did not; or it did after all, of a payment that somebody said
   * was not made. The terminal is asked before and after, where it is there. ALREADY_DONE when it is known meanwhile.
   */
  answer: atTill('manage_money')
    .input(z.object({ moveId: id, moved: z.boolean() }))
    .output(nothing),
  /** Card money of the list becomes a tender of its sale, or goes back at the terminal; or somebody has given it back by hand. */
  apply: atTill('manage_money').input(ofMove).output(nothing),
  giveBack: atTill('manage_money').input(ofMove).output(nothing),
  givenBackByHand: atTill('manage_money').input(ofMove).output(nothing),
  /** Ends the terminal's day, as the end of a shift does. CARD_DAY_FAILED. */
  endDay: atTill('close_shift').output(nothing),
  /** The last end of a day there; null before the first. */
  day: atTill('see_totals').output(type<CardDay | null>()),
  /** Somebody has looked into what a day differs by: it leaves the list. ALREADY_DONE. */
  noteDay: atTill('manage_money')
    .input(z.object({ daySeq: z.int().min(1) }))
    .output(nothing),
};
