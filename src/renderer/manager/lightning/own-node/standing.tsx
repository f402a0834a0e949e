// How the node that the till runs stands, or what is wrong with it.
import { CircleCheck, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OwnNodeState } from '../../../../shared/own-node.ts';
import { Condition, type Tone } from '../condition.tsx';

const LOOKS: Record<'starting' | 'catching_up' | 'running' | 'stopped', { tone: Tone; icon: LucideIcon }> = {
  starting: { tone: 'careful', icon: Hourglass },
  catching_up: { tone: 'careful', icon: Hourglass },
  running: { tone: 'well', icon: CircleCheck },
  stopped: { tone: 'trouble', icon: TriangleAlert },
};

export function Standing({ state: { status, trouble } }: { state: OwnNodeState }) {
  const { t } = useTranslation('ownNode');
  if (trouble !== null)
    return <Condition tone="trouble" icon={TriangleAlert} what={t(`trouble.${trouble}.what`)} next={t(`trouble.${trouble}.next`)} />;
  if (status === 'none' || status === 'making') return null;
  return <Condition {...LOOKS[status]} what={t(`status.${status}.what`)} next={t(`status.${status}.next`)} />;
}
