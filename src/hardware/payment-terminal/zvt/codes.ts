// What ZVT's one-byte codes mean (PA00P015: error messages, terminal status codes, intermediate status): to the till, and in the
// specification's words for whoever reads the log.
import type { DeclineReason, TerminalProgress } from '../payment-terminal.ts';

export const APPROVED = 0x00;
/** Please wait. */
export const BUSY = 0x9c;

/** Up to 63 it is what the authorisation system answered (two decimal digits); from 64 on the terminal's own. */
const FIRST_OF_TERMINAL = 0x64;

const HOST: Record<number, DeclineReason> = {
  12: 'currency',
  13: 'amount',
  51: 'amount',
  55: 'wrong_pin',
  75: 'wrong_pin',
  91: 'offline',
  92: 'offline',
  96: 'offline',
};

const TERMINAL: Record<number, [reason: DeclineReason, words: string]> = {
  100: ['card_error', 'card not readable'],
  101: ['card_error', 'card data not present'],
  102: ['card_error', 'processing error'],
  103: ['declined', 'function not permitted for debit cards'],
  104: ['declined', 'function not permitted for credit cards'],
  106: ['needs_end_of_day', 'turnover file full'],
  107: ['not_registered', 'function deactivated (not registered)'],
  108: ['aborted', 'abort by time-out or abort key'],
  110: ['declined', 'card in blocked list'],
  111: ['currency', 'wrong currency'],
  113: ['declined', 'credit not sufficient'],
  114: ['card_error', 'chip error'],
  115: ['card_error', 'card data incorrect'],
  119: ['other', 'end of day not possible'],
  120: ['card_error', 'card expired'],
  121: ['card_error', 'card not yet valid'],
  122: ['card_error', 'card unknown'],
  123: ['card_error', 'no fallback to the magnetic stripe'],
  124: ['card_error', 'no fallback to the magnetic stripe'],
  125: ['offline', 'communication error'],
  131: ['other', 'function not possible'],
  133: ['other', 'key missing'],
  137: ['other', 'PIN pad defective'],
  154: ['other', 'protocol error'],
  155: ['offline', 'communication fault'],
  [BUSY]: ['busy', 'please wait'],
  160: ['busy', 'receiver not ready'],
  161: ['offline', 'remote station does not respond'],
  163: ['offline', 'no connection'],
  177: ['needs_end_of_day', 'memory full'],
  178: ['needs_end_of_day', 'merchant journal full'],
  180: ['other', 'already reversed'],
  181: ['not_reversible', 'reversal not possible'],
  183: ['amount', 'amount wrong'],
  194: ['not_registered', 'diagnosis required'],
  195: ['amount', 'maximum amount exceeded'],
  197: ['declined', 'payment method not supported'],
  198: ['currency', 'currency not applicable'],
  200: ['amount', 'amount too small'],
  201: ['amount', 'largest amount too small'],
  203: ['currency', 'only allowed in euro'],
  204: ['other', 'printer not ready'],
  220: ['busy', 'card inserted'],
  226: ['card_error', 'card reader does not answer'],
  228: ['not_registered', 'activation required'],
  236: ['other', 'PIN processing not possible'],
  240: ['needs_end_of_day', 'open end of day present'],
  241: ['offline', 'offline error'],
  255: ['other', 'system error'],
};

/** Why no money was taken, by the code of an abort, a refusal or a status information. */
export function declineReason(code: number): DeclineReason {
  if (code < FIRST_OF_TERMINAL) return HOST[code] ?? 'declined';
  return TERMINAL[code]?.[0] ?? 'other';
}

/** Empty for a code that the specification does not have. */
export function wordsOfCode(code: number): string {
  if (code === APPROVED) return 'no error';
  if (code < FIRST_OF_TERMINAL) return `answer ${code} of the authorisation system`;
  return TERMINAL[code]?.[1] ?? '';
}

type Step = TerminalProgress['step'];
const STEPS: Record<number, [step: Step, words: string]> = {
  0: ['please_wait', 'waiting for amount confirmation'],
  1: ['enter_pin', 'please watch the PIN pad'],
  2: ['enter_pin', 'please watch the PIN pad'],
  3: ['other', 'not accepted'],
  4: ['authorising', 'waiting for the authorisation system'],
  5: ['authorising', 'sending an auto-reversal'],
  6: ['authorising', 'sending post-bookings'],
  7: ['other', 'card not admitted'],
  8: ['other', 'card unknown'],
  9: ['other', 'expired card'],
  10: ['insert_card', 'insert card'],
  11: ['remove_card', 'please remove card'],
  12: ['other', 'card not readable'],
  13: ['other', 'processing error'],
  14: ['please_wait', 'please wait'],
  15: ['please_wait', 'automatic end of day'],
  16: ['other', 'invalid card'],
  19: ['other', 'payment not possible'],
  20: ['other', 'credit not sufficient'],
  21: ['enter_pin', 'incorrect PIN'],
  22: ['other', 'limit not sufficient'],
  23: ['please_wait', 'please wait'],
  24: ['other', 'PIN try limit exceeded'],
  27: ['other', 'approved'],
  28: ['other', 'approved'],
  29: ['other', 'declined'],
  44: ['please_wait', 'application selection'],
  104: ['please_wait', 'card inserted'],
  200: ['please_wait', 'waiting for the cashier'],
  210: ['authorising', 'connecting'],
  211: ['authorising', 'connected'],
  224: ['please_wait', 'application selection'],
};
/** 41 to 67 are 01 to 27 with "please remove card" below. */
const WITH_REMOVE_CARD = 0x40;

export function stepOf(code: number): Step {
  const own = STEPS[code];
  if (own) return own[0];
  return code >= WITH_REMOVE_CARD && code < 0x68 ? 'remove_card' : 'other';
}

export function wordsOfStep(code: number): string {
  const own = STEPS[code]?.[1];
  if (own !== undefined) return own;
  const below = code >= WITH_REMOVE_CARD && code < 0x68 ? STEPS[code - WITH_REMOVE_CARD]?.[1] : undefined;
  return below === undefined ? '' : `${below}, please remove card`;
}
