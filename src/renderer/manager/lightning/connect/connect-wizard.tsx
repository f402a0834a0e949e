// Connecting a node, in three looks at one dialog: what somebody has, what the till found step by step, and a yes to it.
import { ArrowLeft, ArrowRight, CircleCheck, KeyRound } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeAccessGiven } from '../../../../shared/connecting.ts';
import { wordsForFailure } from '../../../i18n/failure-words.ts';
import { useScans } from '../../../screen.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { type AccessDraft, AccessForm, EMPTY_DRAFT, givenOf, isOnion } from './access-form.tsx';
import { FoundNodeFacts } from './found-node.tsx';
import { failedStep, type Progress } from './progress.ts';
import { StepList } from './step-list.tsx';
import { UnlockForm } from './unlock-form.tsx';
import { useConnecting } from './use-connecting.ts';
import './connect.css';

export function ConnectWizard({ onSpending, onClose }: { onSpending: () => void; onClose: () => void }) {
  const { t } = useTranslation('connect');
  const formId = useId();
  const [draft, setDraft] = useState<AccessDraft>(EMPTY_DRAFT);
  const { progress, look, connect, startOver } = useConnecting();
  const { stage } = progress;
  const given = givenOf(draft);
  const change = (next: AccessDraft) => setDraft(isOnion(next) && !isOnion(draft) ? { ...next, throughProxy: true } : next);

  // A code that is scanned while the node is asked belongs to nothing here.
  useScans(async (text) => {
    if (stage === 'giving') change({ ...draft, form: 'uri', uri: { text: scanned(draft.uri.text, text), fileName: null } });
  });

  return (
    <Dialog
      title={t('wizard.title')}
      shape="sheet"
      // What is under way ends by itself, and this is where it says how.
      {...(stage !== 'connecting' && { onClose })}
      actions={
        <WizardActions
          progress={progress}
          formId={formId}
          possible={given !== null}
          onConnect={connect}
          onAgain={() => given && look(given)}
          onClose={onClose}
        />
      }
    >
      <div className="connect">
        {stage === 'giving' ? (
          <form
            id={formId}
            className="settings-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (given) look(given);
            }}
          >
            <p>{t('wizard.lead')}</p>
            <AccessForm draft={draft} onChange={change} />
          </form>
        ) : (
          <>
            {(stage === 'found' || stage === 'stopped') && (
              <Button kind="plain" icon={ArrowLeft} className="connect-back" onClick={startOver}>
                {t(stage === 'found' ? 'wizard.notThis' : 'wizard.change')}
              </Button>
            )}
            {stage === 'stopped' && <StepList progress={progress} />}
            {given && <Outcome progress={progress} given={given} onUnlocked={() => look(given)} onSpending={onSpending} />}
            {stage !== 'stopped' && <StepList progress={progress} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

const SCHEME = 'lndconnect:';

/** A code as long as this one can come from a scanner in pieces: what does not begin one goes on with the one that was begun. */
function scanned(before: string, text: string): string {
  const begun = before !== '' && SCHEME.startsWith(before.slice(0, SCHEME.length).toLowerCase());
  return begun && !text.toLowerCase().startsWith(SCHEME) ? before + text : text;
}

interface WizardActionsProps {
  progress: Progress;
  formId: string;
  possible: boolean;
  onConnect: () => void;
  onAgain: () => void;
  onClose: () => void;
}

function WizardActions({ progress: { stage }, formId, possible, onConnect, onAgain, onClose }: WizardActionsProps) {
  const { t } = useTranslation('connect');
  switch (stage) {
    case 'giving':
      return (
        <Button kind="primary" size="large" wide icon={ArrowRight} submit form={formId} disabled={!possible}>
          {t('wizard.look')}
        </Button>
      );
    case 'looking':
    case 'connecting':
      return (
        <Button kind="primary" size="large" wide busy>
          {t(stage === 'looking' ? 'wizard.look' : 'wizard.connect')}
        </Button>
      );
    case 'found':
      return (
        <Button kind="primary" size="large" wide onClick={onConnect}>
          {t('wizard.connect')}
        </Button>
      );
    case 'stopped':
      return (
        <Button kind="primary" size="large" wide onClick={onAgain}>
          {t('wizard.lookAgain')}
        </Button>
      );
    case 'connected':
      return (
        <Button kind="primary" size="large" wide onClick={onClose}>
          {t('wizard.done')}
        </Button>
      );
  }
}

/** What came of it: above the steps that led to it, and below the one that failed. */
interface OutcomeProps {
  progress: Progress;
  given: NodeAccessGiven;
  onUnlocked: () => void;
  onSpending: () => void;
}

function Outcome({ progress, given, onUnlocked, onSpending }: OutcomeProps) {
  const { t, i18n } = useTranslation('connect');
  const { t: tError } = useTranslation('errors');
  const { stage, found, failure } = progress;
  if (stage === 'connected') {
    return (
      <div className="connect-connected">
        <Icon of={CircleCheck} size={40} />
        <div role="status">
          <h3>{t('wizard.connected')}</h3>
          <p>{t('wizard.connectedNext')}</p>
        </div>
        <Button icon={KeyRound} onClick={onSpending}>
          {t('section.setUpSpending')}
        </Button>
      </div>
    );
  }
  if (stage === 'stopped' && failure) {
    const { title } = wordsForFailure(failure, tError, i18n.language);
    return (
      <p className="connect-remark" role="alert">
        <b>{title}</b> {t('wizard.lost')}
      </p>
    );
  }
  const failed = failedStep(progress);
  if (failed?.status === 'failed' && failed.word === 'locked') {
    const proven = given.how.form === 'uri' ? /[?&]cert=/i.test(given.how.uri) : given.how.certificate !== '';
    return proven ? <UnlockForm node={given} onUnlocked={onUnlocked} /> : <p className="connect-remark">{t('unlock.needsCertificate')}</p>;
  }
  return stage === 'found' && found ? <FoundNodeFacts found={found} /> : null;
}
