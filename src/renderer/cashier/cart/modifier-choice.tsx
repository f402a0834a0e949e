// What is chosen with a line: one of a group, or several where the group allows it. A second tap takes it off again.
import { useTranslation } from 'react-i18next';
import type { ModifierGroup } from '../../../shared/offers.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

export interface ModifierChoiceProps {
  groups: readonly ModifierGroup[];
  chosen: readonly string[];
  onChoose: (modifierIds: string[]) => void;
}

export function ModifierChoice({ groups, chosen, onChoose }: ModifierChoiceProps) {
  const { i18n } = useTranslation();
  const currency = useTill((till) => till.shop.currency);
  const toggle = ({ many, modifiers }: ModifierGroup, id: string) => {
    if (chosen.includes(id)) return onChoose(chosen.filter((other) => other !== id));
    const kept = many ? chosen : chosen.filter((other) => !modifiers.some((modifier) => modifier.id === other));
    onChoose([...kept, id]);
  };
  return (
    <div className="modifier-groups">
      {groups.map((group) => (
        <fieldset key={group.id} className="modifier-group">
          <legend>{nameIn(group.names, i18n.language)}</legend>
          {group.modifiers.map(({ id, names, priceMinor }) => (
            <button key={id} type="button" className="chip" aria-pressed={chosen.includes(id)} onClick={() => toggle(group, id)}>
              {nameIn(names, i18n.language)}
              {priceMinor > 0 && (
                <small>
                  +<Money minor={priceMinor} currency={currency} />
                </small>
              )}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
