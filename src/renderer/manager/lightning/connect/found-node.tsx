// The node that answered: who it is, how it proves it, and what it means to connect it.
import { useTranslation } from 'react-i18next';
import type { FoundNode } from '../../../../shared/connecting.ts';
import { isRealMoney } from '../../../../shared/network.ts';
import { Fact } from '../../fact.tsx';
import { networkOf } from '../network.ts';
import { Fingerprint } from './fingerprint.tsx';

export function FoundNodeFacts({ found }: { found: FoundNode }) {
  const { t } = useTranslation(['connect', 'lightning']);
  return (
    <section className="connect-found" aria-label={t('wizard.found')}>
      <h3>{t('wizard.found')}</h3>
      <dl className="facts">
        <Fact name={t('wizard.alias')}>
          {found.alias}
          <small className="selectable">{found.address}</small>
        </Fact>
        <Fact name={t('wizard.nodeId')}>
          <code className="payment-hash selectable">{found.nodeId}</code>
        </Fact>
        <Fact name={t('wizard.network')}>{t(`lightning:network.${networkOf(found.prefix)}`)}</Fact>
        <Fact name={t('wizard.fingerprint')}>
          <Fingerprint sha256={found.certificateSha256} />
        </Fact>
      </dl>
      {found.certificateUnproven && <p className="connect-remark">{t('wizard.compare')}</p>}
      {found.instead && <p className="connect-remark">{t('wizard.instead', { alias: found.instead.alias })}</p>}
      {!isRealMoney(found.prefix) && <p className="connect-remark">{t('wizard.trialMoney')}</p>}
      {found.bakes && <p>{t('wizard.bakes')}</p>}
    </section>
  );
}
