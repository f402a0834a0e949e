// How the node is: one sentence that can be read from the door, then what it says of itself.
import { CircleCheck, CircleDashed, Clock, Hourglass, type LucideIcon, RotateCcw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LightningHealth } from '../../../shared/state.ts';
import { durationWords } from '../../i18n/failure-words.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useMainNow } from '../../screen.tsx';
import { Fact } from '../fact.tsx';
import { Count } from '../numbers.tsx';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';
import { agoWords } from './ago.ts';
import { Condition, type Tone } from './condition.tsx';
import { networkOf } from './network.ts';

const LOOKS: Record<LightningHealth, { tone: Tone; icon: LucideIcon }> = {
  ready: { tone: 'well', icon: CircleCheck },
  missing: { tone: 'quiet', icon: CircleDashed },
  sealed: { tone: 'trouble', icon: TriangleAlert },
  starting: { tone: 'careful', icon: Hourglass },
  unsynced: { tone: 'careful', icon: Hourglass },
  unreachable: { tone: 'trouble', icon: TriangleAlert },
  certificate: { tone: 'trouble', icon: TriangleAlert },
  denied: { tone: 'trouble', icon: TriangleAlert },
  locked: { tone: 'trouble', icon: TriangleAlert },
  other_node: { tone: 'trouble', icon: TriangleAlert },
  other_network: { tone: 'trouble', icon: TriangleAlert },
};

/** What has just begun has no age. */
const WORTH_SAYING_MS = 60_000;

export function NodeSection() {
  const { t, i18n } = useTranslation('lightning');
  const nowMs = useMainNow(5_000);
  const health = useTill((till) => till.lightning.health);
  const noRate = useTill((till) => !till.lightning.rate.ok);
  const practice = useTill((till) => till.shop.practice);
  const { healthSinceMs, heard } = useTill((till) => till.node);
  const locale = localeOf(i18n.language);
  const lastsMs = nowMs - healthSinceMs;
  return (
    <SettingsSection title={t('node.title')} explained={t(practice ? 'node.practice' : 'node.explained')}>
      <Condition
        {...LOOKS[health]}
        what={t(`health.${health}.what`)}
        next={t(health === 'ready' && noRate ? 'health.ready.noRate' : `health.${health}.next`)}
      >
        {health !== 'missing' && lastsMs >= WORTH_SAYING_MS && <small>{t('node.since', { ago: agoWords(lastsMs, locale) })}</small>}
      </Condition>
      <ClockOff />
      <CountedAnew />
      {heard && (
        <dl className="facts">
          <Fact name={t('node.name')}>
            {heard.alias}
            <code className="payment-hash">{heard.nodeId}</code>
          </Fact>
          <Fact name={t('node.network')}>{t(`network.${networkOf(heard.prefix)}`)}</Fact>
          {heard.blockAtMs !== null && (
            <Fact name={t('node.block')}>
              <Count of={heard.blockHeight} />
              <small>{t('node.blockMade', { ago: agoWords(nowMs - heard.blockAtMs, locale) })}</small>
            </Fact>
          )}
          {!practice && (
            <>
              <Fact name={t('node.channels')}>
                <Count of={heard.activeChannelCount} />
                <small>{t('node.peers', { count: heard.peerCount })}</small>
              </Fact>
              {heard.version !== '' && <Fact name={t('node.version')}>{heard.version}</Fact>}
            </>
          )}
        </dl>
      )}
    </SettingsSection>
  );
}

function ClockOff() {
  const { t, i18n } = useTranslation('lightning');
  const offMs = useTill((till) => till.lightning.clockOffMs);
  if (offMs === 0) return null;
  const off = durationWords(Math.abs(offMs), i18n.language);
  return <Condition tone="careful" icon={Clock} what={t(offMs > 0 ? 'clock.ahead' : 'clock.behind', { off })} next={t('clock.next')} />;
}

function CountedAnew() {
  const { t, i18n } = useTranslation('lightning');
  const nowMs = useMainNow(5_000);
  const atMs = useTill((till) => till.node.countedAnewAtMs);
  if (atMs === null) return null;
  return (
    <Condition tone="careful" icon={RotateCcw} what={t('countedAnew.what')} next={t('countedAnew.next')}>
      <small>{agoWords(nowMs - atMs, localeOf(i18n.language))}</small>
    </Condition>
  );
}
