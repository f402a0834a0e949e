// A new node in four looks at one dialog: which program, the seed to write down, three of its words again, and the connecting.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewSeed, OwnNodeRequest } from '../../../../shared/own-node.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useTill } from '../../till.ts';
import { DialogPage } from './dialog-page.tsx';
import { MakingProgress } from './making-progress.tsx';
import { Refusal } from './refusal.tsx';
import { RequestForm } from './request-form.tsx';
import { SeedWords } from './seed-words.tsx';
import { type Making, useMaking } from './use-making.ts';
import './own-node.css';

type Look = 'request' | 'seed' | 'repeat' | 'making';

export function NewNodeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('ownNode');
  const formId = useId();
  const making = useMaking();
  const programFound = useTill((till) => till.ownNode.programFound);
  const [request, setRequest] = useState<OwnNodeRequest>({ program: programFound, network: 'mainnet', peer: '' });
  const [written, setWritten] = useState(false);
  const [typed, setTyped] = useState(['', '', '']);
  const { seed, progress, busy } = making;
  // Once the words were right the seed is gone from here, and the node is on its way.
  const look: Look = seed ? (written ? 'repeat' : 'seed') : written ? 'making' : 'request';
  const close = () => {
    if (seed) making.giveUp();
    onClose();
  };

  return (
    <Dialog
      title={t(`dialog.title.${look}`)}
      shape="sheet"
      onClose={close}
      actions={
        <Actions
          look={look}
          formId={formId}
          making={making}
          onWritten={setWritten}
          onClose={onClose}
          full={typed.every((word) => word.trim() !== '')}
        />
      }
    >
      <DialogPage label={t(`dialog.title.${look}`)}>
        {look === 'request' && <RequestForm id={formId} request={request} onChange={setRequest} onSubmit={() => !busy && making.begin(request)} />}
        {look === 'seed' && seed && <SeedWords words={seed.words} />}
        {look === 'repeat' && seed && <Repeat id={formId} seed={seed} typed={typed} onTyped={setTyped} onSubmit={() => making.make(typed)} />}
        {look === 'making' && <MakingProgress progress={progress} />}
        {making.failure && <Refusal failure={making.failure} />}
      </DialogPage>
    </Dialog>
  );
}

interface RepeatProps {
  id: string;
  seed: NewSeed;
  typed: readonly string[];
  onTyped: (typed: string[]) => void;
  onSubmit: () => void;
}

function Repeat({ id, seed, typed, onTyped, onSubmit }: RepeatProps) {
  const { t } = useTranslation('ownNode');
  return (
    <form
      id={id}
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <p>{t('repeat.lead')}</p>
      {seed.repeat.map((position, index) => (
        <div key={position} className="settings-field">
          <label htmlFor={`${id}-${position}`}>{t('repeat.word', { position })}</label>
          <input
            id={`${id}-${position}`}
            className="field"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={20}
            data-first-focus={index === 0 || undefined}
            value={typed[index] ?? ''}
            onChange={(event) => onTyped(typed.map((word, other) => (other === index ? event.target.value : word)))}
          />
        </div>
      ))}
    </form>
  );
}

interface ActionsProps {
  look: Look;
  formId: string;
  making: Making;
  full: boolean;
  onWritten: (written: boolean) => void;
  onClose: () => void;
}

function Actions({ look, formId, making: { busy, progress }, full, onWritten, onClose }: ActionsProps) {
  const { t } = useTranslation('ownNode');
  switch (look) {
    case 'request':
      return (
        <Button kind="primary" size="large" wide submit form={formId} busy={busy}>
          {t('dialog.begin')}
        </Button>
      );
    case 'seed':
      return (
        <Button kind="primary" size="large" wide onClick={() => onWritten(true)}>
          {t('dialog.written')}
        </Button>
      );
    case 'repeat':
      return (
        <>
          <Button size="large" onClick={() => onWritten(false)}>
            {t('dialog.showAgain')}
          </Button>
          <Button kind="primary" size="large" wide submit form={formId} busy={busy} disabled={!full}>
            {t('dialog.make')}
          </Button>
        </>
      );
    case 'making':
      return (
        <Button kind={progress.stage === 'connected' ? 'primary' : 'quiet'} size="large" wide onClick={onClose}>
          {t(progress.stage === 'connected' ? 'dialog.done' : 'dialog.close')}
        </Button>
      );
  }
}
