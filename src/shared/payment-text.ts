// What a person holds out to be paid by or to: a Lightning code, an LNURL or a Lightning address, however it came in. Pure;
// it says what a text is meant to be. Whether that holds, the node or the far end says.

export type PaymentText =
  /** BOLT 11, in lower case. */
  | { kind: 'bolt11'; paymentRequest: string }
  /** LUD-01 (`lnurl1...`) or LUD-17 (`lnurlp://`, `lnurlw://`); not a login (`keyauth://`), which moves no money. */
  | { kind: 'lnurl'; lnurl: string }
  /** LUD-16: `name@domain`, in lower case. */
  | { kind: 'address'; address: string };

const BOLT11 = /^ln(?!url)[a-z]{2,6}[0-9a-z]{50,4000}$/;
const LNURL = /^lnurl1[0-9a-z]{10,3000}$/;
const LNURL_SCHEME = /^lnurl[pw]:\/\/[^\s/]+\S{0,2000}$/i;
const ADDRESS = /^[a-z0-9\-_.+]{1,64}@(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

/** Null for what is none of them: an article's barcode, a chain address, a word. */
export function readPaymentText(text: string): PaymentText | null {
  const bare = lightningPart(text.trim());
  // Bech32 is all of one case; capitals are for QR codes only.
  const lower = bare === bare.toUpperCase() ? bare.toLowerCase() : bare;
  if (LNURL.test(lower)) return { kind: 'lnurl', lnurl: lower };
  if (LNURL_SCHEME.test(bare)) return { kind: 'lnurl', lnurl: bare };
  if (BOLT11.test(lower)) return { kind: 'bolt11', paymentRequest: lower };
  const address = bare.toLowerCase();
  return ADDRESS.test(address) ? { kind: 'address', address } : null;
}

/** What stands behind `lightning:`, or in the `lightning` parameter of a web link (LUD-01) or of a chain code (BIP 21). */
function lightningPart(text: string): string {
  const behindScheme = /^lightning:(?:\/\/)?(\S+)$/i.exec(text)?.[1];
  if (behindScheme !== undefined) return behindScheme;
  return /^(?:https?|bitcoin):[^?\s]*\?(?:\S*&)?lightning=([^&\s]+)/i.exec(text)?.[1] ?? text;
}

/** Why a customer's LNURL or address came to nothing; the screen has words for each. */
export const LNURL_TROUBLES = [
  'no_code', // not an LNURL or address at all
  'forbidden', // it leads to http, or into a private network
  'no_tor', // an onion address, and no Tor proxy is set
  'no_answer', // nobody there, too slow, or not the one it should be (TLS)
  'nonsense', // an answer that is not of the protocol, or too long
  'said_no', // the service's own reason is in `said`
  'gives_only', // it pays out, and was asked to take money
  'takes_only', // it takes money, and was asked to pay out
  'too_little', // less than it moves; `limitSat`
  'too_much', // more than it moves; `limitSat`
  'wrong_invoice', // its invoice is not over what was asked for
  'other_network', // its invoice is for another network than the shop's
  'payer_waited_for', // another code or card was asked to pay this sale, and may still do so
  'first_may_pay', // so was one by an earlier invoice of this sale, and the node does not say that this is closed
  'paid_before', // an earlier invoice of this sale was paid after all: that money is on the manager's list
  'pin_wanted', // the card's service asks for its PIN from this amount on; `limitSat`
] as const;
export type LnurlTrouble = (typeof LNURL_TROUBLES)[number];
