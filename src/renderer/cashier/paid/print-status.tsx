// What became of this sale's paper, and what can be done about it.
import { CircleCheck, CircleHelp, Hourglass, Inbox, type LucideIcon, Printer, PrinterCheck } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../../shared/errors.ts';
import type { PaperSubject } from '../../../shared/papers.ts';
import { Icon } from '../../ui/icon.tsx';
import { useTill } from '../till.ts';
import { PrintAnswers } from './print-ask.tsx';
import { printOutcome } from './print-outcome.ts';

export function PrintStatus({ paper }: { paper: PaperSubject }) {
  const { t } = useTranslation('cashier');
  const printing = useTill((till) => till.printing);
  const outcome = useMemo(() => printOutcome(printing, paper), [printing, paper]);
  switch (outcome.kind) {
    case 'printing':
      return <Line icon={Printer}>{t('print.printing')}</Line>;
    case 'printed':
      return <Line icon={CircleCheck}>{t('print.printed')}</Line>;
    case 'sent':
      return <Line icon={PrinterCheck}>{t('print.sent')}</Line>;
    case 'answered':
      return <Line icon={CircleCheck}>{t('print.answered')}</Line>;
    case 'no_printer':
      return <Line icon={Printer}>{t('print.noPrinter')}</Line>;
    case 'waiting':
      return (
        <Line icon={Hourglass} trouble>
          {t('print.waiting', { reason: t(`print.reason.${outcome.reason ?? outcome.condition}`) })}
        </Line>
      );
    case 'asks':
      return (
        <div className="cashier-print-asks">
          <Line icon={CircleHelp} trouble>
            {t('print.asks')}
            {outcome.job.reason && <small> {t(`print.reason.${outcome.job.reason}`)}</small>}
          </Line>
          <PrintAnswers key={outcome.job.id} job={outcome.job} keys />
        </div>
      );
    default:
      return missingCase(outcome);
  }
}

/** Change has to come out of it, and it does not open later by itself. */
export function DrawerStatus() {
  const { t } = useTranslation('cashier');
  const shut = useTill(
    ({ printing, checkout }) =>
      printing.drawer === 'did_not_open' &&
      checkout.sale.tenders.some(({ kind, status }) => (kind === 'cash' || kind === 'foreign_cash') && status === 'paid'),
  );
  if (!shut) return null;
  return (
    <Line icon={Inbox} trouble>
      {t('print.drawerShut')}
    </Line>
  );
}

function Line({ icon, trouble = false, children }: { icon: LucideIcon; trouble?: boolean; children: ReactNode }) {
  return (
    <p className="cashier-print-line" role="status" data-trouble={trouble || undefined}>
      <Icon of={icon} size={22} />
      <span>{children}</span>
    </p>
  );
}
