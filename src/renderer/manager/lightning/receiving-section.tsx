// What can come in now: in one part and in many, in the shop's own money beside it.
import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inboundOutlook } from '../../../shared/inbound-days.ts';
import { minorForMsat } from '../../../shared/money.ts';
import { useMainNow } from '../../screen.tsx';
import { Money, Sat } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { useAnswer } from '../use-answer.ts';
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
          <InboundDays canReceiveSat={canReceiveSat} />
        </dl>
      )}
    </SettingsSection>
  );
}

/** So few days are said with what to do. */
const SOON_DAYS = 7;
const MINUTE_MS = 60_000;

function InboundDays({ canReceiveSat }: { canReceiveSat: number }) {
  const { t } = useTranslation('lightning');
  const nowMs = useMainNow(MINUTE_MS);
  // What comes in changes it slowly: once an hour is enough, and with each opening of the page.
  const { value: pace } = useAnswer('inbound', Math.floor(nowMs / (60 * MINUTE_MS)), (till) => till.reports.inbound());
  if (!pace) return null;
  const outlook = inboundOutlook(pace, canReceiveSat);
  return (
    <Fact name={t('receiving.lasts')}>
      {outlook.kind === 'days' ? (
        <>
          {t('receiving.days', { count: outlook.days })}
          <small>{t('receiving.pace')}</small>
          {outlook.days < SOON_DAYS && (
            <small className="receiving-soon">
              <TriangleAlert size={16} aria-hidden /> {t('receiving.soonFull')}
            </small>
          )}
        </>
      ) : (
        t(outlook.kind === 'too_short' ? 'receiving.tooShort' : 'receiving.nothingCame')
      )}
    </Fact>
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
