// Why a customer's LNURL came to nothing, as the screen is told: a reason it has words for, the service's name, and no more
// of the service's own words than a person can take in.
import { TillError } from '../../shared/errors.ts';
import type { LnurlTrouble } from '../../shared/payment-text.ts';

const MAX_SAID = 140;

export function lnurlRefused(
  reason: LnurlTrouble,
  url: URL | null,
  { cause, ...more }: { said?: string; limitSat?: number; cause?: unknown } = {},
): TillError {
  return new TillError('LNURL_REFUSED', { reason, domain: url?.host ?? '', ...more }, cause === undefined ? undefined : { cause });
}

/** A stranger's text made fit for a screen: one line, without what steers a terminal or turns the writing round, and cut. */
export function cleaned(text: string): string {
  const line = text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const letters = [...line];
  return letters.length > MAX_SAID
    ? `${letters
        .slice(0, MAX_SAID - 1)
        .join('')
        .trimEnd()}…`
    : line;
}
