// Fields of the articles' forms: a choice, a colour.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { TILE_COLOURS, type TileColour } from '../../../shared/article.ts';

export function Choice({
  label,
  value,
  options,
  onValue,
}: {
  label: string;
  value: string;
  options: readonly { id: string; name: string }[];
  onValue: (id: string) => void;
}) {
  const id = useId();
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="field" value={value} onChange={(event) => onValue(event.target.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}

export function ColourField({ colour, onColour }: { colour: TileColour | null; onColour: (colour: TileColour | null) => void }) {
  const { t } = useTranslation('articles');
  const name = useId();
  return (
    <fieldset className="articles-colours">
      <legend>{t('form.colour')}</legend>
      {[null, ...TILE_COLOURS].map((one) => (
        <label key={one ?? 'category'} data-colour={one ?? undefined} title={t(one === null ? 'form.categoryColour' : `colour.${one}`)}>
          <input type="radio" name={name} checked={colour === one} onChange={() => onColour(one)} />
          <span className={one === null ? undefined : 'visually-hidden'}>{t(one === null ? 'form.categoryColour' : `colour.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
