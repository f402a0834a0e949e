// How a paper is called on screens: "Receipt T1-000123", "the copy of ..." where it is one.
import { useTranslation } from 'react-i18next';
import type { PaperName } from '../../shared/papers.ts';

export function usePaperName(): (paper: Pick<PaperName, 'kind' | 'title'> & { copyNumber?: number }) => string {
  const { t } = useTranslation('papers');
  return ({ kind, title, copyNumber = 0 }) => {
    const name = t(`kind.${kind}`, { title });
    return copyNumber > 0 ? t('copyOf', { name, number: copyNumber }) : name;
  };
}
