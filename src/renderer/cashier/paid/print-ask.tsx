// "Did the receipt come out?" Nobody but a person can tell; nothing waits for the answer.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSamePaper, type PaperSubject } from '../../../shared/papers.ts';
import type { PrintJobView } from '../../../shared/state.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { usePaperName } from '../../ui/paper-name.ts';
import { useTill } from '../till.ts';

export type PrintAnswer = 'printed' | 'again' | 'not_wanted';

/** With `keys`, F5, F7 and F8 answer: where no other question stands, beside the keys of a receipt (F2, F3, F4, F6). */
export function PrintAnswers({ job, keys = false }: { job: PrintJobView; keys?: boolean }) {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const answer = async (given: PrintAnswer) => {
    setBusy(true);
    await call((client) => client.printing.answer({ jobId: job.id, answer: given }));
    setBusy(false);
  };
  const answers = [
    { given: 'printed', key: 'F5', words: t('print.yes') },
    { given: 'again', key: 'F7', words: t('print.again') },
    { given: 'not_wanted', key: 'F8', words: t('print.notWanted') },
  ] as const;
  return (
    <div className="cashier-print-answers">
      {answers.map(({ given, key, words }) =>
        keys ? (
          <KeyButton key={given} shortcut={key} disabled={busy} onClick={() => void answer(given)}>
            {words}
          </KeyButton>
        ) : (
          <Button key={given} disabled={busy} onClick={() => void answer(given)}>
            {words}
          </Button>
        ),
      )}
    </div>
  );
}

/** Which paper is asked about, and why. */
export function PrintQuestion({ job }: { job: PrintJobView }) {
  const { t } = useTranslation('cashier');
  const paperName = usePaperName();
  return (
    <p className="cashier-print-question">
      <b>{t('print.asksWhich', { name: paperName(job) })}</b>
      {job.reason && <span> {t(`print.reason.${job.reason}`)}</span>}
    </p>
  );
}

/** At the foot of the register, for a paper of an earlier sale. */
export function PrintAskBar({ except }: { except: PaperSubject | null }) {
  const { t } = useTranslation('cashier');
  const job = useTill(({ printing }) => printing.jobs.find((one) => one.status === 'unconfirmed' && !(except && isSamePaper(one, except))));
  if (!job) return null;
  return (
    <aside className="cashier-print-ask" role="status" aria-label={t('print.asks')}>
      <PrintQuestion job={job} />
      <PrintAnswers key={job.id} job={job} />
    </aside>
  );
}
