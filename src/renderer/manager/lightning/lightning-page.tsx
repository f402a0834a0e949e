// The node behind the till: how it is, what it can receive, at which rates, what protects its money, how the shop takes
// payments, and which node it is. A shop of one's own that has no node yet leads with connecting one.
import { useTranslation } from 'react-i18next';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { BackupsSection } from './care/backups-section.tsx';
import { ColdStorageSection } from './care/cold-storage-section.tsx';
import { WatchtowersSection } from './care/watchtowers-section.tsx';
import { ConnectionSection } from './connect/connection-section.tsx';
import { NodeSection } from './node-section.tsx';
import { OwnNodeSection } from './own-node/own-node-section.tsx';
import { RatesSection } from './rates/rates-section.tsx';
import { ReceivingSection } from './receiving-section.tsx';
import { ChainSection, CodesSection, RefundSection } from './settings/settings-sections.tsx';
import '../settings/settings.css';
import './lightning.css';

export function LightningPage() {
  const { t } = useTranslation('manager');
  const missing = useTill((till) => till.lightning.health === 'missing');
  const practice = useTill((till) => till.shop.practice);
  return (
    <div className="settings lightning">
      <h1 className="visually-hidden">{t('nav.lightning')}</h1>
      <NodeSection />
      {!practice && <ConnectionSection />}
      {!practice && <OwnNodeSection />}
      {!missing && (
        <>
          <ReceivingSection />
          <RatesSection />
          {practice ? <PracticeCare /> : <Care />}
          <CodesSection />
          <ChainSection />
          <RefundSection />
        </>
      )}
    </div>
  );
}

function Care() {
  return (
    <>
      <BackupsSection />
      <WatchtowersSection />
      <ColdStorageSection />
    </>
  );
}

/** The practice node has nothing to lose: what would be here is said. */
function PracticeCare() {
  const { t } = useTranslation('lightning');
  return (
    <SettingsSection title={t('care.title')} explained={t('care.explained')}>
      <p>{t('care.practice')}</p>
    </SettingsSection>
  );
}
