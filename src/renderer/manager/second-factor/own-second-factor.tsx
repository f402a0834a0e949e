// One's own second factor, in the list of settings: whether there is one, how many recovery codes are left, another phone, or none.
import { ShieldCheck, ShieldOff, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondFactor } from '../../../shared/staff.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { SetUpSecondFactor } from './set-up.tsx';

export function OwnSecondFactor({ own }: { own: SecondFactor }) {
  const { t } = useTranslation('staff');
  const { store } = useScreen();
  const call = useCall();
  const [settingUp, setSettingUp] = useState(false);
  /** Then no press beside the dialog takes them away. */
  const [codesShown, setCodesShown] = useState(false);
  const close = () => {
    setSettingUp(false);
    setCodesShown(false);
  };
  const remove = async () => {
    const outcome = await call((till) => till.session.removeSecondFactor());
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('secondFactor.removed') });
  };
  return (
    <SettingsSection title={t('secondFactor.title')} explained={t('secondFactor.what')}>
      <p className="second-factor-state">
        <Icon of={own.set ? ShieldCheck : ShieldOff} size={20} />{' '}
        {own.set ? t('secondFactor.isSet', { count: own.recoveryLeft }) : t('secondFactor.isNotSet')}
      </p>
      <div className="settings-actions">
        <Button icon={Smartphone} onClick={() => setSettingUp(true)}>
          {t(own.set ? 'secondFactor.another' : 'secondFactor.setUp')}
        </Button>
        {own.set && !own.asked && (
          <Button icon={ShieldOff} kind="danger" onClick={() => void remove()}>
            {t('secondFactor.remove')}
          </Button>
        )}
      </div>
      {settingUp && (
        <Dialog title={t('secondFactor.setUp')} {...(!codesShown && { onClose: close })}>
          <SetUpSecondFactor onCodes={() => setCodesShown(true)} onShown={close} />
        </Dialog>
      )}
    </SettingsSection>
  );
}
