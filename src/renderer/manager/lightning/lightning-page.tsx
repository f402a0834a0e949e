// The node behind the till: how it is, what it can receive, at which rates, what protects its money, how the shop takes
// payments, and which node it is. A shop of one's own that has no node yet leads with connecting one.
import { useTranslation } from 'react-i18next';
import { useTill } from '../till.ts';
import { NodeSection } from './node-section.tsx';
import { ReceivingSection } from './receiving-section.tsx';
import '../settings/settings.css';
import './lightning.css';

export function LightningPage() {
  const { t } = useTranslation('manager');
  const missing = useTill((till) => till.lightning.health === 'missing');
  return (
    <div className="settings lightning">
      <h1 className="visually-hidden">{t('nav.lightning')}</h1>
      <NodeSection />
      {!missing && <ReceivingSection />}
    </div>
  );
}
