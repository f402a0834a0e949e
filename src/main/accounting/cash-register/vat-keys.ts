// The keys of tax rates (UST_SCHLUESSEL): those that DSFinV-K names for the rates of its law, and from 1000 on, as they come, a closing's
// own for all others.
import type { BonLine } from './bon-lines.ts';

/** Of one closing, by rate; '' is what is no turnover. */
export type VatKeys = Map<string, { key: number; ratePpm: number; words: string }>;

const FIXED_KEYS: Record<number, [key: number, words: string]> = {
  190000: [1, 'Allgemeiner Steuersatz'],
  70000: [2, 'Ermäßigter Steuersatz'],
  0: [6, 'Umsatzsteuerfrei'],
};
const NO_TURNOVER = [5, 'Nicht Steuerbar'] as const;
const FIRST_OWN_KEY = 1000;

/** The key of the rate, which is one of the closing's from now on. */
export function vatKeyOf(tax: BonLine['tax'], keys: VatKeys): number {
  const name = tax === null ? '' : String(tax.ratePpm);
  const known = keys.get(name);
  if (known) return known.key;
  const ratePpm = tax?.ratePpm ?? 0;
  const [key, words] = tax === null ? NO_TURNOVER : (FIXED_KEYS[ratePpm] ?? [FIRST_OWN_KEY + keys.size, `${ratePpm / 10_000} %`]);
  keys.set(name, { key, ratePpm, words });
  return key;
}
