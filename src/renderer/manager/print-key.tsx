// The key that prints a report on the office printer, where the shop has one; and what became of it, in words.
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../shared/errors.ts';
import type { OfficePrintOutcome } from '../../shared/office-printer.ts';
import { useCall, useScreen } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import type { FileKeysProps } from './file-keys.tsx';
import { useTill } from './till.ts';

export function PrintKey({ report, table, of }: FileKeysProps) {
  const { t } = useTranslation('office');
  const call = useCall();
  const { store } = useScreen();
  const there = useTill((till) => till.shop.officePrinter !== null);
  const [busy, setBusy] = useState(false);
  if (!there) return null;

  const words = (outcome: OfficePrintOutcome) => {
    switch (outcome.status) {
      case 'printed':
        return { tone: 'done', title: t('printed.title'), body: t('printed.body') } as const;
      case 'waiting':
        return { tone: 'trouble', title: t('waiting.title'), body: t(`waiting.${outcome.reason}`) } as const;
      case 'not_printed':
        return { tone: 'trouble', title: t('failed.title'), body: t(`failed.${outcome.reason}`) } as const;
      case 'unknown':
        return { tone: 'trouble', title: t('unknown.title'), body: t(`unknown.${outcome.reason}`) } as const;
      default:
        return missingCase(outcome);
    }
  };
  const print = async () => {
    setBusy(true);
    const outcome = await call((till) => till.reports.print({ report, ...(table !== undefined && { table }) }));
    setBusy(false);
    if (outcome.ok) store.getState().notify(words(outcome.value));
  };
  return (
    <Button icon={Printer} busy={busy} onClick={() => void print()} aria-label={t('printOf', { of })}>
      {t('print')}
    </Button>
  );
}
