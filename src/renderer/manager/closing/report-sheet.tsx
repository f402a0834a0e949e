// A Z, or the sum of a month or a year, as the paper that it is; printed again, or saved as a file.
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ReceiptPaper } from '../../ui/receipt-paper.tsx';
import { FileKeys } from '../file-keys.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { periodWords } from '../when.ts';

export type PaperOf = { number: number } | { period: string };

export function ReportSheet({ of, onClose }: { of: PaperOf; onClose: () => void }) {
  const { t, i18n } = useTranslation('shifts');
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const call = useCall();
  const { store } = useScreen();
  const paper =
    'number' in of ? ({ kind: 'shift_report', subjectId: String(of.number) } as const) : ({ kind: 'period_report', subjectId: of.period } as const);
  const { value, failure, again } = useAnswer(`${paper.kind} ${paper.subjectId}`, 0, (till) => till.papers.show(paper));
  const print = async () => {
    // A sum is made anew each time; a Z has its original, and copies.
    const outcome = await call((till) => ('period' in of ? till.shifts.printPeriod({ period: of.period }) : till.papers.copy(paper)));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('z.printing'), body: t('period' in of ? 'z.printingSum' : 'z.printingNext') });
  };
  const title = 'number' in of ? t('z.title', { number: of.number }) : t('z.period', { period: periodWords(of.period, localeOf(i18n.language)) });
  return (
    <Dialog
      shape="sheet"
      title={title}
      onClose={onClose}
      actions={
        hasPrinter && (
          <Button kind="primary" icon={Printer} onClick={() => void print()}>
            {t('z.print')}
          </Button>
        )
      }
    >
      {failure && <Unanswered failure={failure} onAgain={again} />}
      {value && (
        <>
          <ReceiptPaper document={value} label={title} />
          <div className="report-files">
            <FileKeys report={'number' in of ? { kind: 'z', ...of } : { kind: 'period', ...of }} of={title} />
          </div>
        </>
      )}
    </Dialog>
  );
}
