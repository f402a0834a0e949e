// The code of a printed staff badge: random, with a check character, and told from all else that is scanned by its first letters. Pure.
import { isMeantAsCode, readRandomCode } from './random-code.ts';

const PREFIX = 'FB';

/** As it is scanned. */
export function scannedBadge(code: string): string {
  return PREFIX + code;
}

/** Whether what was scanned is meant as a badge's code, rightly read or not. */
export function isMeantAsBadge(text: string): boolean {
  return isMeantAsCode(text, PREFIX);
}

/** The code of what was scanned; null when it is none, or misread. Never without its letters: nobody types it. */
export function readBadgeCode(text: string): string | null {
  return isMeantAsBadge(text) ? readRandomCode(text, PREFIX) : null;
}
