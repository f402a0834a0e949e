// BIP 21: one code that can be paid on chain, and over Lightning by the wallets that read `lightning=`. Pure; an amount never
// goes through a float.
import { minorToDecimal } from './money.ts';

export interface Bip21 {
  /** Bech32, lower case. */
  address: string;
  amountSat: number;
  /** Whom it is for, as the payer's wallet shows it. */
  label: string;
  /** BOLT 11, lower case: the same payment over Lightning. */
  paymentRequest: string;
}

/** A label makes the code larger: of a longer one its beginning does. */
const MAX_LABEL_CHARACTERS = 60;

/** Bitcoin as a decimal, exactly: 12345 -> "0.00012345", 150000000 -> "1.5". */
export function btcDecimal(amountSat: number): string {
  return minorToDecimal(amountSat, 8).replace(/\.?0+$/, '');
}

/** As a link: a phone's system knows schemes in lower case only. */
export function bip21Link({ address, amountSat, label, paymentRequest }: Bip21): string {
  return `bitcoin:${address}?${query(amountSat, label)}lightning=${paymentRequest}`;
}

/**
 * As a QR code holds it: whatever may be in upper case is (the scheme by RFC 3986, the address by BIP 173, the request by
 * BOLT 11), and so fits a smaller code. The names of the parameters may not: wallets compare them as they are.
 */
export function bip21QrText({ address, amountSat, label, paymentRequest }: Bip21): string {
  return `BITCOIN:${address.toUpperCase()}?${query(amountSat, label)}lightning=${paymentRequest.toUpperCase()}`;
}

function query(amountSat: number, label: string): string {
  const shown = encodedLabel(label);
  return `amount=${btcDecimal(amountSat)}&${shown === '' ? '' : `label=${shown}&`}`;
}

/** Percent-encoded (RFC 3986), cut between characters. */
function encodedLabel(label: string): string {
  let encoded = '';
  for (const character of label.toWellFormed()) {
    const next = encoded + encodeURIComponent(character);
    if (next.length > MAX_LABEL_CHARACTERS) break;
    encoded = next;
  }
  return encoded;
}
