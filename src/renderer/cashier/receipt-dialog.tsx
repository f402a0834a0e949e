// A receipt shown on the screen: for a customer who wants no paper, or while there is none.
import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import { useCall } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ReceiptPaper } from '../ui/receipt-paper.tsx';
import { KeyButton } from './key-button.tsx';
import { useTill } from './till.ts';
import { useCopy } from './use-copy.ts';

export function ReceiptDialog({ receiptNumber, onClose }: { receiptNumber: string; onClose: () => void }) {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const { copy, busy } = useCopy(receiptNumber);
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const [document, setDocument] = useState<ReceiptDocument | null>(null);
  useEffect(() => {
    let wanted = true;
    void call((client) => client.receipts.show({ receiptNumber })).then((outcome) => {
      if (!wanted) return;
      if (outcome.ok) setDocument(outcome.value);
      else onClose();
    });
    return () => {
      wanted = false;
    };
  }, [call, receiptNumber, onClose]);
  return (
    <Dialog
      title={t('receipt.title', { number: receiptNumber })}
      onClose={onClose}
      actions={
        hasPrinter && (
          <KeyButton icon={Printer} shortcut="F2" busy={busy} onClick={copy}>
            {t('paid.again')}
          </KeyButton>
        )
      }
    >
      {document ? <ReceiptPaper document={document} /> : <p role="status">{t('receipt.loading')}</p>}
    </Dialog>
  );
}
