// Scanners that are keyboards to the machine are no devices of a list: here is said how they type, where that has to be said at all.
import { useTranslation } from 'react-i18next';
import type { TypingScanners } from '../../../shared/typing-scanners.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';

export function TypingScannersSection() {
  const { t } = useTranslation('scanning');
  const call = useCall();
  const { store } = useScreen();
  const typing = useTill((till) => till.shop.typingScanners);
  const change = async (part: Partial<TypingScanners>) => {
    const outcome = await call((till) => till.shop.change({ typingScanners: { ...typing, ...part } }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('typing.saved'), body: t('typing.savedNext') });
  };
  return (
    <SettingsSection title={t('typing.title')} explained={t('typing.explained')}>
      <div className="settings-row">
        <span>{t('typing.pace')}</span>
        <Segmented
          label={t('typing.pace')}
          segments={[
            { value: 'quick', label: t('typing.quick') },
            { value: 'slow', label: t('typing.slow') },
          ]}
          value={typing.pace}
          onChange={(pace) => void change({ pace })}
        />
      </div>
      {typing.pace === 'slow' && <p className="settings-hint">{t('typing.slowNext')}</p>}
      <div className="settings-row">
        <span>{t('typing.layout')}</span>
        <Segmented
          label={t('typing.layout')}
          segments={[
            { value: 'shop', label: t('typing.layoutShop') },
            { value: 'us', label: t('typing.layoutUs') },
          ]}
          value={typing.layout}
          onChange={(layout) => void change({ layout })}
        />
      </div>
      <p className="settings-hint">{t('typing.layoutNext')}</p>
    </SettingsSection>
  );
}
