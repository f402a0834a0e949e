// The refunds of a sale: what went back, what is on its way, what failed and why; and beginning another one.
import { ReceiptText, RefreshCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remainingOf } from '../../../shared/refund.ts';
import type { SaleDetail } from '../../../shared/reports.ts';
import { wordsForFailure } from '../../i18n/failure-words.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Money } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { satWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { momentWords } from '../when.ts';
import { RefundSaleDialog } from './refund-sale-dialog.tsx';
import { SendAgainDialog } from './send-again-dialog.tsx';
import './refunds.css';

type Refund = SaleDetail['refunds'][number];

export function SaleRefunds({ detail: { sale, refunds, lost } }: { detail: SaleDetail }) {
  const { t } = useTranslation('refunds');
  const currency = useTill((till) => till.shop.currency);
  const [refunding, setRefunding] = useState(false);
  const left = remainingOf(sale, refunds, lost);
  if (refunds.length === 0 && left.minor <= 0) return null;
  return (
    <section>
      <h3>{t('list.title')}</h3>
      {refunds.map((refund) => (
        <RefundFacts key={refund.id} refund={refund} />
      ))}
      {left.minor > 0 && (
        <dl className="sale-totals">
          <div>
            <dt>{t('list.left')}</dt>
            <dd>
              <Money minor={left.minor} currency={currency} />
            </dd>
          </div>
        </dl>
      )}
      {left.minor > 0 && (
        <Button className="sale-refund-new" icon={Undo2} onClick={() => setRefunding(true)}>
          {t('refund')}
        </Button>
      )}
      {refunding && (
        <RefundSaleDialog saleId={sale.id} receiptNumber={sale.receiptNumber ?? ''} remainingMinor={left.minor} onClose={() => setRefunding(false)} />
      )}
    </section>
  );
}

function RefundFacts({ refund }: { refund: Refund }) {
  const { t, i18n } = useTranslation(['refunds', 'manager']);
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const locale = localeOf(i18n.language);
  const { amountMsat, feeMsat, quote, address, staffName, paymentHash } = refund;
  const moment = momentWords(refund.endedAtMs ?? refund.startedAtMs, locale, timeZone);
  return (
    <article className="sale-refund" data-status={refund.status}>
      <header>
        <h4>
          {refund.receiptNumber ?? moment} <small>{t(`list.status.${refund.status}`)}</small>
        </h4>
        <b>
          <Money minor={refund.amountMinor} currency={currency} />
        </b>
      </header>
      <State refund={refund} />
      <dl className="facts">
        <Fact name={t('list.sent')}>
          <span className="money">{satWords(amountMsat, locale)} sat</span>
        </Fact>
        {feeMsat !== null && refund.status === 'refunded' && (
          <Fact name={t('list.fee')}>
            <span className="money">{satWords(feeMsat, locale)} sat</span>
          </Fact>
        )}
        <Fact name={t('list.rate')}>
          {quote ? (
            <>
              1 BTC = <Money minor={quote.minorPerBtc} currency={quote.currency} />
            </>
          ) : (
            t('list.saleRate')
          )}
        </Fact>
        {address !== null && <Fact name={t('list.to')}>{address}</Fact>}
        <Fact name={t('list.by')}>{[staffName, moment].filter(Boolean).join(', ')}</Fact>
        <Fact name={t('manager:tenders.paymentHash')}>
          <code className="payment-hash">{paymentHash}</code>
        </Fact>
      </dl>
      <Act refund={refund} />
    </article>
  );
}

/** What is not plain from its status: what to do, or not to do. */
function State({ refund: { status, reason, expiresAtMs } }: { refund: Refund }) {
  const { t, i18n } = useTranslation('refunds');
  const { t: tError } = useTranslation('errors');
  const timeZone = useTill((till) => till.shop.timeZone);
  if (status === 'under_way')
    return <p role="status">{t('list.underWay', { moment: momentWords(expiresAtMs, localeOf(i18n.language), timeZone) })}</p>;
  if (status === 'failed')
    return (
      <p>
        {wordsForFailure({ code: 'REFUND_REFUSED', detail: { reason } }, tError, i18n.language).body} {t('list.failed')}
      </p>
    );
  return null;
}

function Act({ refund: { id, status, receiptNumber } }: { refund: Refund }) {
  const { t } = useTranslation('refunds');
  const call = useCall();
  const { store } = useScreen();
  const [again, setAgain] = useState(false);
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  if (status === 'under_way')
    return (
      <>
        <Button icon={RefreshCw} onClick={() => setAgain(true)}>
          {t('list.sendAgain')}
        </Button>
        {again && <SendAgainDialog refundId={id} onClose={() => setAgain(false)} />}
      </>
    );
  if (receiptNumber === null || !hasPrinter) return null;
  const copy = async () => {
    const outcome = await call((till) => till.papers.copy({ kind: 'refund', subjectId: id }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('list.printed', { receiptNumber }) });
  };
  return (
    <Button icon={ReceiptText} onClick={() => void copy()}>
      {t('list.receipt')}
    </Button>
  );
}
