// The refunds of a sale: what went back and how, what is on its way, what failed and why; and beginning another one.
import { ReceiptText, RefreshCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundLeg } from '../../../shared/refund.ts';
import type { RefundableSale } from '../../../shared/refund-state.ts';
import type { SaleDetail } from '../../../shared/reports.ts';
import { wordsForFailure } from '../../i18n/failure-words.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { RefundSheet } from '../../refunds/refund-sheet.tsx';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Money } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { satWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';
import { SendAgainDialog } from './send-again-dialog.tsx';
import '../../refunds/refunds.css';

type Refund = SaleDetail['refunds'][number];

/** Nothing goes back of a sale that was not completed. */
export function SaleRefunds({ detail }: { detail: SaleDetail }) {
  return detail.sale.status === 'completed' ? <RefundsOfSale detail={detail} /> : null;
}

function RefundsOfSale({ detail: { sale, refunds } }: { detail: SaleDetail }) {
  const { t } = useTranslation('refunds');
  const currency = useTill((till) => till.shop.currency);
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const [refunding, setRefunding] = useState<RefundableSale | null>(null);
  const { value: left } = useAnswer(sale.id, journalSeq, (till) => till.refunds.left({ saleId: sale.id }));
  const leftMinor = left?.leftMinor ?? 0;
  if (refunds.length === 0 && leftMinor <= 0) return null;
  return (
    <section>
      <h3>{t('list.title')}</h3>
      {refunds.map((refund) => (
        <RefundFacts key={refund.id} refund={refund} />
      ))}
      {left && leftMinor > 0 && (
        <>
          <dl className="sale-totals">
            <div>
              <dt>{t('list.left')}</dt>
              <dd>
                <Money minor={leftMinor} currency={currency} />
              </dd>
            </div>
          </dl>
          <Button className="sale-refund-new" icon={Undo2} onClick={() => setRefunding(left)}>
            {t('refund')}
          </Button>
        </>
      )}
      {refunding && <RefundSheet sale={refunding} onClose={() => setRefunding(null)} />}
    </section>
  );
}

function RefundFacts({ refund }: { refund: Refund }) {
  const { t, i18n } = useTranslation(['refunds', 'manager']);
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const locale = localeOf(i18n.language);
  const moment = momentWords(refund.endedAtMs ?? refund.startedAtMs, locale, timeZone);
  const goods = refund.lines.filter(({ quantity }) => quantity > 0);
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
        {goods.length > 0 && (
          <Fact name={t('list.goods')}>
            {goods
              .map(({ names, quantity, unit }) => `${unit === 'kg' ? `${quantity} g` : `${quantity} ×`} ${nameIn(names, i18n.language)}`)
              .join(', ')}
          </Fact>
        )}
        {refund.tipMinor > 0 && (
          <Fact name={t('goods.tip')}>
            <Money minor={refund.tipMinor} currency={currency} />
          </Fact>
        )}
        {refund.legs.map((leg) => (
          <LegFacts key={leg.id} leg={leg} />
        ))}
        {refund.reason !== '' && <Fact name={t('list.reason')}>{refund.reason}</Fact>}
        <Fact name={t('list.by')}>{[refund.staffName, moment].filter(Boolean).join(', ')}</Fact>
      </dl>
      <Act refund={refund} />
    </article>
  );
}

function LegFacts({ leg: { way, amountMinor, feeMsat, reason, status } }: { leg: RefundLeg }) {
  const { t, i18n } = useTranslation(['refunds', 'tenders', 'manager']);
  const currency = useTill((till) => till.shop.currency);
  const locale = localeOf(i18n.language);
  const name = t(`tenders:kind.${way.kind}`);
  if (way.kind !== 'lightning')
    return (
      <Fact name={name}>
        <Money minor={way.kind === 'cash' ? amountMinor + way.roundingMinor : amountMinor} currency={currency} />
        {way.kind === 'foreign_cash' && (
          <>
            {' '}
            (<Money minor={way.foreignMinor} currency={way.currency} />)
          </>
        )}
        {way.kind === 'voucher' && ` ${way.voucherNumber}`}
        {way.kind === 'account' && ` ${way.customerName}`}
        {way.kind === 'card' && way.reference !== '' && ` ${way.reference}`}
        {reason !== '' && `, ${reason}`}
      </Fact>
    );
  return (
    <>
      <Fact name={name}>
        <span className="money">{satWords(way.amountMsat, locale)} sat</span>
      </Fact>
      {feeMsat !== null && status === 'paid' && (
        <Fact name={t('list.fee')}>
          <span className="money">{satWords(feeMsat, locale)} sat</span>
        </Fact>
      )}
      <Fact name={t('list.rate')}>
        {way.quote ? (
          <>
            1 BTC = <Money minor={way.quote.minorPerBtc} currency={way.quote.currency} />
          </>
        ) : (
          t('list.saleRate')
        )}
      </Fact>
      {way.address !== null && <Fact name={t('list.to')}>{way.address}</Fact>}
      <Fact name={t('manager:tenders.paymentHash')}>
        <code className="payment-hash">{way.paymentHash}</code>
      </Fact>
    </>
  );
}

/** What is not plain from its status: what to do, or not to do. */
function State({ refund: { status, failure, legs } }: { refund: Refund }) {
  const { t, i18n } = useTranslation('refunds');
  const { t: tError } = useTranslation('errors');
  const timeZone = useTill((till) => till.shop.timeZone);
  const until = legs.flatMap(({ way }) => (way.kind === 'lightning' ? way.expiresAtMs : []))[0];
  if (status === 'under_way' && until !== undefined)
    return <p role="status">{t('list.underWay', { moment: momentWords(until, localeOf(i18n.language), timeZone) })}</p>;
  if (status === 'to_hand_over') return <p role="status">{t('unsettled.toHandOver')}</p>;
  if (status === 'failed')
    return (
      <p>
        {wordsForFailure({ code: 'REFUND_REFUSED', detail: { reason: failure } }, tError, i18n.language).body} {t('list.failed')}
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
        {again && <SendAgainDialog call={(till, pin) => till.refunds.sendAgain({ refundId: id, pin })} onClose={() => setAgain(false)} />}
      </>
    );
  if (status === 'to_hand_over') return <Button onClick={() => void call((till) => till.refunds.finish({ refundId: id }))}>{t('giveCash')}</Button>;
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
