// What is begun and not at its end, so that it cannot be forgotten: refunds on their way, the rest of one that is still to be handed
// over, and credit of an exchange that no sale has used.
import { Banknote, CreditCard, RefreshCw, Ticket } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundCredit, UnfinishedRefund } from '../../shared/refund-state.ts';
import { SendAgainDialog } from '../manager/refunds/send-again-dialog.tsx';
import { useCall, useScreen } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { useTill } from './till.ts';
import './refunds.css';

/** `canUse`: there is a sale in hand that credit can be put to. */
export function Unsettled({ canUse = false }: { canUse?: boolean }) {
  const unfinished = useTill((till) => till.refunds.unfinished);
  const credits = useTill((till) => till.refunds.credits);
  return (
    <>
      {unfinished.map((refund) => (
        <Unfinished key={refund.refundId} refund={refund} />
      ))}
      {credits.map((credit) => (
        <Credit key={credit.refundId} credit={credit} canUse={canUse} />
      ))}
    </>
  );
}

function Unfinished({ refund }: { refund: UnfinishedRefund }) {
  const { t } = useTranslation(['refunds', 'tenders']);
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const [busy, setBusy] = useState(false);
  const [again, setAgain] = useState(false);
  const { refundId, status, saleReceiptNumber, amountMinor, toHandOver } = refund;
  const { t: tCards } = useTranslation('cards');
  const terminalReady = useTill((till) => till.cards.terminal?.condition === 'ready');
  const atIt = useTill(({ cards }) => cards.underWay?.kind === 'refund' || cards.underWay?.kind === 'reversal');
  const byCard = terminalReady !== undefined && toHandOver.filter(({ kind }) => kind === 'card').length === 1;
  const giveAtTerminal = async () => {
    setBusy(true);
    await call((client) => client.refunds.giveAtTerminal({ refundId }));
    setBusy(false);
  };
  const finish = async () => {
    setBusy(true);
    await call((client) => client.refunds.finish({ refundId }));
    setBusy(false);
  };
  return (
    <article className="refund-unsettled" data-status={status}>
      <header>
        <h3>{saleReceiptNumber === null ? t('without.title') : t('ofSale', { receiptNumber: saleReceiptNumber })}</h3>
        <b>
          <Money minor={amountMinor} currency={currency} />
        </b>
      </header>
      <p>{t(status === 'under_way' ? 'unsettled.underWay' : 'unsettled.toHandOver')}</p>
      {status === 'under_way' ? (
        <Button icon={RefreshCw} onClick={() => setAgain(true)}>
          {t('list.sendAgain')}
        </Button>
      ) : (
        <>
          <ul className="refund-legs">
            {toHandOver.map((leg) => (
              <li key={`${leg.kind}${leg.amountMinor}`}>
                {t(`tenders:kind.${leg.kind}`)} <Money minor={leg.amountMinor} currency={currency} />
              </li>
            ))}
          </ul>
          {byCard && (
            <Button kind="primary" icon={CreditCard} busy={busy || atIt} disabled={!terminalReady} onClick={() => void giveAtTerminal()}>
              {tCards(atIt ? 'returning' : 'refundAtTerminal')}
            </Button>
          )}
          <Button icon={Banknote} busy={busy} disabled={atIt} onClick={() => void finish()}>
            {t('giveCash')}
          </Button>
        </>
      )}
      {again && <SendAgainDialog call={(till, pin) => till.refunds.sendAgain({ refundId, pin })} onClose={() => setAgain(false)} />}
    </article>
  );
}

function Credit({ credit: { refundId, receiptNumber, leftMinor }, canUse }: { credit: RefundCredit; canUse: boolean }) {
  const { t } = useTranslation('refunds');
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const [busy, setBusy] = useState(false);
  const alone = async (work: () => Promise<void>) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  const putToSale = () =>
    alone(async () => {
      await call((client) => client.refunds.putCredit({ refundId }));
    });
  const giveBack = (kind: 'cash' | 'voucher') =>
    alone(async () => {
      const outcome = await call((client) => client.refunds.giveCreditBack({ refundId, kind }));
      if (outcome.ok) store.getState().notify({ tone: 'done', title: t('unsettled.givenBack') });
    });
  return (
    <article className="refund-unsettled">
      <header>
        <h3>{t('unsettled.credit', { receiptNumber })}</h3>
        <b>
          <Money minor={leftMinor} currency={currency} />
        </b>
      </header>
      <p>{t('unsettled.creditExplained')}</p>
      <div className="refund-actions">
        {canUse && (
          <Button kind="primary" busy={busy} onClick={() => void putToSale()}>
            {t('unsettled.use')}
          </Button>
        )}
        <Button icon={Banknote} busy={busy} onClick={() => void giveBack('cash')}>
          {t('unsettled.inCash')}
        </Button>
        <Button icon={Ticket} busy={busy} onClick={() => void giveBack('voucher')}>
          {t('unsettled.asVoucher')}
        </Button>
      </div>
    </article>
  );
}
