// What becomes of a node that has its wallet: how it stands while it reads the chain, then the steps of connecting.
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTill } from '../../till.ts';
import { Condition } from '../condition.tsx';
import type { Progress } from '../connect/progress.ts';
import { StepList } from '../connect/step-list.tsx';
import { Standing } from './standing.tsx';
import '../connect/connect.css';

export function MakingProgress({ progress }: { progress: Progress }) {
  const { t } = useTranslation('ownNode');
  const ownNode = useTill((till) => till.ownNode);
  if (progress.stage === 'giving') {
    return (
      <>
        <p>{t('making.lead')}</p>
        <Standing state={ownNode} />
      </>
    );
  }
  return (
    <>
      {progress.stage === 'connected' && <Condition tone="well" icon={CircleCheck} what={t('making.connected')} next={t('making.connectedNext')} />}
      <StepList progress={progress} />
    </>
  );
}
