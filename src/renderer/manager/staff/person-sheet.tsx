// One person: name, role, PIN, and whether they may sign in. A role that needs a longer PIN than theirs asks for one.
import { IdCard, KeyRound, ShieldCheck, ShieldOff, UserCheck, UserX } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONG_PIN, mayManage, needsLongPin, OWNER } from '../../../shared/rights.ts';
import type { PersonView } from '../../../shared/staff.ts';
import type { Failure } from '../../failure.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { type Outcome, useCall, useScreen } from '../../screen.tsx';
import { MIN_PIN } from '../../sign-in/pin-dots.tsx';
import { PinSteps } from '../../sign-in/pin-steps.tsx';
import type { TillClient } from '../../till-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refused } from '../pin-field.tsx';
import { useTill } from '../till.ts';
import { BadgesDialog } from './badges-dialog.tsx';

/** What a PIN is being chosen for: with what is in the form, or by itself. */
type Choosing = 'with_form' | 'alone' | null;

/** Null for somebody new. */
export function PersonSheet({ person, onClose }: { person: PersonView | null; onClose: () => void }) {
  const { t } = useTranslation('staff');
  const roles = useTill((till) => till.staff.roles);
  const me = useTill((till) => till.session.staff);
  const practice = useTill((till) => till.shop.practice);
  const { store } = useScreen();
  const call = useCall();
  const formId = useId();
  const [name, setName] = useState(person?.name ?? '');
  const [roleId, setRole] = useState(person?.role ?? 'cashier');
  const [choosing, choose] = useState<Choosing>(null);
  const [badges, setBadges] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const role = roles.find(({ id }) => id === roleId);
  const had = roles.find(({ id }) => id === person?.role);
  const mine = me !== null && (had === undefined || mayManage(me, had));
  const long = !practice && role !== undefined && needsLongPin(role);
  const changed = person === null || name.trim() !== person.name || roleId !== person.role;
  const ready = mine && name.trim() !== '' && role !== undefined && changed;

  const finished = (outcome: Outcome<{ spendingLost: boolean } | undefined>, title: string) => {
    if (!outcome.ok) return;
    const lost = outcome.value?.spendingLost ?? false;
    store.getState().notify({ tone: lost ? 'trouble' : 'done', title, ...(lost && { body: t('pin.spendingLost') }) });
    onClose();
  };
  const change = async (what: { active?: boolean }) => {
    if (!person) return;
    setBusy(true);
    setFailure(null);
    const form = changed ? { name: name.trim(), role: roleId } : {};
    const outcome = await call((till) => till.staff.change({ staffId: person.id, ...form, ...what }), { quiet: true });
    setBusy(false);
    if (!outcome.ok && outcome.failure.code === 'PIN_TOO_SHORT') choose('with_form');
    else if (!outcome.ok) setFailure(outcome.failure);
    finished(outcome, t('people.saved'));
  };
  const withPin = async (pin: string) => {
    const given = { name: name.trim(), role: roleId };
    if (!person) {
      const outcome = await call((till) => till.staff.add({ ...given, pin }), { quiet: true });
      finished(outcome.ok ? { ok: true, value: undefined } : outcome, t('people.added', { name: given.name }));
      return outcome;
    }
    const outcome = await call(
      (till) =>
        choosing === 'alone'
          ? till.staff.setPin({ staffId: person.id, pin })
          : till.staff.change({ staffId: person.id, ...given, ...(!person.active && { active: true }), pin }),
      { quiet: true },
    );
    finished(outcome, t('pin.changed'));
    return outcome;
  };

  const secondFactor = async (work: (till: TillClient) => Promise<void>) => {
    setFailure(null);
    const outcome = await call(work, { quiet: true });
    if (!outcome.ok) return setFailure(outcome.failure);
    store.getState().notify({ tone: 'done', title: t('people.saved') });
    onClose();
  };

  if (badges && person) return <BadgesDialog person={person} onClose={() => setBadges(false)} />;
  if (choosing) {
    return (
      <Dialog title={t('people.newPinFor', { name: name.trim() })} onClose={() => choose(null)}>
        {choosing === 'with_form' && person && <p>{t('people.pinTooShort', { name: name.trim() })}</p>}
        <PinSteps own={false} min={long ? LONG_PIN : MIN_PIN} onPins={withPin} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={person?.name ?? t('people.add')}
      shape="sheet"
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" wide submit form={formId} busy={busy} disabled={!ready}>
          {t(person ? 'people.save' : 'people.next')}
        </Button>
      }
    >
      <form
        id={formId}
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready || busy) return;
          if (person) void change({});
          else choose('with_form');
        }}
      >
        {!mine && <p className="settings-hint">{t('people.above')}</p>}
        <div className="settings-field">
          <label htmlFor={`${formId}-name`}>{t('people.name')}</label>
          <input
            id={`${formId}-name`}
            className="field"
            autoComplete="off"
            maxLength={40}
            disabled={!mine}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <RoleChoice roleId={roleId} enabled={mine} onRole={setRole} />
        {long && <p className="settings-hint">{t('people.roleLongPin', { count: LONG_PIN })}</p>}
        {failure && <Refused failure={failure} />}
        {person && mine && (
          <div className="settings-actions">
            <Button icon={KeyRound} onClick={() => choose('alone')}>
              {t('people.setPin')}
            </Button>
            {person.active && (
              <Button icon={IdCard} onClick={() => setBadges(true)}>
                {t('badges.open')}
              </Button>
            )}
            {person.secondFactor.set && person.id !== me?.id && (
              <Button icon={ShieldOff} onClick={() => void secondFactor((till) => till.staff.resetSecondFactor({ staffId: person.id }))}>
                {t('secondFactor.reset')}
              </Button>
            )}
            {me?.role === OWNER && person.active && (
              <Button
                icon={ShieldCheck}
                onClick={() => void secondFactor((till) => till.staff.askSecondFactor({ staffId: person.id, asked: !person.secondFactor.asked }))}
              >
                {t(person.secondFactor.asked ? 'secondFactor.askNot' : 'secondFactor.ask')}
              </Button>
            )}
            <Button
              icon={person.active ? UserX : UserCheck}
              kind={person.active ? 'danger' : 'quiet'}
              onClick={() => void change({ active: !person.active })}
            >
              {t(person.active ? 'people.leave' : 'people.back')}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}

function RoleChoice({ roleId, enabled, onRole }: { roleId: string; enabled: boolean; onRole: (roleId: string) => void }) {
  const { t, i18n } = useTranslation('staff');
  const roles = useTill((till) => till.staff.roles);
  const me = useTill((till) => till.session.staff);
  return (
    <fieldset className="staff-choice">
      <legend>{t('people.role')}</legend>
      {roles.map((role) => (
        <label key={role.id} className="staff-option">
          <input
            type="radio"
            name="role"
            checked={role.id === roleId}
            disabled={!enabled || me === null || !mayManage(me, role)}
            onChange={() => onRole(role.id)}
          />
          <span>
            <b>{nameIn(role.names, i18n.language)}</b>
            <small>{t('roles.rightsCount', { count: role.rights.length })}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
