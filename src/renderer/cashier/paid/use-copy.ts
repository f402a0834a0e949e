// Printing a paper again: a copy, counted and journalled by the till.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperSubject } from '../../../shared/papers.ts';
import { useCall, useScreen } from '../../screen.tsx';

export function useCopy({ kind, subjectId }: PaperSubject): { copy: () => void; busy: boolean } {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const { store } = useScreen();
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await call((client) => client.papers.copy({ kind, subjectId }));
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('print.copied') });
  };
  return { copy: () => void copy(), busy };
}
