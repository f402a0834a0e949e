// One role: its names, its rights one by one, and how large a discount it gives by itself.
import { Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayManage, needsLongPin, OWNER, RIGHTS, type Right, type Role } from '../../../shared/rights.ts';
import type { Failure } from '../../failure.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refused } from '../pin-field.tsx';
import { percentOfPpm, ppmOfPercent } from '../settings/percent.ts';
import { useTill } from '../till.ts';

/** Null for a new one. */
export function RoleSheet({ role, onClose }: { role: Role | null; onClose: () => void }) {
  const { t, i18n } = useTranslation('staff');
  const me = useTill((till) => till.session.staff);
  const inUse = useTill((till) => till.staff.tiles.some((person) => person.role === role?.id));
  const { store } = useScreen();
  const call = useCall();
  const formId = useId();
  const [names, setNames] = useState({ en: role?.names.en ?? '', ko: role?.names.ko ?? '' });
  const [rights, setRights] = useState<readonly Right[]>(role?.rights ?? ['sell']);
  const [badgeSuffices, setBadgeSuffices] = useState(role?.badgeSuffices ?? false);
  const [percent, setPercent] = useState(percentOfPpm(role?.limits.discountPpm ?? 0));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const discountPpm = ppmOfPercent(percent);
  const mine = me !== null && role?.id !== OWNER && (role === null || mayManage(me, role));
  const either = names.en.trim() || names.ko.trim();
  const ready = mine && either !== '' && discountPpm !== null;

  const end = async (call: Promise<{ ok: true } | { ok: false; failure: Failure }>, title: string) => {
    setBusy(true);
    setFailure(null);
    const outcome = await call;
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.failure);
    store.getState().notify({ tone: 'done', title });
    onClose();
  };
  const save = () => {
    if (discountPpm === null) return;
    const given = {
      id: role?.id ?? null,
      // One name is both until the other is given.
      names: { en: names.en.trim() || either, ko: names.ko.trim() || either },
      rights: [...rights],
      limits: { discountPpm },
      badgeSuffices,
    };
    void end(
      call((till) => till.staff.putRole(given), { quiet: true }),
      t('roles.saved'),
    );
  };
  const remove = (roleId: string) =>
    void end(
      call((till) => till.staff.removeRole({ roleId }), { quiet: true }),
      t('roles.removed'),
    );

  return (
    <Dialog
      title={role ? t('roles.edit', { name: nameIn(role.names, i18n.language) }) : t('roles.add')}
      shape="sheet"
      onClose={onClose}
      actions={
        mine && (
          <Button kind="primary" size="large" wide submit form={formId} busy={busy} disabled={!ready}>
            {t('roles.save')}
          </Button>
        )
      }
    >
      <form
        id={formId}
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) save();
        }}
      >
        {!mine && <p className="settings-hint">{t(role?.id === OWNER ? 'roles.owner' : 'people.above')}</p>}
        {(['en', 'ko'] as const).map((language) => (
          <div key={language} className="settings-field">
            <label htmlFor={`${formId}-${language}`}>{t(language === 'en' ? 'roles.nameEn' : 'roles.nameKo')}</label>
            <input
              id={`${formId}-${language}`}
              className="field"
              lang={language}
              autoComplete="off"
              maxLength={40}
              disabled={!mine}
              value={names[language]}
              onChange={(event) => setNames({ ...names, [language]: event.target.value })}
            />
          </div>
        ))}
        <fieldset className="staff-choice">
          <legend>{t('roles.rights')}</legend>
          {RIGHTS.map((right) => (
            <label key={right} className="staff-option">
              <input
                type="checkbox"
                checked={rights.includes(right)}
                disabled={!mine || !me.rights.includes(right)}
                onChange={(event) => setRights(event.target.checked ? [...rights, right] : rights.filter((other) => other !== right))}
              />
              <span>{t(`right.${right}`)}</span>
            </label>
          ))}
        </fieldset>
        <div className="settings-field">
          <label htmlFor={`${formId}-limit`}>{t('roles.discountLimit')}</label>
          <input
            id={`${formId}-limit`}
            className="field"
            inputMode="decimal"
            autoComplete="off"
            aria-describedby={`${formId}-hint`}
            aria-invalid={discountPpm === null}
            disabled={!mine || !rights.includes('discount')}
            value={percent}
            onChange={(event) => setPercent(event.target.value)}
          />
          <p id={`${formId}-hint`} className="settings-hint" data-wrong={discountPpm === null || undefined}>
            {t('roles.discountHint')}
          </p>
        </div>
        <label className="staff-option">
          <input type="checkbox" checked={badgeSuffices} disabled={!mine} onChange={(event) => setBadgeSuffices(event.target.checked)} />
          <span>
            <b>{t('roles.badgeSuffices')}</b>
            <small>{t(needsLongPin({ rights: [...rights] }) ? 'roles.badgeWarning' : 'roles.badgeHint')}</small>
          </span>
        </label>
        {failure && <Refused failure={failure} />}
        {role && mine && !inUse && (
          <Button icon={Trash2} kind="danger" onClick={() => remove(role.id)}>
            {t('roles.remove')}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
