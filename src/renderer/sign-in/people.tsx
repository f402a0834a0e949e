// Name tiles: who is it? Each with the role it has.
import { useTranslation } from 'react-i18next';
import type { StaffTile } from '../../shared/state.ts';
import { nameIn } from '../i18n/name-in.ts';
import { tillHook } from '../screen.tsx';
import './sign-in.css';

const useTill = tillHook<'cashier' | 'manager'>();

export function People({ people, onChoose }: { people: readonly StaffTile[]; onChoose: (staffId: string) => void }) {
  const { i18n } = useTranslation();
  const roles = useTill((till) => till.staff.roles);
  return (
    <ul className="sign-in-people">
      {people.map((person) => (
        <li key={person.id}>
          <button type="button" className="sign-in-person" onClick={() => onChoose(person.id)}>
            <b>{person.name}</b>
            <span>{nameIn(roles.find(({ id }) => id === person.role)?.names ?? {}, i18n.language)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
