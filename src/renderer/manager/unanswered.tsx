// Stands where an answer of the till would be when there is none: what happened, and a way to ask again. Asking changes
// nothing, so the words are about what is safe.
import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../failure.ts';
import { wordsForFailure } from '../i18n/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

export function Unanswered({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  const { t, i18n } = useTranslation('manager');
  const { t: tError } = useTranslation('errors');
  const { title } = wordsForFailure(failure, tError, i18n.language);
  return (
    <div className="unanswered" role="alert">
      <Icon of={TriangleAlert} />
      <p>
        <b>{title}</b> {t('unanswered')}
      </p>
      <Button icon={RotateCw} onClick={onAgain}>
        {t('again')}
      </Button>
    </div>
  );
}
