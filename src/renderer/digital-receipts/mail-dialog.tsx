// To which address a receipt goes. The till knows that of customers with an account; any other is typed.
import { Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressTrouble } from '../../shared/mail.ts';
import { useCall, useScreen } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { AddressField } from './address-field.tsx';
import { useTill } from './till.ts';
import './digital-receipts.css';

export interface MailDialogProps {
  saleId: string;
  receiptNumber: string;
  onClose: () => void;
}

export function MailDialog({ saleId, receiptNumber, onClose }: MailDialogProps) {
  const { t } = useTranslation('digitalReceipts');
  const call = useCall();
  const { store } = useScreen();
  const practice = useTill((till) => till.shop.practice);
  const sender = useTill((till) => till.mail.sender);
  const [address, setAddress] = useState('');
  const [known, setKnown] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  // However often it is pressed, it is one mail.
  const [mailId] = useState(() => crypto.randomUUID());
  useEffect(() => {
    let wanted = true;
    void call((till) => till.mail.addressOf({ saleId })).then((outcome) => {
      if (!wanted || !outcome.ok) return;
      setKnown(outcome.value.address);
      // What is being typed already goes first.
      setAddress((typed) => typed || outcome.value.address);
    });
    return () => {
      wanted = false;
    };
  }, [call, saleId]);
  const send = async () => {
    setTried(true);
    if (addressTrouble(address) !== null) return;
    setBusy(true);
    const to = address.trim();
    const outcome = await call((till) => till.mail.send({ mailId, saleId, address: to }));
    setBusy(false);
    if (!outcome.ok) return;
    store.getState().notify({ tone: 'done', title: t('queued', { address: practice ? (sender ?? '') : to }), body: t('queuedNext') });
    onClose();
  };
  return (
    <Dialog title={t('mailTitle', { number: receiptNumber })} onClose={onClose}>
      <form
        className="mail-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {practice && <p>{t('practiceMail', { sender })}</p>}
        <AddressField
          label={t('address')}
          value={address}
          onValue={setAddress}
          tried={tried}
          hint={known !== '' && address === known ? t('known') : ''}
        />
        <Button kind="primary" size="large" icon={Send} submit busy={busy} disabled={address.trim() === ''}>
          {t('send')}
        </Button>
      </form>
    </Dialog>
  );
}
