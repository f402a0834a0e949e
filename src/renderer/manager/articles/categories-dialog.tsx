// The categories in the order of the register: named, coloured, moved up and down, added.
import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../../shared/article.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTill } from '../till.ts';
import { saidNames } from './article-draft.ts';
import { ColourField } from './fields.tsx';
import { NamesFields } from './names-fields.tsx';

type Edited = Omit<Category, 'id'> & { id: string | null };

export function CategoriesDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('articles');
  const call = useCall();
  const categories = useTill((till) => till.catalogue.categories);
  const [edited, edit] = useState<Edited | null>(null);
  if (edited) return <CategoryDialog before={edited} onClose={() => edit(null)} />;
  const move = (index: number, by: number) => {
    const ids = categories.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved !== undefined) ids.splice(index + by, 0, moved);
    void call((till) => till.catalogue.orderCategories({ categoryIds: ids }));
  };
  return (
    <Dialog
      title={t('page.categories')}
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" icon={Plus} onClick={() => edit({ id: null, names: {}, colour: 'sand' })}>
          {t('category.add')}
        </Button>
      }
    >
      <p>{t('category.explained')}</p>
      <ol className="articles-list">
        {categories.map((category, index) => (
          <li key={category.id} className="articles-ordered">
            <button type="button" className="articles-row" onClick={() => edit(category)}>
              <span className="articles-swatch" data-colour={category.colour} aria-hidden />
              <b>{nameIn(category.names, i18n.language)}</b>
            </button>
            <IconButton
              icon={ArrowUp}
              label={t('category.up', { name: nameIn(category.names, i18n.language) })}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            />
            <IconButton
              icon={ArrowDown}
              label={t('category.down', { name: nameIn(category.names, i18n.language) })}
              disabled={index === categories.length - 1}
              onClick={() => move(index, 1)}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function CategoryDialog({ before, onClose }: { before: Edited; onClose: () => void }) {
  const { t, i18n } = useTranslation('articles');
  const call = useCall();
  const [names, setNames] = useState(before.names);
  const [colour, setColour] = useState(before.colour);
  const [busy, setBusy] = useState(false);
  const said = saidNames(names);
  const ready = Object.keys(said).length > 0;
  const save = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const outcome = await call((till) => till.catalogue.putCategory({ id: before.id, names: said, colour }));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={before.id === null ? t('category.add') : nameIn(before.names, i18n.language)}
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" busy={busy} disabled={!ready} onClick={() => void save()}>
          {t('form.save')}
        </Button>
      }
    >
      <div className="settings-form">
        <NamesFields label={t('form.name')} names={names} onNames={setNames} firstFocus />
        <ColourField colour={colour} onColour={(chosen) => setColour(chosen ?? before.colour)} />
      </div>
    </Dialog>
  );
}
