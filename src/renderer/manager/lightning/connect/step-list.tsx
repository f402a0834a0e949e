// The steps of connecting with their marks, live: a shape, a colour and a word each, and what was found in a sentence.
import { CircleAlert, CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ConnectStep, StepReport } from '../../../../shared/connecting.ts';
import { SECRETS_TROUBLES } from '../../../../shared/lightning.ts';
import { localeOf } from '../../../i18n/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { countWords } from '../../numbers.tsx';
import { type Progress, stepsOf } from './progress.ts';

type Mark = 'waiting' | StepReport['status'];

const MARKS: Record<Mark, LucideIcon> = {
  waiting: CircleDashed,
  running: LoaderCircle,
  well: CircleCheck,
  warning: CircleAlert,
  failed: CircleX,
};

export function StepList({ progress }: { progress: Progress }) {
  const { t } = useTranslation('connect');
  return (
    <ol className="connect-steps" aria-label={t('wizard.steps')} aria-live="polite">
      {stepsOf(progress).map((step) => (
        <Step key={step} step={step} report={progress.reports[step]} />
      ))}
    </ol>
  );
}

function Step({ step, report }: { step: ConnectStep; report: StepReport | undefined }) {
  const { t } = useTranslation('connect');
  const mark = report?.status ?? 'waiting';
  return (
    <li className="connect-step" data-mark={mark}>
      <Icon of={MARKS[mark]} size={26} />
      <div>
        <b>{t(`step.${step}`)}</b>
        <span className="visually-hidden">: {t(`status.${mark}`)}</span>
        {report && report.status !== 'running' && <StepWords report={report} />}
      </div>
    </li>
  );
}

function StepWords({ report: { word, detail = {} } }: { report: Exclude<StepReport, { status: 'running' }> }) {
  const { t, i18n } = useTranslation('connect');
  const trouble = SECRETS_TROUBLES.find((one) => one === detail.reason);
  const values: Record<string, string | number> = {
    ...detail,
    ...(typeof detail.sat === 'number' && { sat: countWords(detail.sat, localeOf(i18n.language)) }),
    ...(trouble && { reason: t(`trouble.${trouble}.what`) }),
  };
  return <p>{t(`word.${word}`, values)}</p>;
}
