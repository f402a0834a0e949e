// The practice wallet: stands in for the customer's phone, on the customer's or the cashier's screen. It pays a code as wallets
// do in real life: rightly, twice, in part, too much, too late, or not at all.
import { Smartphone } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticePayment } from '../../shared/contract.ts';
import { formatSat } from '../../shared/money.ts';
import type { PracticeState } from '../../shared/state.ts';
import { liveLightningTender } from '../../shared/tender.ts';
import { localeOf } from '../i18n/i18n.ts';
import { tillHook, useCall } from '../screen.tsx';
import { PracticeCards } from '../taps/practice-cards.tsx';
import type { TillClient } from '../till-client.ts';
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
            <OnChain />
            <div className="wallet-besides">
              <Refund startSat={newest.amountSat} />
              <Elsewhere amountSat={newest.amountSat} />
            </div>
          </>
        ) : (
          <EmptyState icon={Smartphone} title={t('wallet.empty')}>
            {t('wallet.emptyExplained')}
          </EmptyState>
        )}
        <PracticeCards onTapped={onClose} />
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

/** The wallet's way on chain: to the code that is shown, if it has an address; and the chain itself, which makes a block when it is told to. */
function OnChain() {
  const { t, i18n } = useTranslation('onChain');
  const call = useCall();
  const { height, payments } = useTill((till) => till.practice.chain);
  const code = useTill((till) => liveLightningTender(till.checkout.sale.tenders));
  const taken = useTill((till) => till.shop.lightning.onChain.enabled);
  const [busy, setBusy] = useState(false);
  if (!taken && payments.length === 0) return null;
  const act = async (work: (till: TillClient) => Promise<unknown>) => {
    setBusy(true);
    await call(work);
    setBusy(false);
  };
  const pay = (address: string, amountSat: number) => void act((till) => till.practice.payOnChain({ address, amountSat }));
  return (
    <section className="wallet-chain">
      <h3>{t('wallet.title')}</h3>
      <p className="wallet-explained">{t('wallet.explained')}</p>
      {code?.address && (
        <div className="wallet-actions">
          <Button wide busy={busy} onClick={() => pay(code.address ?? '', code.amountSat)}>
            {t('wallet.pay')}
          </Button>
          <Button disabled={busy} onClick={() => pay(code.address ?? '', Math.floor(code.amountSat / 2))}>
            {t('wallet.payPart')}
          </Button>
          <Button disabled={busy} onClick={() => pay(code.address ?? '', code.amountSat + Math.ceil(code.amountSat / 5))}>
            {t('wallet.payMore')}
          </Button>
        </div>
      )}
      <ul>
        {payments.map(({ outpoint, amountSat, status, confirmations }) => (
          <li key={outpoint}>
            {t(`wallet.status.${status}`, { amount: formatSat(amountSat, localeOf(i18n.language)), confirmations })}
            {status === 'waiting' && (
              <Button disabled={busy} onClick={() => void act((till) => till.practice.replaceOnChain({ outpoint }))}>
                {t('wallet.takeBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button wide disabled={busy} onClick={() => void act((till) => till.practice.makeBlock())}>
        {t('wallet.makeBlock', { height: height + 1 })}
      </Button>
    </section>
  );
}

/** Money that is of no sale, for the manager's list. It changes nothing that the customer sees, so the wallet says that it went. */
function Elsewhere({ amountSat }: { amountSat: number }) {
  const { t, i18n } = useTranslation();
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const [times, setTimes] = useState(0);
  const amount = formatSat(amountSat, localeOf(i18n.language));
  const send = async () => {
    setBusy(true);
    if ((await call((till) => till.practice.payElsewhere({ amountSat }))).ok) setTimes((before) => before + 1);
    setBusy(false);
  };
  return (
    <section className="wallet-besides-part">
      <h3>{t('wallet.elsewhere')}</h3>
      <p className="wallet-explained" role="status" data-sent={times > 0 || undefined}>
        {times > 0 ? t('wallet.elsewherePaid', { amount, count: times }) : t('wallet.elsewhereExplained')}
      </p>
      <Button wide busy={busy} onClick={() => void send()}>
        {t('wallet.elsewherePay', { amount })}
      </Button>
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
    <section className="wallet-besides-part">
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
          <div className="wallet-besides-code">
            <Qr data={`LIGHTNING:${request.toUpperCase()}`} label={t('wallet.refundShown')} />
          </div>
          <code className="selectable">{request}</code>
        </>
      )}
    </section>
  );
}
