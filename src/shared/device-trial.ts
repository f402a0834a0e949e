// What a manager sees of a device that they try out. Nothing in it opens or pays anything: ids of cards, codes of badges and
// vouchers, and what is in a payment's code stay in main.

/** So long the till waits for a code or a card. */
export const TRIAL_WAITS_MS = 30_000;

/** `secret`: what it says is for its owner's eyes. */
export type TriedScan = { kind: 'code'; code: string } | { kind: 'secret'; of: 'badge' | 'voucher' | 'payment' };

/** What a card terminal says to the till's registration. `code`: its own, two hexadecimal figures, or nothing. */
export type TriedTerminal = { registered: true } | { registered: false; why: 'password' | 'currency' | 'busy' | 'away' | 'other'; code: string };

/** `boltCard`: it carries a link that pays (LUD-03). `badge`: the code of a staff badge. Without links and texts its id is all there is. */
export type TriedCard =
  | { status: 'read'; boltCard: boolean; badge: boolean; linkCount: number; textCount: number }
  | { status: 'torn_away' | 'several' | 'unreadable' };
