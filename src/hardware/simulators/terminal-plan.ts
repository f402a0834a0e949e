// What a simulated card terminal is told to do with the next payment. What is not said goes as it does on a good day.
import type { LineFaults } from './terminal-line.ts';

export interface TerminalPlan {
  card?: string;
  /**
   * `approve`; a status information with that result, then an abort (`decline`); an abort without one, as of a customer who presses
   * stop (`abort`); 84 xx at once (`refuse`); asked, and never a word again (`silent`).
   */
  outcome?: 'approve' | { decline: number; text?: string } | { abort: number } | { refuse: number } | 'silent';
  /** Intermediate status on the way. */
  steps?: number[];
  /** From one step to the next. */
  stepMs?: number;
  /** Sends the status information twice, as after an acknowledgement that got lost. */
  statusTwice?: boolean;
  /** The card is charged only so long after the till has the status information: the process after a lost line. */
  line?: LineFaults;
}

export type AfterLineLost =
  /** Goes on alone, and what the card was charged stays booked. */
  | 'keeps'
  /** Takes back what the till did not acknowledge (chapter 2.2.7). */
  | 'reverses'
  /** Stops where it is, as long as nothing is booked. */
  | 'stops';

export interface TerminalHabits {
  afterLineLost: AfterLineLost;
  /** While it is at something: `refuses` all commands (84 9C), or lets the till register and says in its status that it is busy. */
  whileBusy: 'refuses' | 'says_so';
  /** Whether it knows 05 01. */
  tellsStatus: boolean;
  /** How receipts go to the till. */
  papers: 'blocks' | 'lines' | 'none';
  utf8: boolean;
  /** Says in the status information of a reversal what it takes back (bitmap 37). */
  namesReversed: boolean;
}

export const GOOD_HABITS: TerminalHabits = {
  afterLineLost: 'reverses',
  whileBusy: 'refuses',
  tellsStatus: true,
  papers: 'blocks',
  utf8: false,
  namesReversed: true,
};
export const USUAL_STEPS: readonly number[] = [0x0a, 0x01, 0x04, 0x0b];
