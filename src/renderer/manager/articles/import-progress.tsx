// A file that is being written into the catalogue, also when it was begun before a restart: how far it is, and the way back.
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CatalogueState } from '../../../shared/state.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';

export function ImportProgress({ importing }: { importing: NonNullable<CatalogueState['importing']> }) {
  const { t } = useTranslation('articles');
  const call = useCall();
  const { fileName, articleCount, written, goingBack } = importing;
  return (
    <section className="articles-importing" aria-label={t('import.title')}>
      <p>
        <b>{t(goingBack ? 'import.goingBack' : 'import.writing', { fileName })}</b>{' '}
        {t('import.writtenOf', { written: written.toLocaleString(), count: articleCount, total: articleCount.toLocaleString() })}
      </p>
      <progress max={articleCount} value={written} />
      {!goingBack && (
        <Button icon={Undo2} onClick={() => void call((till) => till.articleFiles.takeBack())}>
          {t('import.takeBack')}
        </Button>
      )}
    </section>
  );
}
