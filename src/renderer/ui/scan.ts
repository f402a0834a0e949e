// Tells a keyboard-wedge scanner from a person by its speed: a burst of characters closer together than fingers are.
// Pure: key strokes with their times go in, verdicts come out; listen-for-keys.ts acts on them in the page.
import { GROUP_SEPARATOR } from '../../shared/aim.ts';
import type { TypingScanners } from '../../shared/typing-scanners.ts';

export interface KeyStroke {
  /** `KeyboardEvent.key`; `Process` while an input method is at work. */
  key: string;
  /** `KeyboardEvent.code`: the key's place, whatever the layout. */
  code: string;
  /** When the key went down by the event's own clock, ms: handlers run late when the page is busy, this does not. */
  timeMs: number;
  shift?: boolean;
  capsLock?: boolean;
  /** Ctrl, Alt or Meta is held: a shortcut, not a character. */
  modified?: boolean;
  /** The key is held down: a scanner never does that, a finger does, and as fast as a scanner. */
  repeat?: boolean;
}

export interface ScanRules {
  /** Fewer characters are typing, however fast. */
  minLength: number;
  /** Between two characters of a scanner, at most. */
  maxGapMs: number;
  /** A scan that no Enter or Tab ends is over after this silence. */
  endPauseMs: number;
  /** Only what Enter or Tab ends is a scan: at this speed it could be fingers. */
  onlyEnded: boolean;
  /** The keys' places say what is meant, as on a US keyboard, and not what the shop's own layout makes of them. */
  byPlace: boolean;
}

/** A cable, or a receiver of the scanner's own. */
export const SCAN_RULES: ScanRules = { minLength: 6, maxGapMs: 35, endPauseMs: 100, onlyEnded: false, byPlace: false };

/** By the shop's settings; Bluetooth has 50 to 100 ms between two characters. */
export function scanRulesOf({ pace, layout }: TypingScanners): ScanRules {
  const quick = { ...SCAN_RULES, byPlace: layout === 'us' };
  return pace === 'slow' ? { ...quick, minLength: 8, maxGapMs: 130, endPauseMs: 130, onlyEnded: true } : quick;
}

/**
 * `other`: no character of a burst; leave it alone. `first`: may start a scan: remember what the field holds. `more`: it may
 * still be either. `recognised`: a scan from here: give the field back what it held, and keep this key from the page.
 * `taken`: belongs to a scan; keep it from the page. `ended`: Enter or Tab right behind characters that came like a scanner's and are too
 * few for one: whatever it was, no button was meant.
 */
type KeyVerdict = 'other' | 'first' | 'more' | 'recognised' | 'taken' | 'ended';

interface ScanStep {
  verdict: KeyVerdict;
  /** The character of a `first` or `more`. */
  character: string;
  /** A scan that this stroke ends, or that had ended before it. */
  scan: string | null;
}

interface ScanRecogniser {
  feed(stroke: KeyStroke): ScanStep;
  /** Silence until `nowMs`: ends a burst when it was long enough. `scan` is what it held, if it was one. */
  silence(nowMs: number): { over: boolean; scan: string | null };
}

export function createScanRecogniser(rules: ScanRules = SCAN_RULES): ScanRecogniser {
  let text = '';
  let scanning = false;
  let lastMs = Number.NEGATIVE_INFINITY;

  const longestGapMs = () => (scanning ? rules.endPauseMs : rules.maxGapMs);

  /** Ends the burst; what it held, if it was a scan. */
  const finish = (): string | null => {
    const scan = scanning ? text : null;
    text = '';
    scanning = false;
    return scan;
  };

  return {
    feed(stroke) {
      const inBurst = text !== '' && stroke.timeMs - lastMs <= longestGapMs();
      const before = inBurst ? null : finish();
      const step = (verdict: KeyVerdict, character = '', scan = before): ScanStep => ({ verdict, character, scan });

      if (isHeldKey(stroke.key)) {
        if (inBurst) lastMs = stroke.timeMs;
        return step('other');
      }
      if (isTerminator(stroke) && inBurst) {
        if (scanning) return step('taken', '', finish());
        if (rules.onlyEnded && text.length >= rules.minLength) {
          scanning = true;
          return step('recognised', '', finish());
        }
        const several = text.length >= SEVERAL;
        finish();
        return step(several ? 'ended' : 'other');
      }
      if (inBurst && text.length >= SEVERAL && isGroupSeparator(stroke)) {
        lastMs = stroke.timeMs;
        text += GROUP_SEPARATOR;
        return step('taken');
      }

      const character = characterOf(stroke, rules.byPlace);
      if (character === null) {
        // A scanner may send control characters inside a code; a person's key ends a burst.
        if (scanning) return step('taken');
        finish();
        return step('other');
      }
      lastMs = stroke.timeMs;
      text += character;
      if (scanning) return step('taken');
      if (text.length >= rules.minLength && !rules.onlyEnded) {
        scanning = true;
        return step('recognised');
      }
      return step(inBurst ? 'more' : 'first', character);
    },

    silence(nowMs) {
      if (text === '') return { over: true, scan: null };
      if (nowMs - lastMs <= longestGapMs()) return { over: false, scan: null };
      return { over: true, scan: finish() };
    },
  };
}

/** Keys that change others and write nothing themselves. */
function isHeldKey(key: string): boolean {
  return key === 'Shift' || key === 'CapsLock' || key === 'Control' || key === 'Alt' || key === 'AltGraph' || key === 'Meta';
}

function isTerminator({ key, code }: KeyStroke): boolean {
  return key === 'Enter' || key === 'Tab' || code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';
}

/** A finger on two keys at once. */
const SEVERAL = 2;

/** How scanners type FNC1, by their settings. */
function isGroupSeparator({ key, code, modified = false }: KeyStroke): boolean {
  return key === 'F8' || key === GROUP_SEPARATOR || (modified && (key === ']' || code === 'BracketRight'));
}

/** What the stroke writes, or null. Scanners type ASCII on a US keyboard, whatever layout or input method the shop has. */
export function characterOf(
  { key, code, shift = false, capsLock = false, modified = false, repeat = false }: KeyStroke,
  byPlace = false,
): string | null {
  if (modified || repeat) return null;
  if (byPlace) {
    const meant = characterAt(code, shift, shift !== capsLock);
    if (meant !== null) return meant;
  }
  const typedDigit = /^[0-9]$/.test(key);
  const place = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (typedDigit) return key;
  if (place !== undefined && !shift) return place;
  if (/^[\x20-\x7e]$/.test(key)) return key;
  // Korean letters, or an input method that hides the key: the key's place says what the scanner meant.
  const writes = key === 'Process' || key === 'Unidentified' || key.length === 1 || code.startsWith('Key');
  return writes ? characterAt(code, shift, shift !== capsLock) : null;
}

/** On a US keyboard. */
function characterAt(code: string, shift: boolean, capital: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return capital ? letter : letter.toLowerCase();
  return /^Numpad([0-9])$/.exec(code)?.[1] ?? US_PUNCTUATION[code]?.[shift ? 1 : 0] ?? null;
}

const US_PUNCTUATION: Record<string, readonly [plain: string, shifted: string]> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Digit1: ['1', '!'],
  Digit2: ['2', '@'],
  Digit3: ['3', '#'],
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit6: ['6', '^'],
  Digit7: ['7', '&'],
  Digit8: ['8', '*'],
  Digit9: ['9', '('],
  Digit0: ['0', ')'],
  NumpadDecimal: ['.', '.'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
};
