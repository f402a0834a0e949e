// In the till's menu: who is here, another person's turn, one's own PIN, and the lock.
import { KeyRound, Lock } from 'lucide-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { tillHook, useCall } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { ChangePinDialog } from './change-pin-dialog.tsx';
import { SwitchDialog } from './switch-dialog.tsx';

const useTill = tillHook<'cashier' | 'manager'>();

/** `onDone` when somebody else is here, or nobody. */
export function PeopleSection({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('signIn');
  const call = useCall();
  const here = useTill((till) => till.session.staff);
  const tiles = useTill((till) => till.staff.tiles);
  const [switchTo, setSwitchTo] = useState<string | null>(null);
  const [changingPin, setChangingPin] = useState(false);
  if (!here) return null;
  const others = tiles.filter(({ id }) => id !== here.id);
  const lock = async () => {
    const outcome = await call((till) => till.session.signOut());
    if (outcome.ok) onDone();
  };
  return (
    <section>
      <h3>{t('here', { name: here.name })}</h3>
      <div className="sign-in-section">
        {others.map(({ id, name }) => (
          <Button key={id} onClick={() => setSwitchTo(id)}>
            {t('switchTo', { name })}
          </Button>
        ))}
        <Button icon={KeyRound} onClick={() => setChangingPin(true)}>
          {t('changePin')}
        </Button>
        <Button icon={Lock} onClick={() => void lock()}>
          {t('lock')}
        </Button>
      </div>
      {/* Beside the menu, and not of its layout. */}
      {switchTo !== null && createPortal(<SwitchDialog staffId={switchTo} onClose={() => setSwitchTo(null)} onDone={onDone} />, document.body)}
      {changingPin && createPortal(<ChangePinDialog onClose={() => setChangingPin(false)} />, document.body)}
    </section>
  );
}
