// What the sheets of printers and of all other devices do alike: a draft is typed, kept among the others of its list, or taken away.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useScreen } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import type { SheetFormProps } from './sheet-form.tsx';

interface Named {
  id: string;
  name: string;
}

export interface SheetOf<Kept extends Named, Draft extends Named> {
  first: Draft;
  /** Of the shop's settings, as they are now. */
  all: readonly Kept[];
  draftOf: (kept: Kept) => Draft;
  /** Null while something is missing or out of range. */
  keptOf: (draft: Draft) => Kept | null;
  /** All of them with this one put among them. */
  withOne: (all: readonly Kept[], one: Kept) => Kept[];
  put: (till: TillClient, all: Kept[]) => Promise<unknown>;
  onClose: () => void;
}

export interface Sheet<Kept, Draft> {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** As it is kept; undefined before it was saved for the first time. */
  there: Kept | undefined;
  form: Pick<SheetFormProps, 'name' | 'nameTaken' | 'onName' | 'cannotSave' | 'busy' | 'onSave' | 'onRemove' | 'onClose'>;
}

export function useSheet<Kept extends Named, Draft extends Named>(of: SheetOf<Kept, Draft>): Sheet<Kept, Draft> {
  const { first, all, draftOf, keptOf, withOne, put, onClose } = of;
  const { t } = useTranslation('devices');
  const call = useCall();
  const { store } = useScreen();
  const [draft, setDraft] = useState(first);
  const [busy, setBusy] = useState(false);

  const there = all.find(({ id }) => id === draft.id);
  const kept = keptOf(draft);
  const nameTaken = all.some(({ id, name }) => id !== draft.id && name === draft.name.trim());
  const changed = !there || !kept || JSON.stringify(draftOf(there)) !== JSON.stringify(draftOf(kept));
  const putAll = async (next: Kept[]) => {
    setBusy(true);
    const outcome = await call((till) => put(till, next));
    setBusy(false);
    return outcome.ok;
  };
  const save = async (saved: Kept) => {
    // It stays open: whether it works is the next question.
    if (!(await putAll(withOne(all, saved)))) return;
    setDraft(draftOf(saved));
    store.getState().notify({ tone: 'done', title: t('saved', { name: saved.name }) });
  };
  const remove = async ({ id, name }: Kept) => {
    if (!(await putAll(all.filter((one) => one.id !== id)))) return;
    store.getState().notify({ tone: 'done', title: t('removed', { name }) });
    onClose();
  };
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return {
    draft,
    change,
    there,
    form: {
      name: draft.name,
      nameTaken,
      onName: (name) => setDraft({ ...draft, name }),
      cannotSave: kept === null || !changed || nameTaken,
      busy,
      onSave: () => kept && void save(kept),
      onRemove: () => there && void remove(there),
      onClose,
    },
  };
}
