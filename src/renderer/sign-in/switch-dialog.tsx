// Another person takes over at this screen: their tile, their PIN, and whoever was here is signed out in the same moment.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tillHook, useCall, useScans } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { People } from './people.tsx';
import { PinEntry } from './pin-entry.tsx';
import { useBadge } from './use-badge.ts';

const useTill = tillHook<'cashier' | 'manager'>();

/** With somebody chosen already, or to choose. */
export function SwitchDialog({ staffId, onClose, onDone }: { staffId: string | null; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('signIn');
  const call = useCall();
  const people = useTill((till) => till.staff.tiles);
  const hereId = useTill((till) => till.session.staff?.id ?? null);
  const [chosenId, choose] = useState(staffId);
  const person = people.find(({ id }) => id === chosenId);
  useScans(useBadge({ onPinOf: choose, onDone }));
  const takeOver = async (id: string, pin: string, code: string | undefined) => {
    const outcome = await call((till) => till.session.signIn({ staffId: id, pin, code }), { quiet: true });
    if (outcome.ok) onDone();
    return outcome;
  };
  return (
    <Dialog title={t('takeOver')} onClose={onClose}>
      {person ? (
        <PinEntry
          key={person.id}
          title={t('pinOf', { name: person.name })}
          action={t('enter')}
          onGiven={(pin, code) => takeOver(person.id, pin, code)}
          onBack={() => choose(null)}
        />
      ) : (
        <People people={people.filter(({ id }) => id !== hereId)} onChoose={choose} />
      )}
    </Dialog>
  );
}
