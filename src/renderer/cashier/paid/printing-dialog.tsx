// The printers' work: what waits and why, what a person has to answer, and the last papers to show or print again.
import { FileText, PrinterCheck, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../../shared/errors.ts';
import { isSamePaper, type PaperName } from '../../../shared/papers.ts';
import type { PrintJobView } from '../../../shared/state.ts';
import { MailStatus, ReceiptKeys } from '../../digital-receipts/receipt-keys.tsx';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { JobPrinter } from '../../ui/job-printer.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { MoveJob } from '../../ui/move-job.tsx';
import { usePaperName } from '../../ui/paper-name.ts';
import { useTill } from '../till.ts';
import { PaperDialog } from './paper-dialog.tsx';
import { PrintAnswers, PrintQuestion } from './print-ask.tsx';
import { useCopy } from './use-copy.ts';

export function PrintingDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('cashier');
  const jobs = useTill((till) => till.printing.jobs);
  const recent = useTill((till) => till.printing.recent);
  // Each paper once, however often it was printed.
  const papers = recent.filter((paper, at) => recent.findIndex((other) => isSamePaper(other, paper)) === at);
  const lastReceipt = papers.find(({ kind }) => kind === 'receipt' || kind === 'refund');
  return (
    <Dialog title={t('printing.title')} shape="sheet" onClose={onClose}>
      {lastReceipt && <LastReceipt key={lastReceipt.id} paper={lastReceipt} />}
      {jobs.length === 0 ? (
        <EmptyState icon={PrinterCheck} title={t('printing.allDone')}>
          {t('printing.allDoneExplained')}
        </EmptyState>
      ) : (
        <ul className="cashier-jobs">
          {jobs.map((job) => (
            <li key={job.id}>
              <Job job={job} />
            </li>
          ))}
        </ul>
      )}
      <EarlierPapers papers={papers.filter((paper) => paper !== lastReceipt && isDone(paper.status))} />
    </Dialog>
  );
}

function Job({ job }: { job: PrintJobView }) {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const name = usePaperName()(job);
  switch (job.status) {
    case 'unconfirmed':
      return (
        <>
          <PrintQuestion job={job} />
          <PrintAnswers job={job} />
          <MoveJob job={job} />
        </>
      );
    case 'waiting':
      return (
        <>
          <p>
            <b>{name}</b>
            <JobPrinter job={job} /> {t('printing.waits', { reason: t(`print.reason.${job.reason ?? 'ready'}`) })}
          </p>
          <MoveJob job={job} />
          <Button kind="plain" icon={X} onClick={() => void call((client) => client.printing.answer({ jobId: job.id, answer: 'not_wanted' }))}>
            {t('print.notWanted')}
          </Button>
        </>
      );
    case 'queued':
    case 'sending':
    case 'sent':
    case 'confirmed':
    case 'settled':
      return (
        <p>
          <b>{name}</b> {t(job.status === 'queued' ? 'printing.queued' : 'printing.sending')}
        </p>
      );
    default:
      return missingCase(job.status);
  }
}

/** What is not stands above. */
function isDone(status: PrintJobView['status']): boolean {
  return status === 'sent' || status === 'confirmed' || status === 'settled';
}

/** Any other paper of late: looked at, and printed again from there. */
function EarlierPapers({ papers }: { papers: readonly PaperName[] }) {
  const { t } = useTranslation('papers');
  const paperName = usePaperName();
  const [showing, setShowing] = useState<PaperName | null>(null);
  if (papers.length === 0) return null;
  return (
    <section className="cashier-earlier-papers">
      <h3>{t('earlier')}</h3>
      {papers.map((paper) => (
        <Button key={`${paper.kind} ${paper.subjectId}`} kind="plain" icon={FileText} onClick={() => setShowing(paper)}>
          {paperName(paper)}
        </Button>
      ))}
      {showing && <PaperDialog paper={showing} onClose={() => setShowing(null)} />}
    </section>
  );
}

function LastReceipt({ paper }: { paper: PaperName }) {
  const { t } = useTranslation('cashier');
  const { copy, busy } = useCopy(paper);
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const [showing, setShowing] = useState(false);
  return (
    <section className="cashier-last-receipt">
      <h3>
        {t('printing.last')} <span>{paper.title}</span>
      </h3>
      {hasPrinter && (
        <KeyButton shortcut="F2" busy={busy} onClick={copy}>
          {t('paid.again')}
        </KeyButton>
      )}
      <KeyButton shortcut="F3" onClick={() => setShowing(true)}>
        {t('paid.show')}
      </KeyButton>
      {paper.kind === 'receipt' && (
        <>
          <ReceiptKeys saleId={paper.subjectId} receiptNumber={paper.title} />
          <MailStatus saleId={paper.subjectId} />
        </>
      )}
      {showing && <PaperDialog paper={paper} onClose={() => setShowing(false)} />}
    </section>
  );
}
