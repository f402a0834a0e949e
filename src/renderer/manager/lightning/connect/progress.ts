// How far connecting has come, from what the till tells of each step. Pure.
import { CONNECT_STEPS, type ConnectEvent, type ConnectStep, type FoundNode, type StepReport } from '../../../../shared/connecting.ts';
import type { Failure } from '../../../failure.ts';

/** `giving`: nothing was asked yet. `stopped`: a step failed, or the till did not tell how it went on (`failure`). */
export type Stage = 'giving' | 'looking' | 'found' | 'connecting' | 'connected' | 'stopped';

export interface Progress {
  stage: Stage;
  reports: Partial<Record<ConnectStep, StepReport>>;
  found: FoundNode | null;
  failure: Failure | null;
}

export const NOTHING_ASKED: Progress = { stage: 'giving', reports: {}, found: null, failure: null };

export function heard(progress: Progress, event: ConnectEvent): Progress {
  if ('found' in event) return { ...progress, stage: 'found', found: event.found };
  if ('connected' in event) return { ...progress, stage: 'connected' };
  const stage = event.status === 'failed' ? 'stopped' : progress.stage;
  return { ...progress, stage, reports: { ...progress.reports, [event.step]: event } };
}

/** The steps that there are to show: those that only come with an owner's macaroon once it is known that they do. */
export function stepsOf({ found, reports, stage }: Progress): ConnectStep[] {
  const looking = stage === 'looking' || stage === 'found' || (stage === 'stopped' && !found);
  return CONNECT_STEPS.filter((step) => {
    if (looking) return LOOKING.has(step);
    return step !== 'own_macaroon' || found?.bakes === true || reports.own_macaroon !== undefined;
  });
}

const LOOKING: ReadonlySet<ConnectStep> = new Set(['read', 'reach', 'certificate', 'macaroon', 'node', 'receive']);

/** The step that failed, if one did. */
export function failedStep({ reports }: Progress): StepReport | undefined {
  return CONNECT_STEPS.map((step) => reports[step]).find((report) => report?.status === 'failed');
}
