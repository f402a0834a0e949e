// Signing in: a name tile, then the PIN. A screen that has locked itself asks whoever it was for their PIN at once, and shows the
// others beside it, so that somebody else takes over in one step.
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { practicePinHint } from '../../shared/practice-pins.ts';
import type { StaffTile } from '../../shared/state.ts';
import { tillHook, useCall, useScans } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { People } from './people.tsx';
import { PinEntry } from './pin-entry.tsx';
import './sign-in.css';
import { useBadge } from './use-badge.ts';

const useTill = tillHook<'cashier' | 'manager'>();

/** `title` says what one signs in to; `children` stand under it. One person alone is asked for the PIN at once. */
export function SignIn({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useTranslation('signIn');
  const call = useCall();
  const people = useTill((till) => till.staff.tiles);
  const practice = useTill((till) => till.shop.practice);
  const lockedFor = useTill((till) => till.session.lockedFor);
  const [chosenId, choose] = useState<string | null>(lockedFor);
  useScans(useBadge({ onPinOf: choose }));
  const alone = people.length === 1;
  const person = alone ? people[0] : people.find((one) => one.id === chosenId);
  const others = people.filter((one) => one !== person);
  const back = () => choose(null);
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <h1>{lockedFor === null ? title : t('locked')}</h1>
        {children}
        {lockedFor !== null && <p>{t('lockedExplained')}</p>}
        <p>{t('orBadge')}</p>
        {practice && <p>{t('practicePins', { people: practicePins(people) })}</p>}
        {person && others.length > 0 && others.length <= 6 && (
          <ul className="sign-in-others" aria-label={t('others')}>
            {others.map(({ id, name }) => (
              <li key={id}>
                <Button onClick={() => choose(id)}>{name}</Button>
              </li>
            ))}
          </ul>
        )}
      </header>
      {person ? (
        <PinEntry
          key={person.id}
          title={t('pinOf', { name: person.name })}
          action={t('enter')}
          onGiven={(pin, code) => call((till) => till.session.signIn({ staffId: person.id, pin, code }), { quiet: true })}
          {...(!alone && { onBack: back })}
          back={
            !alone && (
              <Button kind="plain" icon={ArrowLeft} onClick={back}>
                {t('someoneElse')}
              </Button>
            )
          }
        />
      ) : (
        <section className="sign-in-side">
          <h2>{t('who')}</h2>
          <People people={people} onChoose={choose} />
        </section>
      )}
    </main>
  );
}

const PRACTICE_PINS: Partial<Record<string, readonly string[]>> = practicePinHint;

/** Whose PIN is which: the practice shop's first people of a role stand in the order of their PINs. */
function practicePins(people: readonly StaffTile[]): string {
  return people
    .flatMap((person) => {
      const ofRole = people.filter(({ role }) => role === person.role);
      const pin = PRACTICE_PINS[person.role]?.[ofRole.indexOf(person)];
      return pin ? [`${person.name} ${pin}`] : [];
    })
    .join(', ');
}
