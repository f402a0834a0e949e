// A call that did not succeed: `what` happened; whether money is safe and what to do `next`.
import type { FailureCode } from '../../failure.ts';

export const errors = {
  BAD_INPUT: { what: 'The till could not accept that entry.', next: 'Nothing was recorded. Check what you entered and try again.' },
  WRONG_SCREEN: { what: 'That cannot be done from this screen.', next: 'Nothing was changed. Use the cashier’s or the manager’s screen.' },
  NOT_SIGNED_IN: { what: 'Nobody is signed in here.', next: 'The open sale is kept. Sign in and go on.' },
  NOT_ALLOWED: { what: 'A manager has to do this.', next: 'Nothing was changed. Ask a manager to sign in.' },
  PIN_WRONG: { what: 'That PIN is not right.', next: 'Try again in {{wait}}.' },
  PIN_LOCKED: { what: 'Too many wrong PINs.', next: 'Sign-in is closed for {{wait}}. Open sales are kept.' },
  PIN_TOO_SIMPLE: { what: 'That PIN is too easy to guess.', next: 'Choose one that is not a row or a repeat, such as 1234 or 0000.' },
  NOT_FOUND: { what: 'That is not here any more.', next: 'Nothing was changed. Look for it again.' },
  UNKNOWN_BARCODE: {
    what: 'No article has the barcode {{barcode}}.',
    next: 'Nothing was added. Find the article by name, or add it as an open amount.',
  },
  SALE_CHANGED: { what: 'The sale changed in the meantime.', next: 'Nothing was taken. Look at the new amount and try again.' },
  SALE_EMPTY: { what: 'There is nothing to pay yet.', next: 'Add an article first.' },
  SALE_HAS_PAYMENT: {
    what: 'This sale is being paid.',
    next: 'Its lines cannot change now. Finish the payment, or cancel it first; money received is never lost.',
  },
  AMOUNT_TOO_LARGE: { what: 'That amount is too large.', next: 'Nothing was recorded. Enter a smaller amount.' },
  AMOUNT_TOO_SMALL: { what: 'That amount is too small.', next: 'Nothing was recorded. Enter a larger amount.' },
  CASH_NOT_PAYABLE: { what: 'That amount cannot be paid in coins.', next: 'Nothing was recorded. Enter what was handed over.' },
  RATE_MISSING: {
    what: 'There is no bitcoin rate for this currency.',
    next: 'No payment was asked for. Take cash, or try Lightning again when the rate is back.',
  },
  RATE_OLD: {
    what: 'The bitcoin rate is too old ({{age}}).',
    next: 'No payment was asked for. Take cash, or try Lightning again in a moment.',
  },
  RATE_SPREAD: {
    what: 'The exchanges do not agree on the bitcoin rate.',
    next: 'No payment was asked for. Take cash, or try Lightning again in a moment; a manager can set a rate.',
  },
  RATE_JUMP: {
    what: 'The bitcoin rate has moved a lot within minutes.',
    next: 'No payment was asked for. Lightning goes on when the new rate has lasted for three minutes. Take cash until then; a manager can set a rate.',
  },
  RATE_UNLIKELY: {
    what: 'That is far from the last known rate.',
    next: 'The rate was not changed. It has to be between {{lowest}} and {{highest}} for one bitcoin.',
  },
  NODE_MISSING: { what: 'No Lightning node is connected.', next: 'No payment was asked for. Take cash; a manager can connect a node.' },
  NODE_UNREACHABLE: {
    what: 'The Lightning node does not answer.',
    next: 'Money already received is safe and will be recorded. Take cash, or try again in a moment.',
  },
  NODE_REFUSED: { what: 'The Lightning node refused.', next: 'No payment was asked for. Take cash, or try again. It said: {{reason}}' },
  PASSWORD_WRONG: { what: 'That is not the password of the node’s wallet.', next: 'The wallet stays locked. Check the password and try again.' },
  OWNER_MACAROON_NEEDED: {
    what: 'That is not this node’s admin macaroon.',
    next: 'Nothing was changed. Choose admin.macaroon of the node that is connected; the till uses it once and does not keep it.',
  },
  SPENDING_MISSING: {
    what: 'You cannot pay out from the node yet.',
    next: 'Nothing was sent. Set up paying out for yourself on the Lightning page, with the node’s admin macaroon and your PIN.',
  },
  SECRETS_CLOSED: {
    what: 'What the till keeps sealed cannot be opened on this computer.',
    next: 'Money at the node is safe. A manager sees on the Lightning page what is wrong, and can connect the node again.',
  },
  ADDRESS_REFUSED: {
    what: 'The node does not take this address.',
    next: 'Nothing was kept. Check it letter by letter; it must be of the node’s own network.',
  },
  TOWER_REFUSED: {
    what: 'The node did not take this watchtower.',
    next: 'Nothing was changed. Its address is a long key, an @ sign and where it is reached; copy it whole from the tower.',
  },
  SWEEP_CHANGED: { what: 'What is to be moved has changed in the meantime.', next: 'Nothing was sent. Look at the amount and the fee again.' },
  SWEEP_REFUSED: { what: 'The node did not send the money.', next: 'All of it is still there. It said: {{reason}}' },
  SWEEP_UNKNOWN: {
    what: 'It is not known yet whether the node sent the money.',
    next: 'Do not send it by other means. The till looks for it at the node and shows what became of it.',
  },
  INVOICE_CLOSED: { what: 'This code is closed.', next: 'Money received for it is recorded. Make a new code if something is still due.' },
  REFUND_REFUSED: { what: 'The refund was not sent.', next: 'The money is still here. Try another code, or refund in cash. Reason: {{reason}}' },
  REFUND_UNKNOWN: {
    what: 'It is not known yet whether the refund arrived.',
    next: 'Do not refund again. The till keeps asking and shows the outcome in the list.',
  },
  LNURL_REFUSED: {
    what: 'Nothing came of the customer’s code.',
    next: 'No money moved. Ask for another code.',
    next_no_code: 'No money moved. It could not be read: scan it again, or ask for another one.',
    next_forbidden: 'No money moved. It leads to a place that the till does not ask. Ask for another code.',
    next_no_tor: 'No money moved. {{domain}} is reached through Tor only, and this till has no Tor proxy. Ask for another code.',
    next_no_answer: 'No money moved. {{domain}} does not answer. Try again, or ask for another code.',
    next_nonsense: 'No money moved. {{domain}} answered something else than was asked. Ask for another code.',
    next_said_no: 'No money moved. {{domain}} said no: “{{said}}”',
    next_gives_only: 'No money moved. This code pays out, it cannot take money. Ask for one to be paid to.',
    next_takes_only: 'No money moved. This code takes money, it cannot pay. The customer scans our code instead.',
    next_too_little: 'No money moved. {{domain}} moves {{limitSat}} sat or more.',
    next_too_much: 'No money moved. {{domain}} moves {{limitSat}} sat at most.',
    next_wrong_invoice: 'No money moved. {{domain}} asked for something else than was agreed. Ask for another code.',
    next_other_network: 'No money moved. {{domain}} is on another network than this shop’s node. Ask for another code.',
    next_used: 'This code was used for another payment of this sale, which it may still pay. Ask for a new code, or take cash.',
  },
  LNURL_UNKNOWN: {
    what: '{{domain}} did not say whether it pays.',
    next: 'It may still pay: wait a moment, or scan the same code again. Money that comes late is never lost.',
  },
  ALREADY_DONE: { what: 'Somebody has done this already.', next: 'Nothing was done twice.' },
  PRINTER_BUSY: { what: 'This receipt is being printed right now.', next: 'Wait for the paper to come out, then try again.' },
  PRACTICE_ONLY: { what: 'That exists in the practice shop only.', next: 'Nothing was changed.' },
  OWN_SHOP_ONLY: { what: 'The practice shop has a node of its own.', next: 'Nothing was changed. Open your own shop, and connect your node there.' },
  SHOP_EXISTS: { what: 'Your shop has been set up already.', next: 'Nothing was changed. Open it from the manager’s screen.' },
  DISK_FULL: {
    what: 'The till’s disk is full.',
    next: 'This was not recorded; everything before it is safe. Call a manager to make room, then try again.',
  },
  STORE_FAILED: {
    what: 'The till’s disk did not accept this.',
    next: 'This was not recorded; everything before it is safe. Try again; if it goes on, call a manager.',
  },
  SHUTTING_DOWN: { what: 'The till is closing.', next: 'This was not recorded; everything before it is safe. Go on when the till is back.' },
  INTERNAL: {
    what: 'Something went wrong in the till.',
    next: 'What is recorded is safe. Look at the sale before you try again; if it goes on, call a manager.',
  },
  CONNECTION_LOST: {
    what: 'The till did not answer.',
    next: 'What is recorded is safe. When the till is back this screen shows what was done; do not take money twice.',
  },
} satisfies Record<FailureCode, { what: string; next: string; [reason: `next_${string}`]: string }>;
