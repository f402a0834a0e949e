// The closed set of errors a call can end with. The screen has words for each (renderer/i18n), so a code never stands alone.

/** What happened, for words: names and numbers to fill in. Never a secret, a path or a stack. */
export type ErrorDetail = Record<string, string | number> | undefined;

export const ERROR_CODES = [
  'BAD_INPUT', // the call's input is not of its schema
  'WRONG_SCREEN', // this screen may not call that
  'NOT_SIGNED_IN', // nobody is signed in at this screen
  'NOT_ALLOWED', // the person signed in lacks a right; detail: right, refusalId (session.approve), and what it was needed for
  'APPROVAL_OVER', // what was refused is too long ago to be approved
  'PIN_WRONG', // detail: retryAfterMs
  'PIN_LOCKED', // too many wrong ones; detail: retryAfterMs
  'PIN_TOO_SIMPLE', // 0000, 1234, ...
  'PIN_TOO_SHORT', // for what its owner may do; detail: digits, and names of whom it is about
  'PIN_NEEDED', // the badge is right and does not suffice; detail: staffId, name
  'BADGE_REFUSED', // detail: reason (BadgeTrouble)
  'BADGE_LOCKED', // too many badges that were nobody's; detail: retryAfterMs
  'BADGE_SCANNED', // what was scanned as an article is somebody's badge
  'CARD_TAKEN', // the card is another customer's, or a badge; detail: name, empty for a badge
  'CARD_OVER', // it was held to the reader too long ago
  'BADGE_TAKEN', // the card is somebody's badge already; detail: name
  'SECOND_FACTOR_MISSING', // it is asked of this person, who has none yet
  'CODE_NEEDED', // of the second factor, besides the PIN
  'CODE_AGAIN', // who has a second factor gives a code of it for that, unless they have within minutes
  'CODE_WRONG', // detail: retryAfterMs, reason (CodeTrouble), minutes that the clocks differ by
  'CODE_LOCKED', // too many wrong ones; detail: retryAfterMs
  'CODE_UNREADABLE', // what codes are held against cannot be opened on this machine
  'ENROLMENT_OVER', // it was begun too long ago, or not since the till was started
  'NAME_TAKEN', // somebody, or another role, is called so; detail: name
  'ROLE_TOO_HIGH', // a role that may do more than whoever gives it or changes those who have it
  'ROLE_IN_USE', // somebody has it
  'LAST_OWNER', // there is always somebody who owns the shop
  'NOT_FOUND', // an article, sale, receipt, job that is not there
  'UNKNOWN_BARCODE', // detail: barcode
  'ARTICLE_ARCHIVED', // it is not sold any more; detail: name
  'VARIANT_NEEDED', // which of its forms; detail: articleId
  'PRICE_NEEDED', // it has none of its own; detail: articleId
  'WEIGHT_NEEDED', // it is sold by the kilogram; detail: articleId
  'AGE_UNCHECKED', // whether the customer is old enough; detail: saleId, years
  'GOODS_EXPIRED', // the date in their code is past; detail: name, day
  'OUT_OF_STOCK', // in a shop that sells only what is there; detail: left
  'BARCODE_TAKEN', // detail: barcode, name
  'BARCODE_WRONG', // its check digit is another; detail: barcode
  'CODE_TAKEN', // detail: code, name
  'STOCK_COUNTED', // what is counted cannot change its unit
  'PICTURE_REFUSED', // no PNG, JPEG or WebP
  'FILE_TOO_LARGE', // detail: maxMegabytes
  'FILE_UNREADABLE', // no rows, or of another kind
  'SALE_CHANGED', // the sale on the screen is not the one in main any more
  'SALE_EMPTY', // nothing to pay
  'SALES_DIFFER', // one sale is taken away, or bears no tax, and the other not
  'SALE_HAS_PAYMENT', // lines are fixed while money is asked for or taken
  'AMOUNT_TOO_LARGE', // detail: maxMinor
  'AMOUNT_TOO_SMALL', // less than due where no part is possible, or zero
  'CASH_NOT_PAYABLE', // an amount the currency has no coins for; detail: stepMinor
  'CARD_NUMBER_REFUSED', // a reference that looks like a card's number is not kept
  'CARD_TERMINAL_AWAY', // the shop's card terminal is not there
  'CARD_TERMINAL_BUSY', // it is being asked for something
  'CARD_UNKNOWN', // what became of a card payment before is not known: nothing new is asked of the terminal
  'CARD_AT_TERMINAL', // it went over the terminal, and goes back there
  'CARD_DAY_FAILED', // the terminal did not end its day
  'NO_CHANGE', // more than is due, by what gives no change; detail: maxMinor
  'TENDER_NOT_TAKEN', // the shop does not take it
  'VOUCHER_REFUSED', // it does not pay; detail: reason (VoucherTrouble), day
  'VOUCHER_AT_FACE_VALUE', // nothing can be taken off a voucher that is sold
  'VOUCHER_LOCKED', // too many codes that were no voucher's; detail: retryAfterMs
  'RATE_MISSING', // no quote for this currency
  'RATE_OLD', // the last quote is too old; detail: ageMs
  'RATE_SPREAD', // the sources contradict one another
  'RATE_JUMP', // the rate moved so far so fast that it has to last first
  'RATE_UNLIKELY', // a rate by hand too far from the last known one; detail: currency, lowestMinor, highestMinor
  'NODE_MISSING', // no Lightning node is connected
  'NODE_UNREACHABLE', // it does not answer
  'NODE_REFUSED', // it answers, and says no; detail: reason
  'PASSWORD_WRONG', // of the node's wallet
  'OWNER_MACAROON_NEEDED', // the macaroon given is not the owner's of this node: it cannot make others
  'SPENDING_MISSING', // this person has no credential that pays out, or another PIN than it was sealed with
  'SECRETS_CLOSED', // what is kept sealed cannot be opened on this machine; detail: reason (SecretsTrouble)
  'ADDRESS_REFUSED', // no address of the node's network
  'TOWER_REFUSED', // detail: reason (`uri`, `node`)
  'SWEEP_CHANGED', // what is to be moved is not what was seen
  'SWEEP_REFUSED', // the node did not send it; detail: reason
  'SWEEP_UNKNOWN', // it was asked to send, and the outcome is not known yet
  'INVOICE_CLOSED', // expired, cancelled or paid already
  'REFUND_REFUSED', // detail: reason
  'REFUND_UNKNOWN', // sent, and the outcome is not known yet
  'LNURL_REFUSED', // nothing came of a customer's LNURL or Lightning address; detail: reason (LnurlTrouble), domain
  'LNURL_UNKNOWN', // it was asked to pay, and gave no answer: it may still do so; detail: domain
  'SHIFT_CHANGED', // it has ended, or its drawer was counted again
  'REASON_MISSING', // the drawer differs from what it should hold
  'ALREADY_DONE', // somebody has dealt with it
  'PRINTER_BUSY', // the job is being printed right now
  'PRINTER_MISSING', // no printer prints receipts
  'DRAWER_NOT_OPENED', // and it will not open later by itself; detail: reason (a printer's condition, busy, no_answer, connection_lost)
  'MAIL_NOT_SET_UP', // the shop has no server to send e-mail through
  'MAIL_PASSWORD_NEEDED', // for this server and user none is kept
  'MAIL_FAILED', // a test mail did not go out; detail: reason (MailTrouble), said
  'PRACTICE_ONLY', // only in the practice shop
  'OWN_NODE_TROUBLE', // the node that the till runs does not run; detail: trouble (OwnNodeTrouble)
  'OWN_NODE_EXISTS', // the till runs one already
  'SEED_WRONG', // the repeated words are not those of the seed
  'OWN_SHOP_ONLY', // the practice shop has no node to connect
  'SHOP_EXISTS', // the own shop was set up before
  'RANGE_REFUSED', // of days; detail: reason (RangeTrouble)
  'REPORTS_COUNTING', // the sums behind reports are being made; detail: percent
  'DISK_FULL', // nothing was recorded
  'STORE_FAILED', // the disk refused; nothing was recorded
  'SHUTTING_DOWN', // the till is closing
  'INTERNAL', // a fault of ours, in the log
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected outcome that is not success. Domains throw it; calls.ts turns it into the contract's declared error. */
export class TillError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, detail?: ErrorDetail, options?: ErrorOptions) {
    super(code, options);
    this.name = 'TillError';
    this.code = code;
    this.detail = detail;
  }
}

/** Ends a switch over a union: a new member that is not handled fails the type check. */
export function missingCase(value: never): never {
  throw new Error(`missing case: ${JSON.stringify(value)}`);
}
