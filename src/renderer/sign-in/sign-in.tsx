// Signing in: a name tile, then the PIN on a pad or a keyboard. The till decides; a wrong PIN says how long to wait.
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { practicePinHint } from '../../shared/practice-pins.ts';
import type { StaffTile } from '../../shared/state.ts';
import { durationWords, wordsForFailure } from '../i18n/failure-words.ts';
import { nameIn } from '../i18n/name-in.ts';
import { tillHook, useCall, useMainNow, useScreen, useShortcut, useTyping } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Keypad, type KeypadKey, pinAfterKey } from '../ui/keypad.tsx';
import { MIN_PIN, PinDots } from './pin-dots.tsx';
import './sign-in.css';

const useTill = tillHook<'cashier' | 'manager'>();

/** `title` says what one signs in to; `children` stand under it. One person alone is asked for the PIN at once. */
export function SignIn({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useTranslation('signIn');
  const people = useTill((till) => till.staff.tiles);
  const practice = useTill((till) => till.shop.practice);
  const [chosenId, choose] = useState<string | null>(null);
  const alone = people.length === 1;
  const person = alone ? people[0] : people.find((one) => one.id === chosenId);
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>{title}</h1>
        {children}
        {practice && <p>{t('practicePins', { people: practicePins(people) })}</p>}
      </header>
      {person ? <PinPad key={person.id} person={person} onBack={alone ? null : () => choose(null)} /> : <People people={people} onChoose={choose} />}
    </main>
  );
}

const PRACTICE_PINS: Partial<Record<string, readonly string[]>> = practicePinHint;

/** Whose PIN is which: the practice shop's people of a role stand in the order of their PINs. */
function practicePins(people: readonly StaffTile[]): string {
  return people
    .flatMap((person) => {
      const ofRole = people.filter(({ role }) => role === person.role);
      const pin = PRACTICE_PINS[person.role]?.[ofRole.indexOf(person)];
      return pin ? [`${person.name} ${pin}`] : [];
    })
    .join(', ');
}

function People({ people, onChoose }: { people: readonly StaffTile[]; onChoose: (staffId: string) => void }) {
  const { t, i18n } = useTranslation('signIn');
  const roles = useTill((till) => till.staff.roles);
  return (
    <section className="sign-in-side">
      <h2>{t('who')}</h2>
      <ul className="sign-in-people">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" className="sign-in-person" onClick={() => onChoose(person.id)}>
              <b>{person.name}</b>
              <span>{nameIn(roles.find(({ id }) => id === person.role)?.names ?? {}, i18n.language)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the last try ended with: its words, how long the next one is refused, and until when (main's clock). */
interface Refusal {
  title: string;
  /** Null where the wait is all there is to say. */
  body: string | null;
  waitMs: number;
  untilMs: number;
}

function PinPad({ person, onBack }: { person: StaffTile; onBack: (() => void) | null }) {
  const { t, i18n } = useTranslation('signIn');
  const { t: tError } = useTranslation('errors');
  const call = useCall();
  const { store } = useScreen();
  const nowMs = useMainNow(500);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitMs = refusal ? refusal.untilMs - nowMs : 0;
  const closed = busy || waitMs > 0;

  const press = (key: KeypadKey) => {
    if (closed) return;
    setRefusal(null);
    setPin((before) => pinAfterKey(before, key));
  };
  const enter = async () => {
    if (closed || pin.length < MIN_PIN) return;
    setBusy(true);
    const outcome = await call((till) => till.session.signIn({ staffId: person.id, pin }), { quiet: true });
    setBusy(false);
    if (outcome.ok) return;
    const { failure } = outcome;
    const words = wordsForFailure(failure, tError, i18n.language);
    const aboutPin = failure.code === 'PIN_WRONG' || failure.code === 'PIN_LOCKED';
    const waitMs = Number(failure.detail.retryAfterMs ?? 0);
    const mainNowMs = Date.now() + store.getState().clockOffsetMs;
    setPin('');
    setRefusal({ title: words.title, body: aboutPin ? null : words.body, waitMs, untilMs: mainNowMs + waitMs });
  };

  useTyping((key) => {
    if (/^\d$/.test(key)) press(key as KeypadKey);
    else if (key === 'Backspace') press('back');
  });
  useShortcut('Enter', () => void enter());
  useShortcut('Escape', () => (pin === '' ? onBack?.() : setPin('')));
  const waitWords = (ms: number) => (ms > 0 ? t('tryAgainIn', { wait: durationWords(ms, i18n.language) }) : t('tryAgain'));

  return (
    <section className="sign-in-side sign-in-pin" aria-labelledby="sign-in-pin-of">
      <div className="sign-in-whose">
        <h2 id="sign-in-pin-of">{t('pinOf', { name: person.name })}</h2>
        {onBack && (
          <Button kind="plain" icon={ArrowLeft} onClick={onBack}>
            {t('someoneElse')}
          </Button>
        )}
      </div>
      <PinDots length={pin.length} />
      <p className="sign-in-refusal" role="alert">
        {refusal && (
          <>
            <b>{refusal.title}</b> {/* The seconds are seen running down, and heard once. */}
            <span aria-hidden>{refusal.body ?? waitWords(waitMs)}</span>
            <span className="visually-hidden">{refusal.body ?? waitWords(refusal.waitMs)}</span>
          </>
        )}
      </p>
      <Keypad kind="pin" disabled={closed} onKey={press} />
      <Button kind="primary" size="large" wide busy={busy} disabled={pin.length < MIN_PIN || waitMs > 0} onClick={() => void enter()}>
        {t('enter')}
      </Button>
    </section>
  );
}
