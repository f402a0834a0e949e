// Money that came past this till, all of it at once: a web shop or a second till may be paid at the same node.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_UNEXPLAINED } from '../../../shared/state.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { useTill } from '../till.ts';

/** From so many on it is a burden to answer for each. */
const MANY = 3;

export function NoteAll() {
  const { t } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const items = useTill((till) => till.attention.open);
  const [busy, setBusy] = useState(false);
  const unexplained = items.filter(({ kind, status }) => kind === 'unexplained' && status === 'open');
  if (unexplained.length < MANY) return null;

  const note = async () => {
    setBusy(true);
    const outcome = await call((till) => till.attention.note({ itemIds: unexplained.map(({ id }) => id) }));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('attention.noted'), body: t('attention.notedNext') });
  };

  return (
    <div className="note-all">
      {unexplained.length >= MOST_UNEXPLAINED && <p className="attention-lead">{t('attention.notAll', { count: MOST_UNEXPLAINED })}</p>}
      <Button busy={busy} onClick={() => void note()}>
        {t('attention.noteAll', { count: unexplained.length })}
      </Button>
    </div>
  );
}
