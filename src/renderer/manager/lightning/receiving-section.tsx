// What can come in now: in one part and in many, in the shop's own money beside it.
import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { minorForMsat } from '../../../shared/money.ts';
import { Money, Sat } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { Condition } from './condition.tsx';

export function ReceivingSection() {
  const { t } = useTranslation('lightning');
  const canReceiveSat = useTill((till) => till.lightning.canReceiveSat);
  const canReceiveSingleSat = useTill((till) => till.lightning.canReceiveSingleSat);
  const state = canReceiveSat === null ? 'unknown' : canReceiveSat === 0 ? 'nothing' : 'something';
  const looks = {
    unknown: { tone: 'quiet', icon: CircleHelp },
    nothing: { tone: 'trouble', icon: TriangleAlert },
    something: { tone: 'well', icon: CircleCheck },
  } as const;
  return (
    <SettingsSection title={t('receiving.title')} explained={t('receiving.explained')}>
      <Condition {...looks[state]} what={t(`receiving.${state}.what`)} next={t(`receiving.${state}.next`)} />
      {canReceiveSat !== null && canReceiveSingleSat !== null && (
        <dl className="facts">
          <Fact name={t('receiving.single')}>
            <Amount sat={canReceiveSingleSat} />
          </Fact>
          <Fact name={t('receiving.parts')}>
            <Amount sat={canReceiveSat} />
          </Fact>
        </dl>
      )}
    </SettingsSection>
  );
}

function Amount({ sat }: { sat: number }) {
  const currency = useTill((till) => till.shop.currency);
  const rate = useTill((till) => till.lightning.rate);
  return (
    <>
      <Sat sat={sat} />
      {rate.ok && (
        <small>
          <Money minor={minorForMsat(sat * 1000, rate.minorPerBtc)} currency={currency} />
        </small>
      )}
    </>
  );
}
