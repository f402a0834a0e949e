// How the shop takes and gives Lightning money: the codes, the chain beside them, and refunds. Each choice says what follows from it.
import { useTranslation } from 'react-i18next';
import type { LightningSettings } from '../../../../shared/lightning.ts';
import { SettingsSection } from '../../settings/settings-section.tsx';
import { TextField } from '../../text-field.tsx';
import { useTill } from '../../till.ts';
import { Choice } from '../choice.tsx';
import { KeptForm } from '../kept-form.tsx';
import { chainDraft, codesDraft, readChain, readCodes, readRefund, refundDraft } from './lightning-draft.ts';

const CONFIRMATIONS = ['1', '2', '3', '6'] as const;

export function CodesSection() {
  const { t } = useTranslation('lightning');
  const settings = useTill((till) => till.shop.lightning);
  const shopName = useTill((till) => till.shop.name);
  const terminalId = useTill((till) => till.shop.terminalId);
  return (
    <SettingsSection title={t('codes.title')} explained={t('codes.explained')}>
      <KeptForm kept={codesDraft(settings)} read={readCodes}>
        {(draft, change) => (
          <>
            <TextField
              label={t('codes.minutes')}
              hint={t('codes.minutesHint')}
              value={draft.minutes}
              numeric
              maxLength={3}
              wrong={readCodes({ ...codesDraft(settings), minutes: draft.minutes }) === null}
              onValue={(minutes) => change({ minutes })}
            />
            <TextField
              label={t('codes.memo')}
              hint={t('codes.memoHint', { shown: draft.memo.replaceAll('{shop}', shopName).replaceAll('{terminal}', terminalId) || '—' })}
              value={draft.memo}
              onValue={(memo) => change({ memo })}
            />
            <Choice
              label={t('codes.route')}
              segments={(['hints', 'blinded'] as const).map((value) => ({ value, label: t(`codes.routes.${value}`) }))}
              value={draft.route}
              onChange={(route) => change({ route })}
              meaning={t(`codes.routeMeaning.${draft.route}`)}
            />
            <OnOff
              label={t('codes.checkFirst')}
              on={draft.checkFirst}
              onChange={(checkFirst) => change({ checkFirst })}
              meaning={t(draft.checkFirst ? 'codes.checkFirstOn' : 'codes.checkFirstOff')}
            />
          </>
        )}
      </KeptForm>
    </SettingsSection>
  );
}

export function ChainSection() {
  const { t } = useTranslation('lightning');
  const settings = useTill((till) => till.shop.lightning);
  const currency = useTill((till) => till.shop.currency);
  const read = (draft: ReturnType<typeof chainDraft>) => readChain(draft, currency);
  return (
    <SettingsSection title={t('chain.title')} explained={t('chain.explained')}>
      <KeptForm kept={chainDraft(settings, currency)} read={read}>
        {(draft, change) => (
          <>
            <OnOff
              label={t('chain.enabled')}
              on={draft.enabled}
              onChange={(enabled) => change({ enabled })}
              meaning={t(!draft.enabled ? 'chain.enabledOff' : settings.checkFirst ? 'chain.enabledNotNow' : 'chain.enabledOn')}
            />
            {draft.enabled && (
              <>
                <TextField
                  label={t('chain.zeroConf', { currency })}
                  hint={t('chain.zeroConfHint')}
                  value={draft.zeroConfMax}
                  numeric
                  maxLength={16}
                  wrong={read(draft) === null}
                  onValue={(zeroConfMax) => change({ zeroConfMax })}
                />
                <Choice
                  label={t('chain.confirmations')}
                  segments={CONFIRMATIONS.map((value) => ({ value, label: value }))}
                  value={CONFIRMATIONS.find((value) => Number(value) >= draft.confirmations) ?? '6'}
                  onChange={(value) => change({ confirmations: Number(value) })}
                  meaning={t('chain.confirmationsMeaning', { count: draft.confirmations, minutes: draft.confirmations * 10 })}
                />
              </>
            )}
          </>
        )}
      </KeptForm>
    </SettingsSection>
  );
}

export function RefundSection() {
  const { t } = useTranslation('lightning');
  const settings = useTill((till) => till.shop.lightning);
  return (
    <SettingsSection title={t('refunds.title')} explained={t('refunds.explained')}>
      <KeptForm kept={refundDraft(settings)} read={readRefund}>
        {(draft, change) => (
          <>
            <Choice<LightningSettings['refund']['rate']>
              label={t('refunds.rate')}
              segments={(['original', 'today'] as const).map((value) => ({ value, label: t(`refunds.rates.${value}`) }))}
              value={draft.rate}
              onChange={(rate) => change({ rate })}
              meaning={t(`refunds.rateMeaning.${draft.rate}`)}
            />
            <TextField
              label={t('refunds.maxFee')}
              hint={t('refunds.maxFeeHint')}
              value={draft.maxFee}
              numeric
              maxLength={7}
              wrong={readRefund(draft) === null}
              onValue={(maxFee) => change({ maxFee })}
            />
          </>
        )}
      </KeptForm>
    </SettingsSection>
  );
}

function OnOff({ label, on, onChange, meaning }: { label: string; on: boolean; onChange: (on: boolean) => void; meaning: string }) {
  const { t } = useTranslation('lightning');
  return (
    <Choice
      label={label}
      segments={(['off', 'on'] as const).map((value) => ({ value, label: t(value) }))}
      value={on ? 'on' : 'off'}
      onChange={(value) => onChange(value === 'on')}
      meaning={meaning}
    />
  );
}
