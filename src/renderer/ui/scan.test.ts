// The recogniser against what scanners and fingers really send: exact sequences, and seeded mixtures of both.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterOf, createScanRecogniser, type KeyStroke, SCAN_RULES, scanRulesOf } from './scan.ts';

const CODE_GAP_MS = 4;

function strokeFor(character: string, timeMs: number, more: Partial<KeyStroke> = {}): KeyStroke {
  const code = /\d/.test(character) ? `Digit${character}` : /[a-z]/i.test(character) ? `Key${character.toUpperCase()}` : '';
  return { key: character, code, timeMs, shift: /[A-Z]/.test(character), ...more };
}

function strokesOf(text: string, startMs: number, gapMs: number): KeyStroke[] {
  return [...text].map((character, index) => strokeFor(character, startMs + index * gapMs));
}

const enterAt = (timeMs: number): KeyStroke => ({ key: 'Enter', code: 'Enter', timeMs });

/** What the page would get: scans, and the characters that stay in the field. */
function outcomeOf(strokes: KeyStroke[], rules = SCAN_RULES) {
  const recogniser = createScanRecogniser(rules);
  const scans: string[] = [];
  let field = '';
  let remembered = '';
  let enters = 0;
  for (const stroke of strokes) {
    const step = recogniser.feed(stroke);
    if (step.scan !== null) scans.push(step.scan);
    if (step.verdict === 'first') remembered = field;
    if (step.verdict === 'recognised') field = remembered;
    if (step.verdict === 'first' || step.verdict === 'more') field += step.character;
    if ((step.verdict === 'other' || step.verdict === 'ended') && stroke.key === 'Enter') enters += 1;
  }
  const { scan } = recogniser.silence(Number.POSITIVE_INFINITY);
  if (scan !== null) scans.push(scan);
  return { scans, field, enters };
}

describe('a scanner', () => {
  it('is told by its speed, and its Enter presses nothing', () => {
    const outcome = outcomeOf([...strokesOf('8801234567890', 0, CODE_GAP_MS), enterAt(60)]);
    expect(outcome).toEqual({ scans: ['8801234567890'], field: '', enters: 0 });
  });

  it('may end with Tab, or with nothing but silence', () => {
    expect(outcomeOf([...strokesOf('ABC-1234', 0, CODE_GAP_MS), { key: 'Tab', code: 'Tab', timeMs: 40 }]).scans).toEqual(['ABC-1234']);
    const recogniser = createScanRecogniser();
    for (const stroke of strokesOf('8801234567890', 0, CODE_GAP_MS)) recogniser.feed(stroke);
    expect(recogniser.silence(48 + SCAN_RULES.endPauseMs)).toEqual({ over: false, scan: null });
    expect(recogniser.silence(49 + SCAN_RULES.endPauseMs)).toEqual({ over: true, scan: '8801234567890' });
    expect(recogniser.silence(10_000)).toEqual({ over: true, scan: null });
  });

  it('may hesitate once in mid-code without its code being cut in two', () => {
    const slow = [...strokesOf('880123', 0, CODE_GAP_MS), ...strokesOf('4567890', 20 + SCAN_RULES.endPauseMs - 1, CODE_GAP_MS)];
    expect(outcomeOf([...slow, enterAt(200)])).toEqual({ scans: ['8801234567890'], field: '', enters: 0 });
  });

  it('gives the field back what a person had typed before', () => {
    const outcome = outcomeOf([
      ...strokesOf('latte', 0, 140),
      ...strokesOf('8801234567890', 1_000, CODE_GAP_MS),
      enterAt(1_060),
      ...strokesOf('s', 1_500, 0),
    ]);
    expect(outcome).toEqual({ scans: ['8801234567890'], field: 'lattes', enters: 0 });
  });

  it('sends two codes one after the other, each once', () => {
    const outcome = outcomeOf([
      ...strokesOf('8801234567890', 0, CODE_GAP_MS),
      enterAt(60),
      ...strokesOf('4006381333931', 64, CODE_GAP_MS),
      enterAt(130),
    ]);
    expect(outcome.scans).toEqual(['8801234567890', '4006381333931']);
  });

  it('is read by the keys’ places while a Korean input method is at work', () => {
    const strokes = [...'ABC123'].map((character, index): KeyStroke => ({ ...strokeFor(character, index * CODE_GAP_MS), key: 'Process' }));
    expect(outcomeOf([...strokes, enterAt(30)]).scans).toEqual(['ABC123']);
  });

  it('may send control characters inside a code', () => {
    const strokes = [
      ...strokesOf('010880', 0, 4),
      { key: ']', code: 'BracketRight', timeMs: 26, modified: true },
      ...strokesOf('123', 30, 4),
      enterAt(44),
    ];
    expect(outcomeOf(strokes).scans).toEqual(['010880\u001d123']);
  });

  it.each([
    ['F8', { key: 'F8', code: 'F8' }],
    ['Ctrl and ]', { key: ']', code: 'BracketRight', modified: true }],
    ['Ctrl and the place of ] on a German keyboard', { key: '+', code: 'BracketRight', modified: true }],
  ])('sends FNC1 as %s', (_, stroke) => {
    const strokes = [...strokesOf('010950600013435210AB', 0, 4), { ...stroke, timeMs: 84 }, ...strokesOf('17261231', 88, 4), enterAt(124)];
    expect(outcomeOf(strokes).scans).toEqual(['010950600013435210AB\u001d17261231']);
  });

  it('holds Shift for capitals, which takes time of its own', () => {
    const strokes = [...'ABCDEFG'].flatMap((character, index): KeyStroke[] => [
      { key: 'Shift', code: 'ShiftLeft', timeMs: index * 50 },
      strokeFor(character, index * 50 + 25),
    ]);
    expect(outcomeOf([...strokes, enterAt(360)]).scans).toEqual(['ABCDEFG']);
  });
});

describe('a slow scanner', () => {
  const slow = scanRulesOf({ pace: 'slow', layout: 'shop' });

  it('is told by its Enter, and what it wrote into the field goes again', () => {
    const outcome = outcomeOf([...strokesOf('8801234567890', 0, 100), enterAt(1300)], slow);
    expect(outcome).toEqual({ scans: ['8801234567890'], field: '', enters: 0 });
  });

  it('ends no code with silence, since fingers are as quick', () => {
    expect(outcomeOf(strokesOf('8801234567890', 0, 100), slow)).toEqual({ scans: [], field: '8801234567890', enters: 0 });
  });

  it('leaves a PIN of six digits to whoever types it', () => {
    expect(outcomeOf([...strokesOf('258036', 0, 110), enterAt(660)], slow)).toEqual({ scans: [], field: '258036', enters: 1 });
  });
});

describe('a person', () => {
  it('who holds a key down is no scanner', () => {
    const held = Array.from({ length: 30 }, (_, index) => strokeFor('0', 500 + index * 30, { repeat: index > 0 }));
    expect(outcomeOf([...held, enterAt(2_000)])).toMatchObject({ scans: [], enters: 1 });
  });

  it('who rolls over a few keys at once is no scanner', () => {
    expect(outcomeOf([...strokesOf('12000', 0, 10), enterAt(60)])).toEqual({ scans: [], field: '12000', enters: 1 });
  });

  it('keeps shortcuts: they are no characters', () => {
    expect(characterOf({ key: 'k', code: 'KeyK', timeMs: 0, modified: true })).toBeNull();
    expect(characterOf({ key: 'F2', code: 'F2', timeMs: 0 })).toBeNull();
  });
});

describe('a key', () => {
  it.each([
    ['a US 1', { key: '1', code: 'Digit1' }, '1'],
    ['a French keyboard’s 1 without Shift, which says &', { key: '&', code: 'Digit1' }, '1'],
    ['a French keyboard’s 1 with Shift', { key: '1', code: 'Digit1', shift: true }, '1'],
    ['a Korean ㅂ', { key: 'ㅂ', code: 'KeyQ' }, 'q'],
    ['a Korean ㅃ', { key: 'ㅃ', code: 'KeyQ', shift: true }, 'Q'],
    ['a Korean ㅂ under Caps Lock', { key: 'ㅂ', code: 'KeyQ', capsLock: true }, 'Q'],
    ['a keypad 7', { key: '7', code: 'Numpad7' }, '7'],
    ['a dash under an input method', { key: 'Process', code: 'Minus' }, '-'],
    ['an arrow', { key: 'ArrowLeft', code: 'ArrowLeft' }, null],
  ])('%s', (_, stroke, character) => {
    expect(characterOf({ ...stroke, timeMs: 0 })).toBe(character);
  });
});

describe('a scanner that types as on a US keyboard', () => {
  const { byPlace } = scanRulesOf({ pace: 'quick', layout: 'us' });
  it.each([
    ['a German keyboard’s z, which is y', { key: 'z', code: 'KeyY' }, 'y'],
    ['a French keyboard’s q, which is a', { key: 'q', code: 'KeyA' }, 'a'],
    ['a German keyboard’s ß, which is a dash', { key: 'ß', code: 'Minus' }, '-'],
    ['a German keyboard’s +, which is a bracket', { key: '+', code: 'BracketRight' }, ']'],
    ['a French keyboard’s 1 with Shift, which is !', { key: '1', code: 'Digit1', shift: true }, '!'],
    ['a keypad 7', { key: '7', code: 'Numpad7' }, '7'],
  ])('%s', (_, stroke, character) => {
    expect(characterOf({ ...stroke, timeMs: 0 }, byPlace)).toBe(character);
  });
});

describe('any mixture of typing and scanning', () => {
  const code = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFabcdef-.'), minLength: SCAN_RULES.minLength, maxLength: 40 });
  const word = fc.string({ unit: fc.constantFrom(...'0123456789abcdefghij '), minLength: 1, maxLength: 12 });
  const scanned = fc.record({ kind: fc.constant('scan'), text: code, gapMs: fc.integer({ min: 1, max: 30 }), enter: fc.boolean() });
  const typed = fc.record({ kind: fc.constant('type'), text: word, gapMs: fc.integer({ min: 45, max: 400 }), enter: fc.boolean() });

  it('loses no scan, doubles none, and leaves exactly the typing in the field', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(scanned, typed), { maxLength: 12 }), (acts) => {
        let nowMs = 0;
        const strokes: KeyStroke[] = [];
        for (const { text, gapMs, enter } of acts) {
          nowMs += 300;
          strokes.push(...strokesOf(text, nowMs, gapMs));
          nowMs += text.length * gapMs;
          if (enter) strokes.push(enterAt(nowMs));
        }
        const outcome = outcomeOf(strokes);
        expect(outcome.scans).toEqual(acts.filter((act) => act.kind === 'scan').map((act) => act.text));
        expect(outcome.field).toBe(
          acts
            .filter((act) => act.kind === 'type')
            .map((act) => act.text)
            .join(''),
        );
        expect(outcome.enters).toBe(acts.filter((act) => act.kind === 'type' && act.enter).length);
      }),
      { numRuns: 500 },
    );
  });
});
