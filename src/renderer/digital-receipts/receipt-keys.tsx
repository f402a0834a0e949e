// A receipt without paper: its code, and the way to a mailbox. Beside what prints it.
import { Mail, MailCheck, MailWarning, QrCode } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import { KeyButton } from '../ui/key-button.tsx';
import { MailDialog } from './mail-dialog.tsx';
import { ReceiptCodeDialog } from './receipt-code-dialog.tsx';
import { useTill } from './till.ts';
import './digital-receipts.css';

export interface ReceiptKeysProps {
  saleId: string;
  receiptNumber: string;
}

export function ReceiptKeys({ saleId, receiptNumber }: ReceiptKeysProps) {
  const { t } = useTranslation('digitalReceipts');
  const hasCode = useTill((till) => till.shop.digitalReceipts.code !== 'none');
  const mails = useTill((till) => till.mail.sender !== null);
  const [open, setOpen] = useState<'code' | 'mail' | null>(null);
  const close = useCallback(() => setOpen(null), []);
  return (
    <>
      {hasCode && (
        <KeyButton icon={QrCode} shortcut="F4" onClick={() => setOpen('code')}>
          {t('qr')}
        </KeyButton>
      )}
      {mails && (
        <KeyButton icon={Mail} shortcut="F6" onClick={() => setOpen('mail')}>
          {t('mail')}
        </KeyButton>
      )}
      {open === 'code' && <ReceiptCodeDialog saleId={saleId} receiptNumber={receiptNumber} onClose={close} />}
      {open === 'mail' && <MailDialog saleId={saleId} receiptNumber={receiptNumber} onClose={close} />}
    </>
  );
}

/** What became of the sale's last mail; nothing where none was asked for. */
export function MailStatus({ saleId }: { saleId: string }) {
  const { t } = useTranslation('digitalReceipts');
  const status = useTill((till) => till.mail.recent.find((job) => job.saleId === saleId)?.status);
  if (!status) return null;
  const trouble = status === 'stuck' || status === 'unknown';
  return (
    <p className="mail-state" role="status" data-trouble={trouble || undefined}>
      <Icon of={status === 'sent' ? MailCheck : trouble ? MailWarning : Mail} size={22} />
      {t(`mailState.${status}`)}
    </p>
  );
}
