// The practice wallet: stands in for the customer's phone, on the customer's or the cashier's screen. It pays a code as wallets
// do in real life: rightly, twice, in part, too much, too late, or not at all.
import { Smartphone } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticePayment } from '../../shared/contract.ts';
import { formatSat } from '../../shared/money.ts';
import type { PracticeState } from '../../shared/state.ts';
import { localeOf } from '../i18n/i18n.ts';
import { tillHook, useCall } from '../screen.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { EmptyState } from './empty-state.tsx';
import { Qr } from './qr.tsx';

const useTill = tillHook<'cashier' | 'customer'>();

type Code = PracticeState['codes'][number];

/** Closes itself after paying, so that what the payment did can be seen. */
export function PracticeWallet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const codes = useTill((till) => till.practice.codes);
  const [newest, ...older] = codes;
  return (
    <Dialog title={t('wallet.title')} shape="sheet" onClose={onClose}>
      <div className="wallet">
        <p className="wallet-explained">{t('wallet.explained')}</p>
        {newest ? (
          <>
            <WalletCode code={newest} onPaid={onClose} key={newest.paymentHash} />
            {older.length > 0 && (
              <ul className="wallet-older" aria-label={t('wallet.older')}>
                {older.map((code) => (
                  <li key={code.paymentHash}>
                    <WalletCode code={code} onPaid={onClose} />
                  </li>
                ))}
              </ul>
            )}
            <Refund startSat={newest.amountSat} />
          </>
        ) : (
          <EmptyState icon={Smartphone} title={t('wallet.empty')}>
            {t('wallet.emptyExplained')}
          </EmptyState>
        )}
      </div>
    </Dialog>
  );
}

function WalletCode({ code, onPaid }: { code: Code; onPaid: () => void }) {
  const { t, i18n } = useTranslation();
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const act = async (...payments: PracticePayment[]) => {
    setBusy(true);
    let done = true;
    for (const payment of payments) {
      done &&= (await call((till) => till.practice.wallet({ paymentHash: code.paymentHash, payment }))).ok;
    }
    setBusy(false);
    if (done && !payments.includes('expire')) onPaid();
  };
  return (
    <section className="wallet-code" data-status={code.status}>
      <h3>{t('wallet.amount', { amount: formatSat(code.amountSat, localeOf(i18n.language)) })}</h3>
      <p className="wallet-status">
        {t(`wallet.status.${code.status}`)}
        {code.paidCount > 1 && ` · ${t('wallet.paidTimes', { count: code.paidCount })}`}
      </p>
      {code.status === 'open' && (
        <div className="wallet-actions">
          <Button kind="primary" size="large" wide busy={busy} onClick={() => void act('pay')}>
            {t('wallet.pay')}
          </Button>
          <Button disabled={busy} onClick={() => void act('pay', 'pay')}>
            {t('wallet.payTwice')}
          </Button>
          <Button disabled={busy} onClick={() => void act('pay_part')}>
            {t('wallet.payPart')}
          </Button>
          <Button disabled={busy} onClick={() => void act('pay_more')}>
            {t('wallet.payMore')}
          </Button>
          <Button disabled={busy} onClick={() => void act('expire')}>
            {t('wallet.expire')}
          </Button>
        </div>
      )}
      {code.status === 'paid' && (
        <Button wide busy={busy} onClick={() => void act('pay')}>
          {t('wallet.payAgain')}
        </Button>
      )}
      {(code.status === 'expired' || code.status === 'cancelled') && (
        <>
          <Button wide busy={busy} onClick={() => void act('pay')}>
            {t('wallet.payLate')}
          </Button>
          <p className="wallet-explained">{t('wallet.payLateExplained')}</p>
        </>
      )}
    </section>
  );
}

/** A code of the practice wallet's own, over which a manager can refund. */
function Refund({ startSat }: { startSat: number }) {
  const { t } = useTranslation();
  const call = useCall();
  const fieldId = useId();
  const [amount, setAmount] = useState(String(startSat));
  const request = useTill((till) => till.practice.refundRequest);
  const amountSat = /^[1-9]\d{0,15}$/.test(amount) ? Number(amount) : null;
  return (
    <section className="wallet-refund">
      <h3>{t('wallet.refund')}</h3>
      <p className="wallet-explained">{t('wallet.refundExplained')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (amountSat !== null) void call((till) => till.practice.refundCode({ amountSat }));
        }}
      >
        <label htmlFor={fieldId}>{t('wallet.refundAmount')}</label>
        <input
          id={fieldId}
          className="field"
          inputMode="numeric"
          value={amount}
          onChange={(event) => setAmount(event.target.value.replace(/\D/g, ''))}
        />
        <Button submit disabled={amountSat === null}>
          {t('wallet.refundShow')}
        </Button>
      </form>
      {request && (
        <>
          <div className="wallet-refund-code">
            <Qr data={`LIGHTNING:${request.toUpperCase()}`} label={t('wallet.refundShown')} />
          </div>
          <code className="selectable">{request}</code>
        </>
      )}
    </section>
  );
}
