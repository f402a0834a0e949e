// The node's money on chain, and moving what is more than it needs to an address that only the owner has the key of.
import { CircleCheck, CircleDashed, Hourglass, Snowflake } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColdStorageState, SweepProposal } from '../../../../shared/lightning-care.ts';
import { localeOf } from '../../../i18n/i18n.ts';
import { useScreen } from '../../../screen.tsx';
import { Button } from '../../../ui/button.tsx';
import { Sat } from '../../../ui/money.tsx';
import { Fact } from '../../fact.tsx';
import { PinDialog } from '../../pin-dialog.tsx';
import { SettingsSection } from '../../settings/settings-section.tsx';
import { TextField } from '../../text-field.tsx';
import { useTill } from '../../till.ts';
import { momentWords } from '../../when.ts';
import { Condition } from '../condition.tsx';
import { KeptForm } from '../kept-form.tsx';
import { coldDraft, readCold } from '../settings/lightning-draft.ts';

const LOOKS = {
  unset: { tone: 'quiet', icon: CircleDashed },
  open: { tone: 'careful', icon: Hourglass },
  proposed: { tone: 'careful', icon: Snowflake },
  nothing: { tone: 'well', icon: CircleCheck },
} as const;

export function ColdStorageSection() {
  const { t } = useTranslation('lightning');
  const cold = useTill((till) => till.care.coldStorage);
  const settings = useTill((till) => till.shop.lightning);
  const [sweeping, setSweeping] = useState<SweepProposal | null>(null);
  if (!cold) return null;
  const proposal = cold.proposal;
  const state = cold.last?.status === 'started' ? 'open' : settings.coldStorage === null ? 'unset' : proposal ? 'proposed' : 'nothing';
  return (
    <SettingsSection title={t('cold.title')} explained={t('cold.explained')}>
      <Condition {...LOOKS[state]} what={t(`cold.${state}.what`)} next={t(`cold.${state}.next`)} />
      <Funds cold={cold} />
      {proposal && (
        <Button kind="primary" icon={Snowflake} onClick={() => setSweeping(proposal)}>
          {t('cold.sweep')}
        </Button>
      )}
      <KeptForm kept={coldDraft(settings)} read={readCold}>
        {(draft, change) => (
          <>
            <TextField
              label={t('cold.address')}
              hint={t('cold.addressHint')}
              value={draft.address}
              maxLength={100}
              onValue={(address) => change({ address })}
            />
            <TextField
              label={t('cold.threshold')}
              hint={t('cold.thresholdHint')}
              value={draft.threshold}
              numeric
              maxLength={16}
              wrong={draft.threshold !== '' && readCold(draft) === null}
              onValue={(threshold) => change({ threshold })}
            />
          </>
        )}
      </KeptForm>
      {sweeping && <Sweep proposal={sweeping} onClose={() => setSweeping(null)} />}
    </SettingsSection>
  );
}

function Funds({ cold: { funds, proposal, last } }: { cold: ColdStorageState }) {
  const { t, i18n } = useTranslation('lightning');
  const timeZone = useTill((till) => till.shop.timeZone);
  return (
    <dl className="facts">
      {funds && (
        <Fact name={t('cold.funds')}>
          <Sat sat={funds.spendableSat} />
          {funds.reservedSat > 0 && (
            <small>
              {t('cold.reserved')} <Sat sat={funds.reservedSat} />
            </small>
          )}
        </Fact>
      )}
      {proposal && (
        <Fact name={t('cold.proposed.amount')}>
          <Sat sat={proposal.amountSat} />
          <small>
            {t('cold.fee')} <Sat sat={proposal.feeSat} />
          </small>
        </Fact>
      )}
      {last && (
        <Fact name={t('cold.last')}>
          <Sat sat={last.amountSat} /> · {t(`cold.status.${last.status}`)}
          <small>{momentWords(last.startedAtMs, localeOf(i18n.language), timeZone)}</small>
          {last.txid && <code className="payment-hash">{last.txid}</code>}
        </Fact>
      )}
    </dl>
  );
}

function Sweep({ proposal, onClose }: { proposal: SweepProposal; onClose: () => void }) {
  const { t } = useTranslation('lightning');
  const { store } = useScreen();
  return (
    <PinDialog
      title={t('cold.sweep')}
      action={t('cold.send')}
      call={(till, pin) => till.care.sweep({ seen: proposal, pin })}
      onDone={() => {
        store.getState().notify({ tone: 'done', title: t('cold.sent'), body: t('cold.sentNext') });
        onClose();
      }}
      onClose={onClose}
    >
      <dl className="facts">
        <Fact name={t('cold.amount')}>
          <Sat sat={proposal.amountSat} />
        </Fact>
        <Fact name={t('cold.fee')}>
          <Sat sat={proposal.feeSat} />
          <small>{t('cold.feeRate', { count: proposal.satPerVbyte })}</small>
        </Fact>
        <Fact name={t('cold.to')}>
          <code className="payment-hash">{proposal.address}</code>
        </Fact>
      </dl>
    </PinDialog>
  );
}
