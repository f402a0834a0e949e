// Which node the shop has and how to change that; led by connecting one where there is none, by what is wrong where the
// access cannot be opened, by the password where the wallet is locked.
import { KeyRound, Plug, TriangleAlert, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectedNode } from '../../../../shared/connecting.ts';
import { localeOf } from '../../../i18n/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Fact } from '../../fact.tsx';
import { SettingsSection } from '../../settings/settings-section.tsx';
import { useTill } from '../../till.ts';
import { Unanswered } from '../../unanswered.tsx';
import { useAnswer } from '../../use-answer.ts';
import { Condition } from '../condition.tsx';
import { ConnectWizard } from './connect-wizard.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { ForgetDialog, SpendingDialog } from './owner-dialogs.tsx';
import { UnlockForm } from './unlock-form.tsx';
import './connect.css';

type Open = 'wizard' | 'forget' | 'spending' | null;

/** For a shop of one's own: the practice shop's node is its own. */
export function ConnectionSection() {
  const { t } = useTranslation('connect');
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const health = useTill((till) => till.lightning.health);
  const [open, setOpen] = useState<Open>(null);
  const { value, failure, again } = useAnswer('connection', `${journalSeq} ${health}`, (till) => till.lightning.connection());
  const close = () => setOpen(null);
  return (
    <SettingsSection title={t('section.title')} explained={t('section.explained')}>
      {failure && <Unanswered failure={failure} onAgain={again} />}
      {value?.trouble && (
        <Condition tone="trouble" icon={TriangleAlert} what={t(`trouble.${value.trouble}.what`)} next={t(`trouble.${value.trouble}.next`)} />
      )}
      {health === 'locked' && <UnlockForm />}
      {value?.node && <NodeFacts node={value.node} />}
      {value && (
        <div className="settings-actions">
          <Button kind={health === 'missing' || health === 'sealed' ? 'primary' : 'quiet'} icon={Plug} onClick={() => setOpen('wizard')}>
            {t(value.node ? 'section.again' : 'section.connect')}
          </Button>
          {value.node && (
            <Button icon={Unplug} onClick={() => setOpen('forget')}>
              {t('section.forget')}
            </Button>
          )}
        </div>
      )}
      {value?.node && !value.trouble && (
        <div className="settings-row">
          <p>
            <b>{t('section.spending')}</b>
            <br />
            {t(value.canSpend ? 'section.canSpend' : 'section.cannotSpend')}
          </p>
          <Button icon={KeyRound} onClick={() => setOpen('spending')}>
            {t(value.canSpend ? 'section.renewSpending' : 'section.setUpSpending')}
          </Button>
        </div>
      )}
      {open === 'wizard' && <ConnectWizard onSpending={() => setOpen('spending')} onClose={close} />}
      {open === 'forget' && <ForgetDialog onClose={close} />}
      {open === 'spending' && <SpendingDialog onDone={close} onClose={close} />}
    </SettingsSection>
  );
}

function NodeFacts({ node }: { node: ConnectedNode }) {
  const { t, i18n } = useTranslation('connect');
  const timeZone = useTill((till) => till.shop.timeZone);
  const since = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <dl className="facts">
      <Fact name={t('section.address')}>
        <span className="selectable">{node.address}</span>
      </Fact>
      {node.certificateSha256 && (
        <Fact name={t('section.certificate')}>
          <Fingerprint sha256={node.certificateSha256} />
        </Fact>
      )}
      <Fact name={t('section.rootKey')}>
        <code className="selectable">{node.rootKeyId}</code>
        <small>{t('section.rootKeyHint')}</small>
      </Fact>
      <Fact name={t('section.since')}>{since.format(node.connectedAtMs)}</Fact>
    </dl>
  );
}
