// A paper shown on the screen: for a customer who wants none, or while there is none.
import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperName } from '../../../shared/papers.ts';
import type { ReceiptDocument } from '../../../shared/receipt.ts';
import { useCall } from '../../screen.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { usePaperName } from '../../ui/paper-name.ts';
import { ReceiptPaper } from '../../ui/receipt-paper.tsx';
import { useTill } from '../till.ts';
import { useCopy } from './use-copy.ts';

export function PaperDialog({ paper, onClose }: { paper: PaperName; onClose: () => void }) {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const { copy, busy } = useCopy(paper);
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const { kind, subjectId } = paper;
  const paperName = usePaperName();
  const [document, setDocument] = useState<ReceiptDocument | null>(null);
  useEffect(() => {
    let wanted = true;
    void call((client) => client.papers.show({ kind, subjectId })).then((outcome) => {
      if (!wanted) return;
      if (outcome.ok) setDocument(outcome.value);
      else onClose();
    });
    return () => {
      wanted = false;
    };
  }, [call, kind, subjectId, onClose]);
  return (
    <Dialog
      title={paperName(paper)}
      onClose={onClose}
      actions={
        hasPrinter && (
          <KeyButton icon={Printer} shortcut="F2" busy={busy} onClick={copy}>
            {t('paid.again')}
          </KeyButton>
        )
      }
    >
      {document ? <ReceiptPaper document={document} label={paperName(paper)} /> : <p role="status">{t('receipt.loading')}</p>}
    </Dialog>
  );
}
