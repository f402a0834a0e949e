// A sale's receipt as a code, for a customer to scan from this screen. On the cashier's it is on the customer's screen as well, as
// long as it is open here.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptCode } from '../../shared/digital-receipt.ts';
import { useCall, useScreen } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Qr } from '../ui/qr.tsx';
import './digital-receipts.css';

export interface ReceiptCodeDialogProps {
  saleId: string;
  receiptNumber: string;
  onClose: () => void;
}

export function ReceiptCodeDialog({ saleId, receiptNumber, onClose }: ReceiptCodeDialogProps) {
  const { t } = useTranslation('digitalReceipts');
  const call = useCall();
  const { screen } = useScreen();
  const atRegister = screen === 'cashier';
  const [code, setCode] = useState<ReceiptCode | null>(null);
  useEffect(() => {
    let wanted = true;
    const asking = call((till) => (atRegister ? till.digitalReceipts.show({ saleId }) : till.digitalReceipts.code({ saleId })));
    void asking.then((outcome) => {
      if (!wanted) return;
      if (outcome.ok && outcome.value) setCode(outcome.value);
      else onClose();
    });
    return () => {
      wanted = false;
      // Whoever leaves the page while it is open is followed by the next sale, which hides it as well.
      if (atRegister) void asking.then(() => call((till) => till.digitalReceipts.hide(), { quiet: true }));
    };
  }, [call, atRegister, saleId, onClose]);
  return (
    <Dialog title={t('qrTitle', { number: receiptNumber })} onClose={onClose}>
      {code && (
        <div className="receipt-code">
          <div className="receipt-code-picture">
            <Qr data={code.data} correction="L" label={t('customer.code', { number: receiptNumber })} />
          </div>
          {code.leftOut > 0 && <p>{t('leftOut', { count: code.leftOut })}</p>}
          <p>{t(atRegister ? 'onCustomers' : 'letScan')}</p>
        </div>
      )}
    </Dialog>
  );
}
