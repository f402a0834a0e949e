// Real money or not, by what a code or a node says of its network (BOLT 11: the human-readable prefix).

/** Bitcoin's own network; every other one is for trying things out. */
const MAINNET = 'lnbc';

export function isRealMoney(prefix: string): boolean {
  return prefix === MAINNET;
}

/** Of a BOLT 11 code: an amount or the separator follows the prefix, and both begin with a figure. */
export function isRealCode(paymentRequest: string): boolean {
  return /^lnbc\d/i.test(paymentRequest);
}
