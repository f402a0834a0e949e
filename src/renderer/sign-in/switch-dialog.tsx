// Another person takes over at this screen: their tile, their PIN, and whoever was here is signed out in the same moment.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tillHook, useCall } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { People } from './people.tsx';
import { PinPad } from './pin-pad.tsx';

const useTill = tillHook<'cashier' | 'manager'>();

/** With somebody chosen already, or to choose. */
export function SwitchDialog({ staffId, onClose, onDone }: { staffId: string | null; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('signIn');
  const call = useCall();
  const people = useTill((till) => till.staff.tiles);
  const hereId = useTill((till) => till.session.staff?.id ?? null);
  const [chosenId, choose] = useState(staffId);
  const person = people.find(({ id }) => id === chosenId);
  const takeOver = async (id: string, pin: string) => {
    const outcome = await call((till) => till.session.signIn({ staffId: id, pin }), { quiet: true });
    if (outcome.ok) onDone();
    return outcome;
  };
  return (
    <Dialog title={t('takeOver')} onClose={onClose}>
      {person ? (
        <PinPad
          key={person.id}
          title={t('pinOf', { name: person.name })}
          action={t('enter')}
          onPin={(pin) => takeOver(person.id, pin)}
          onBack={() => choose(null)}
        />
      ) : (
        <People people={people.filter(({ id }) => id !== hereId)} onChoose={choose} />
      )}
    </Dialog>
  );
}
