// Somebody's PIN on a pad or a keyboard, for signing in or for approving. The till decides; a wrong PIN says how long to wait.
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failure.ts';
import { durationWords, wordsForFailure } from '../i18n/failure-words.ts';
import { type Outcome, useMainNow, useScreen, useShortcut, useTyping } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Keypad, type KeypadKey, pinAfterKey } from '../ui/keypad.tsx';
import { MIN_PIN, PinDots } from './pin-dots.tsx';
import './sign-in.css';

export interface PinPadProps {
  /** Whose, or which. */
  title: string;
  /** What the button says. */
  action: string;
  /** Makes the call, and says nothing itself of what it ended with. */
  onPin: (pin: string) => Promise<Outcome<unknown>>;
  /** Escape with nothing entered; `back` is its button. */
  onBack?: (() => void) | undefined;
  back?: ReactNode;
  /** The shortest that can be right. */
  min?: number;
  /** A code that is looked at while it is typed, and of one of these lengths. */
  lengths?: readonly number[];
  /** Said under it while nothing has been refused. */
  note?: string | null;
  /** What came of the entry before this one. */
  refused?: Failure | null;
}

/** What the last try ended with: its words, how long the next one is refused, and until when (main's clock). */
interface Refusal {
  title: string;
  /** Null where the wait is all there is to say. */
  body: string | null;
  waitMs: number;
  untilMs: number;
}

export function PinPad({ title, action, onPin, onBack, back, min = MIN_PIN, lengths, note = null, refused = null }: PinPadProps) {
  const { t, i18n } = useTranslation('signIn');
  const { t: tError } = useTranslation('errors');
  const { store } = useScreen();
  const titleId = useId();
  const nowMs = useMainNow(500);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const refusalOf = (failure: Failure): Refusal => {
    const words = wordsForFailure(failure, tError, i18n.language);
    const aboutPin = failure.code === 'PIN_WRONG' || failure.code === 'PIN_LOCKED';
    const waitMs = Number(failure.detail.retryAfterMs ?? 0);
    const mainNowMs = Date.now() + store.getState().clockOffsetMs;
    return { title: words.title, body: aboutPin ? null : words.body, waitMs, untilMs: mainNowMs + waitMs };
  };
  const [refusal, setRefusal] = useState<Refusal | null>(() => refused && refusalOf(refused));
  // The clock that is shown lags a little behind: where there is no wait, no key is lost to it.
  const waitMs = refusal && refusal.waitMs > 0 ? refusal.untilMs - nowMs : 0;
  const closed = busy || waitMs > 0;
  const whole = lengths ? lengths.includes(pin.length) : pin.length >= min;

  const press = (key: KeypadKey) => {
    if (closed) return;
    setRefusal(null);
    setPin((before) => pinAfterKey(before, key, lengths && Math.max(...lengths)));
  };
  const enter = async () => {
    if (closed || !whole) return;
    setBusy(true);
    const outcome = await onPin(pin);
    setBusy(false);
    if (outcome.ok) return;
    setPin('');
    setRefusal(refusalOf(outcome.failure));
  };

  useTyping((key) => {
    if (/^\d$/.test(key)) press(key as KeypadKey);
    else if (key === 'Backspace') press('back');
  });
  useShortcut('Enter', () => void enter());
  useShortcut('Escape', () => (pin === '' ? onBack?.() : setPin('')));
  const waitWords = (ms: number) => (ms > 0 ? t('tryAgainIn', { wait: durationWords(ms, i18n.language) }) : t('tryAgain'));

  return (
    <section className="sign-in-side sign-in-pin" aria-labelledby={titleId}>
      <div className="sign-in-whose">
        <h2 id={titleId}>{title}</h2>
        {back}
      </div>
      {lengths ? <Digits typed={pin} /> : <PinDots length={pin.length} />}
      <p className="sign-in-refusal" role="alert" data-note={!refusal || undefined}>
        {!refusal && note}
        {refusal && (
          <>
            <b>{refusal.title}</b> {/* The seconds are seen running down, and heard once. */}
            <span aria-hidden>{refusal.body ?? waitWords(waitMs)}</span>
            <span className="visually-hidden">{refusal.body ?? waitWords(refusal.waitMs)}</span>
          </>
        )}
      </p>
      <Keypad kind="pin" disabled={closed} onKey={press} />
      <Button kind="primary" size="large" wide busy={busy} disabled={!whole || waitMs > 0} onClick={() => void enter()}>
        {action}
      </Button>
    </section>
  );
}

/** In groups, as an app and a list of recovery codes show them. */
function Digits({ typed }: { typed: string }) {
  return (
    <p className="code-digits money" role="status">
      {typed === '' ? '\u00a0' : (typed.match(typed.length > 6 ? /\d{1,4}/g : /\d{1,3}/g) ?? []).join(' ')}
    </p>
  );
}
