// Receipts that do not get to their mailbox by themselves: to whom, why, in the server's own words; and what a person does about it.
import { AtSign, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AskedMail, addressTrouble } from '../../../shared/mail.ts';
import { AddressField } from '../../digital-receipts/address-field.tsx';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTill } from '../till.ts';

export function UnsentMail() {
  const { t } = useTranslation('digitalReceipts');
  const jobs = useTill((till) => till.unsentMail.jobs);
  if (jobs.length === 0) return null;
  return (
    <section aria-labelledby="attention-mail">
      <h2 id="attention-mail">{t('unsent.title')}</h2>
      <p className="attention-lead">{t('unsent.lead')}</p>
      {jobs.map((job) => (
        <UnsentJob key={job.id} job={job} />
      ))}
    </section>
  );
}

function UnsentJob({ job: { id: mailId, receiptNumber, reason, status, address, answer: said } }: { job: AskedMail }) {
  const { t } = useTranslation('digitalReceipts');
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const [typing, setTyping] = useState(false);
  const answer = async (given: { kind: 'again' } | { kind: 'give_up' } | { kind: 'other'; address: string }) => {
    setBusy(true);
    await call((till) => till.mail.answer({ mailId, answer: given }));
    setBusy(false);
  };
  return (
    <article className="print-job" aria-label={t('unsent.receipt', { number: receiptNumber })}>
      <div>
        <h3>
          {t('unsent.receipt', { number: receiptNumber })} · {address === null ? t('unsent.addressGone') : t('unsent.to', { address })}
        </h3>
        <p>
          {reason && t(`trouble.${reason}`)} {said !== '' && t('unsent.said', { answer: said })}
        </p>
      </div>
      <div className="print-job-actions">
        {address !== null && (
          <Button icon={RotateCw} disabled={busy} onClick={() => void answer({ kind: 'again' })}>
            {t(status === 'unknown' ? 'unsent.againMaybeTwice' : 'unsent.again')}
          </Button>
        )}
        <Button icon={AtSign} disabled={busy} onClick={() => setTyping(true)}>
          {t('unsent.other')}
        </Button>
        <Button kind="plain" icon={X} disabled={busy} onClick={() => void answer({ kind: 'give_up' })}>
          {t('unsent.giveUp')}
        </Button>
      </div>
      {typing && <OtherAddress busy={busy} onClose={() => setTyping(false)} onSend={(other) => answer({ kind: 'other', address: other })} />}
    </article>
  );
}

function OtherAddress({ busy, onSend, onClose }: { busy: boolean; onSend: (address: string) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation('digitalReceipts');
  const [address, setAddress] = useState('');
  const [tried, setTried] = useState(false);
  const send = async () => {
    setTried(true);
    if (addressTrouble(address) !== null) return;
    await onSend(address.trim());
    onClose();
  };
  return (
    <Dialog title={t('unsent.other')} onClose={onClose}>
      <form
        className="mail-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <AddressField label={t('address')} value={address} onValue={setAddress} tried={tried} />
        <Button kind="primary" submit busy={busy} disabled={address.trim() === ''}>
          {t('unsent.otherSend')}
        </Button>
      </form>
    </Dialog>
  );
}
