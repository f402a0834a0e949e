// What the bytes of one scan say: text, without the symbology identifier, in the character set that the code itself names. Pure.
// Noise (a wrong speed, a cable half out) is told from codes, since it must never be looked up as one.
import { eciParts, type ReadCode, readIdentifier } from '../../shared/aim.ts';

/** `noise`: no text of any code. `add_on`: the small code beside a magazine's, without the large one. */
export type ScanTrouble = 'noise' | 'add_on';
export type ScannedCode = { ok: true; code: string; identifier: string | null } | { ok: false; trouble: ScanTrouble };

/** Character sets by their ECI numbers (AIM ECI assignments); all others are read as UTF-8, or not at all. */
const ECI_SETS: Record<number, string> = {
  1: 'iso-8859-1',
  3: 'iso-8859-1',
  4: 'iso-8859-2',
  7: 'iso-8859-5',
  9: 'iso-8859-7',
  11: 'iso-8859-9',
  17: 'iso-8859-15',
  20: 'shift_jis',
  21: 'windows-1250',
  22: 'windows-1251',
  23: 'windows-1252',
  25: 'utf-16be',
  28: 'big5',
  29: 'gb18030',
  30: 'euc-kr',
  32: 'gb18030',
};

/** Control characters that stand in codes: tabs, and the separators of ISO/IEC 15434 and GS1. All others are noise. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOISE = /[\u0000-\u0003\u0005-\u0008\u000a-\u001b\u007f-\u009f\ufffd]/;

export function scannedCode(bytes: Uint8Array): ScannedCode {
  const latin = Buffer.from(bytes).toString('latin1');
  const byBytes = readIdentifier(latin);
  if (!byBytes) return { ok: false, trouble: 'add_on' };
  const code = byBytes.eci ? textOfEci(byBytes) : withoutIdentifier(decoded(bytes, 'utf-8'));
  if (code === null || code.trim() === '' || NOISE.test(code)) return { ok: false, trouble: 'noise' };
  return { ok: true, code, identifier: byBytes.identifier };
}

function withoutIdentifier(text: string | null): string | null {
  return text === null ? null : (readIdentifier(text)?.code ?? null);
}

function textOfEci({ code }: ReadCode): string | null {
  const texts = eciParts(code).map(({ eci, text }) => decoded(Buffer.from(text, 'latin1'), ECI_SETS[eci] ?? 'utf-8'));
  return texts.includes(null) ? null : texts.join('');
}

/** Null where the bytes are none of that character set. */
function decoded(bytes: Uint8Array, set: string): string | null {
  try {
    return new TextDecoder(set, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
