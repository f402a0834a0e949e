// Papers: a printer in trouble, receipts that wait for it, and those of which nobody knows whether they came out.
import { Check, Printer, PrinterCheck, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterCondition, PrintJobView } from '../../../shared/state.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { JobPrinter } from '../../ui/job-printer.tsx';
import { MoveJob } from '../../ui/move-job.tsx';
import { usePaperName } from '../../ui/paper-name.ts';
import { useTill } from '../till.ts';
import { timeWords } from '../when.ts';

const IN_ORDER: ReadonlySet<PrinterCondition> = new Set(['ready', 'connecting', 'none']);

/** A printer that somebody has to walk over to. */
export function printerNeedsSomebody(condition: PrinterCondition): boolean {
  return !IN_ORDER.has(condition);
}

/** A paper that waits for an answer, or for a printer. The others print by themselves. */
export function jobNeedsSomebody(job: PrintJobView): boolean {
  return job.status === 'unconfirmed' || job.status === 'waiting';
}

export function PrintJobs() {
  const { t } = useTranslation('manager');
  const printers = useTill((till) => till.printing.printers);
  const jobs = useTill((till) => till.printing.jobs).filter(jobNeedsSomebody);
  const troubled = printers.filter(({ condition }) => printerNeedsSomebody(condition));
  if (troubled.length === 0 && jobs.length === 0) return null;
  return (
    <section aria-labelledby="attention-papers">
      <h2 id="attention-papers">{t('papers.title')}</h2>
      {troubled.map(({ id, name, condition }) => (
        <p key={id} className="printer-trouble" role="status">
          <Icon of={Printer} size={28} />
          <span>
            <b>
              {printers.length > 1 && `${name}: `}
              {t(`papers.condition.${condition}.what`)}
            </b>{' '}
            {t(`papers.condition.${condition}.next`)}
            <GoOn printerId={id} condition={condition} />
          </span>
        </p>
      ))}
      {jobs.map((job) => (
        <PrintJob key={job.id} job={job} />
      ))}
    </section>
  );
}

/** Nobody but a person knows that what was stuck is free. */
export function GoOn({ printerId, condition }: { printerId: string; condition: PrinterCondition }) {
  const { t } = useTranslation('manager');
  const call = useCall();
  if (condition !== 'cutter_error' && condition !== 'mechanical_error') return null;
  return (
    <Button icon={Check} onClick={() => void call((till) => till.printing.goOn({ printerId }))}>
      {t('papers.goOn')}
    </Button>
  );
}

function PrintJob({ job }: { job: PrintJobView }) {
  const { t, i18n } = useTranslation('manager');
  const call = useCall();
  const timeZone = useTill((till) => till.shop.timeZone);
  const [busy, setBusy] = useState(false);
  const answer = async (given: 'printed' | 'again' | 'not_wanted') => {
    setBusy(true);
    await call((till) => till.printing.answer({ jobId: job.id, answer: given }));
    setBusy(false);
  };
  const asks = job.status === 'unconfirmed';
  const name = usePaperName()(job);
  return (
    <article className="print-job">
      <div>
        <h3>
          {asks ? t('papers.asks', { name }) : name}
          <JobPrinter job={job} />
        </h3>
        <p>
          {t(`papers.reason.${job.reason ?? 'none'}`)} {t('papers.since', { time: timeWords(job.queuedAtMs, localeOf(i18n.language), timeZone) })}
        </p>
      </div>
      <div className="print-job-actions">
        {asks && (
          <>
            <Button icon={Check} disabled={busy} onClick={() => void answer('printed')}>
              {t('papers.printed')}
            </Button>
            <Button icon={PrinterCheck} disabled={busy} onClick={() => void answer('again')}>
              {t('papers.again')}
            </Button>
          </>
        )}
        <MoveJob job={job} />
        <Button kind="plain" icon={X} disabled={busy} onClick={() => void answer('not_wanted')}>
          {t('papers.notWanted')}
        </Button>
      </div>
    </article>
  );
}
