// All keys of a page pass here first, before any field or button: scans are taken out of the typing and queued, shortcuts
// reach the dialog or page in front, and what a person types with no field in focus goes to the keypad.
import { codeOfTyped } from '../../shared/aim.ts';
import { createScanRecogniser, type KeyStroke, SCAN_RULES, type ScanRules } from './scan.ts';
import type { ScanTurns } from './scan-turns.ts';

/** The page itself (`null`), or a dialog that lies over it. Only the front one gets shortcuts and typing. */
export type Layer = symbol | null;

export interface KeyListeners {
  /** How this shop's scanners type. */
  setRules(rules: ScanRules): void;
  onShortcut(layer: Layer, key: string, action: () => void): () => void;
  /** Each character typed while no field has the focus, and `Backspace`. */
  onTyped(layer: Layer, listener: (key: string) => void): () => void;
  /** Puts a layer in front until disposed. */
  openLayer(layer: symbol): () => void;
  close(): void;
}

/** A timer that is later than this ran behind a busy page: keys may be waiting, so they are let in before silence is believed. */
const BUSY_MS = 20;

export function listenForKeys(page: Window, turns: Pick<ScanTurns, 'arrive'>, newId: () => string): KeyListeners {
  const { document } = page;
  let rules = SCAN_RULES;
  let recogniser = createScanRecogniser(rules);
  const shortcuts = new Set<{ layer: Layer; key: string; action: () => void }>();
  const typists = new Set<{ layer: Layer; listener: (key: string) => void }>();
  const layers: symbol[] = [];
  let typed = '';
  let field: FieldMemory | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const front = (): Layer => layers.at(-1) ?? null;

  const deliverScan = (text: string) => {
    typed = '';
    field?.returnFocus();
    field = null;
    const code = codeOfTyped(text)?.trim();
    // Where nothing on the page waits for one, a scan is for nobody.
    if (code) turns.arrive({ text: code, id: newId(), done: () => undefined, homeless: () => undefined });
  };

  const press = (key: string): boolean => {
    const shortcut = [...shortcuts].findLast((one) => one.layer === front() && one.key === key);
    shortcut?.action();
    return shortcut !== undefined;
  };

  const deliverTyped = () => {
    const characters = typed;
    typed = '';
    for (const character of characters) {
      if (!press(character)) for (const typist of typists) if (typist.layer === front()) typist.listener(character);
    }
  };

  const waitForSilence = (ms: number) => {
    clearTimeout(timer);
    const dueMs = page.performance.now() + ms;
    timer = setTimeout(() => {
      const nowMs = page.performance.now();
      if (nowMs - dueMs > BUSY_MS) return waitForSilence(BUSY_MS);
      const { over, scan } = recogniser.silence(nowMs);
      if (!over) return waitForSilence(rules.maxGapMs);
      if (scan !== null) deliverScan(scan);
      else deliverTyped();
    }, ms);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = recogniser.feed(strokeOf(event));
    if (step.verdict === 'recognised') field?.restore(event.isComposing || event.key === 'Process');
    if (step.scan !== null) deliverScan(step.scan);
    switch (step.verdict) {
      case 'other':
        // A scanner holds Shift for its capitals: that ends nothing.
        if (isModifier(event.key)) return;
        deliverTyped();
        pressAtOnce(event);
        return;
      case 'first':
        deliverTyped();
        field = rememberField(document.activeElement);
        break;
      case 'recognised':
        typed = '';
        keep(event);
        if (step.scan !== null) return;
        break;
      case 'taken':
        keep(event);
        break;
      case 'ended':
        deliverTyped();
        if (document.activeElement?.closest(PRESSED_BY_ENTER)) {
          event.preventDefault();
          if (event.key === 'Enter') press('Enter');
        } else pressAtOnce(event);
        return;
      case 'more':
        // A space inside what may be a scan must not press the button in focus.
        if (event.key === ' ' && !field) event.preventDefault();
        break;
    }
    if (!field && (step.verdict === 'first' || step.verdict === 'more')) typed += step.character;
    waitForSilence(rules.maxGapMs + 5);
  };

  const pressAtOnce = (event: KeyboardEvent) => {
    if (event.isComposing || event.repeat) return;
    // Space belongs to what has the focus, and Enter to what has a use for it; Backspace and arrows to a field.
    const focused = document.activeElement;
    if (event.key === 'Enter' && focused?.closest(TAKES_ENTER)) return;
    if (isField(focused) && isEditing(event)) return;
    const modifier = event.ctrlKey || event.metaKey ? 'Ctrl+' : event.altKey ? 'Alt+' : '';
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    if (press(modifier + key)) event.preventDefault();
    else if (key === 'Backspace') for (const typist of typists) if (typist.layer === front()) typist.listener(key);
  };

  /** A pressed button does not take the focus: it stays in the search field, and no later Enter presses that button again. */
  const onMouseDown = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
  };

  page.addEventListener('keydown', onKeyDown, { capture: true });
  page.addEventListener('mousedown', onMouseDown, { capture: true });

  return {
    setRules(next) {
      if (JSON.stringify(next) === JSON.stringify(rules)) return;
      rules = next;
      recogniser = createScanRecogniser(rules);
    },
    onShortcut(layer, key, action) {
      const shortcut = { layer, key, action };
      shortcuts.add(shortcut);
      return () => void shortcuts.delete(shortcut);
    },
    onTyped(layer, listener) {
      const typist = { layer, listener };
      typists.add(typist);
      return () => void typists.delete(typist);
    },
    openLayer(layer) {
      layers.push(layer);
      return () => void layers.splice(layers.lastIndexOf(layer), 1);
    },
    close() {
      clearTimeout(timer);
      page.removeEventListener('keydown', onKeyDown, { capture: true });
      page.removeEventListener('mousedown', onMouseDown, { capture: true });
    },
  };
}

function strokeOf(event: KeyboardEvent): KeyStroke {
  return {
    key: event.key,
    code: event.code,
    timeMs: event.timeStamp,
    shift: event.shiftKey,
    capsLock: event.getModifierState('CapsLock'),
    modified: event.ctrlKey || event.altKey || event.metaKey,
    repeat: event.repeat,
  };
}

/** No field, button or other listener hears of it. */
function keep(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta' || key === 'CapsLock';
}

/** Enter presses them, writes a line into them, sends them off, or is what they say themselves. Elsewhere it is that of the page or dialog. */
const TAKES_ENTER = 'button, a, textarea, select, summary, form, [role="combobox"], [role="option"], [data-own-enter]';

const PRESSED_BY_ENTER = 'button, a, summary';

const FIELD = 'textarea, input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"], [type="range"], [type="file"])';

function isField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element?.matches(FIELD) ?? false;
}

/** Keys with which a field is edited: they are the field's while it has the focus. */
function isEditing({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (
    ['Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key) || ((ctrlKey || metaKey) && 'acvxz'.includes(key.toLowerCase()))
  );
}

interface FieldMemory {
  /** Takes out again what the scan wrote. While an input method composes, only leaving the field ends that. */
  restore(composing: boolean): void;
  returnFocus(): void;
}

/** What the focused field holds now, before a burst writes into it. */
function rememberField(element: Element | null): FieldMemory | null {
  if (!isField(element)) return null;
  const { value, selectionStart, selectionEnd } = element;
  let left = false;
  return {
    restore(composing) {
      if (composing) {
        left = true;
        element.blur();
      }
      // Through the prototype's setter, so that React sees the change as if it were typed.
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set?.call(element, value);
      element.dispatchEvent(new Event('input', { bubbles: true }));
      if (selectionStart !== null) element.setSelectionRange(selectionStart, selectionEnd);
    },
    returnFocus() {
      if (left) element.focus();
    },
  };
}
