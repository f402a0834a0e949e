import { expect, test } from 'vitest';
import type { ConnectEvent, FoundNode } from '../../../../shared/connecting.ts';
import { failedStep, heard, NOTHING_ASKED, type Progress, stepsOf } from './progress.ts';

const found: FoundNode = {
  attemptId: 'a',
  nodeId: '02aa',
  alias: 'shop',
  prefix: 'lnbc',
  address: 'node:10009',
  certificateSha256: 'ab',
  certificateUnproven: false,
  bakes: true,
  instead: null,
};
const looking: Progress = { ...NOTHING_ASKED, stage: 'looking' };
const after = (...events: ConnectEvent[]) => events.reduce(heard, looking);

test('a look that ends well has a node to say yes to', () => {
  const progress = after({ step: 'read', status: 'running' }, { step: 'read', status: 'well', word: 'read' }, { found });
  expect(progress).toMatchObject({ stage: 'found', found: { alias: 'shop' }, reports: { read: { status: 'well' } } });
});

test('while looking, only the steps that change nothing are shown', () => {
  expect(stepsOf(after())).toEqual(['read', 'reach', 'certificate', 'macaroon', 'node', 'receive']);
});

test('the till’s own macaroon is a step only where one is made', () => {
  const connecting = (node: FoundNode): Progress => ({ ...after({ found: node }), stage: 'connecting' });
  expect(stepsOf(connecting(found))).toContain('own_macaroon');
  expect(stepsOf(connecting({ ...found, bakes: false }))).toEqual(['read', 'reach', 'certificate', 'macaroon', 'node', 'receive', 'invoice', 'keep']);
});

test('a failed step is the end, and named', () => {
  const progress = after({ step: 'reach', status: 'failed', word: 'refused' });
  expect(progress.stage).toBe('stopped');
  expect(failedStep(progress)).toMatchObject({ step: 'reach', word: 'refused' });
});
