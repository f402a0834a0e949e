// What a promotion is for: everything, whole categories, single articles.
import { useTranslation } from 'react-i18next';
import { nameIn } from '../../i18n/name-in.ts';
import { useTill } from '../till.ts';
import { ArticlePicker } from './article-picker.tsx';
import type { PromotionDraft } from './promotion-draft.ts';

export function TargetChoice({ draft, onChange }: { draft: PromotionDraft; onChange: (more: Partial<PromotionDraft>) => void }) {
  const { t, i18n } = useTranslation('selling');
  const categories = useTill((till) => till.catalogue.categories);
  const { everything, categoryIds, picked } = draft;
  const toggle = (id: string) => onChange({ categoryIds: categoryIds.includes(id) ? categoryIds.filter((one) => one !== id) : [...categoryIds, id] });
  return (
    <>
      <fieldset className="promotion-chips">
        <legend>{t('promotions.of')}</legend>
        <button type="button" className="promotion-chip" aria-pressed={everything} onClick={() => onChange({ everything: !everything })}>
          {t('promotions.everything')}
        </button>
        {!everything &&
          categories.map(({ id, names }) => (
            <button key={id} type="button" className="promotion-chip" aria-pressed={categoryIds.includes(id)} onClick={() => toggle(id)}>
              {nameIn(names, i18n.language)}
            </button>
          ))}
      </fieldset>
      {!everything && <ArticlePicker label={t('promotions.search')} picked={picked} onPick={(next) => onChange({ picked: next })} />}
    </>
  );
}
