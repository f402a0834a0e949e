// Who works here and as what, and what each role may do. Each in a list; one of them opens on the side.
import { Plus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/rights.ts';
import type { PersonView } from '../../../shared/staff.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { OwnSecondFactor } from '../second-factor/own-second-factor.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { PersonSheet } from './person-sheet.tsx';
import { RoleSheet } from './role-sheet.tsx';
import '../settings/settings.css';
import './staff.css';

type Opened = { person: PersonView | null } | { role: Role | null } | null;

export function StaffPage() {
  const { t } = useTranslation(['staff', 'manager']);
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const roles = useTill((till) => till.staff.roles);
  const answer = useAnswer('staff', journalSeq, (till) => till.staff.all());
  const [opened, open] = useState<Opened>(null);
  const close = () => open(null);
  const people = answer.value;
  const hereId = useTill((till) => till.session.staff?.id);
  const own = people?.find(({ id }) => id === hereId);
  return (
    <div className="settings staff">
      <h1 className="visually-hidden">{t('manager:nav.staff')}</h1>
      <SettingsSection title={t('people.title')} explained={t('people.explained')}>
        {people === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
        {people && (
          <ul className="staff-list">
            {[...people]
              .sort((one, other) => Number(other.active) - Number(one.active))
              .map((person) => (
                <PersonRow key={person.id} person={person} onOpen={() => open({ person })} />
              ))}
          </ul>
        )}
        <Button icon={UserPlus} disabled={people === null} onClick={() => open({ person: null })}>
          {t('people.add')}
        </Button>
      </SettingsSection>
      <SettingsSection title={t('roles.title')} explained={t('roles.explained')}>
        <ul className="staff-list">
          {roles.map((role) => (
            <RoleRow key={role.id} role={role} onOpen={() => open({ role })} />
          ))}
        </ul>
        <Button icon={Plus} onClick={() => open({ role: null })}>
          {t('roles.add')}
        </Button>
      </SettingsSection>
      {own && <OwnSecondFactor own={own.secondFactor} />}
      <LockSection />
      {opened && 'person' in opened && <PersonSheet person={opened.person} onClose={close} />}
      {opened && 'role' in opened && <RoleSheet role={opened.role} onClose={close} />}
    </div>
  );
}

function PersonRow({ person, onOpen }: { person: PersonView; onOpen: () => void }) {
  const { t, i18n } = useTranslation('staff');
  const roleName = useTill((till) => nameIn(till.staff.roles.find(({ id }) => id === person.role)?.names ?? {}, i18n.language));
  const you = useTill((till) => till.session.staff?.id === person.id);
  return (
    <li>
      <button type="button" className="staff-row" onClick={onOpen}>
        <b className="staff-name" data-away={!person.active || undefined}>
          {person.name}
          {you && <small> {t('people.you')}</small>}
        </b>
        <span>{person.active ? (person.pin === 'none' ? t('pin.none') : roleName) : t('people.left')}</span>
      </button>
    </li>
  );
}

function RoleRow({ role, onOpen }: { role: Role; onOpen: () => void }) {
  const { t, i18n } = useTranslation('staff');
  const count = useTill((till) => till.staff.tiles.filter((person) => person.role === role.id).length);
  return (
    <li>
      <button type="button" className="staff-row" onClick={onOpen}>
        <b className="staff-name">{nameIn(role.names, i18n.language)}</b>
        <span>
          {t('roles.rightsCount', { count: role.rights.length })} · {t('roles.people', { count })}
        </span>
      </button>
    </li>
  );
}

const MINUTES = [1, 2, 5, 10, 30, 0] as const;

function LockSection() {
  const { t } = useTranslation('staff');
  const call = useCall();
  const minutes = useTill((till) => till.shop.lockAfterMinutes);
  const mayChange = useTill((till) => till.session.staff?.rights.includes('settings') ?? false);
  if (!mayChange) return null;
  return (
    <SettingsSection title={t('lock.title')} explained={t('lock.explained')}>
      <Segmented
        label={t('lock.after')}
        segments={MINUTES.map((value) => ({ value: String(value), label: value === 0 ? t('lock.never') : t('lock.minutes', { count: value }) }))}
        value={String(minutes)}
        onChange={(value) => void call((till) => till.shop.change({ lockAfterMinutes: Number(value) }))}
      />
    </SettingsSection>
  );
}
