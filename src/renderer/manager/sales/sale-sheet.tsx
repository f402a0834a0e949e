// One sale in full, over the page it was opened from: its lines, taxes and tenders, who, when, and its receipt beside them.
import { Ban, CircleCheck, CircleDashed, QrCode, ReceiptText } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemCountOf } from '../../../shared/line-item.ts';
import type { SaleDetail } from '../../../shared/reports.ts';
import type { Sale } from '../../../shared/sale.ts';
import { ownDiscountsMinor } from '../../../shared/sale-sums.ts';
import type { TaxMode, TaxTotal } from '../../../shared/totals.ts';
import { ReceiptCodeDialog } from '../../digital-receipts/receipt-code-dialog.tsx';
import { localeOf } from '../../i18n/i18n.ts';
import { lineAmountMinor, lineDetails } from '../../i18n/line-details.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { ReceiptPaper } from '../../ui/receipt-paper.tsx';
import { SaleSums } from '../../ui/sale-sums.tsx';
import { Count, rateWords } from '../numbers.tsx';
import { SaleRefunds } from '../refunds/sale-refunds.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';
import { TenderFacts } from './tender-facts.tsx';
import './sale-sheet.css';

export function SaleSheet({ saleId, onClose }: { saleId: string; onClose: () => void }) {
  const { t } = useTranslation('manager');
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const { value: detail, failure, again } = useAnswer(saleId, journalSeq, (till) => till.reports.sale({ saleId }));
  const receiptNumber = detail?.sale.receiptNumber ?? null;
  return (
    <Dialog shape="sheet" title={receiptNumber ?? t('sale.title')} onClose={onClose}>
      <div className="sale-sheet" data-receipt={detail && receiptNumber === null ? 'none' : undefined}>
        {failure && <Unanswered failure={failure} onAgain={again} />}
        {!detail && !failure && <p className="manager-counting">{t('counting')}</p>}
        {detail && (
          <>
            <div className="sale-facts">
              <Head detail={detail} />
              <Lines sale={detail.sale} />
              <section>
                <h3>{t('sale.tenders')}</h3>
                {detail.sale.tenders.length === 0 ? (
                  <p className="day-nothing">{t('sale.noTenders')}</p>
                ) : (
                  detail.sale.tenders.map((tender) => <TenderFacts key={tender.id} tender={tender} />)
                )}
              </section>
              <SaleRefunds detail={detail} />
            </div>
            {receiptNumber !== null && <Receipt saleId={saleId} receiptNumber={receiptNumber} copyCount={detail.copyCount} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

const STATUS_ICONS = { open: CircleDashed, tendering: CircleDashed, completed: CircleCheck, cancelled: Ban };

function Head({ detail: { sale, staffName } }: { detail: SaleDetail }) {
  const { t, i18n } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const completed = sale.completedAtMs !== null;
  const moment = momentWords(sale.completedAtMs ?? sale.openedAtMs, localeOf(i18n.language), timeZone);
  const who = staffName || (completed ? t('nobody') : '');
  return (
    <section className="sale-head">
      <p className="sale-sum">
        <Money minor={sale.totals.totalMinor} currency={currency} />
      </p>
      <p className="sale-status" data-status={sale.status}>
        <Icon of={STATUS_ICONS[sale.status]} size={22} />
        <b>{t(`status.${sale.status}`)}</b>
        <span>{[completed ? moment : t('sale.opened', { moment }), who].filter(Boolean).join(', ')}</span>
      </p>
    </section>
  );
}

function Lines({ sale }: { sale: Sale }) {
  const { t, i18n } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  const { t: tSelling } = useTranslation('selling');
  const discounts = ownDiscountsMinor(sale);
  const classes = useTill((till) => till.shop.taxClasses);
  const mode = useTill((till) => till.shop.taxMode);
  const locale = localeOf(i18n.language);
  /** A tip's tax is always contained in it. */
  const taxName = ({ taxClassId, ratePpm }: Pick<TaxTotal, 'taxClassId' | 'ratePpm'>, how: TaxMode = 'included') =>
    t(how === 'included' ? 'sale.taxIncluded' : 'sale.taxAdded', {
      name: classes.find(({ id }) => id === taxClassId)?.name ?? t('taxes.tax'),
      rate: rateWords(ratePpm, locale),
    });
  return (
    <section>
      <h3>{t('sale.lines')}</h3>
      {sale.lines.length === 0 && <p className="day-nothing">{t('sale.linesLater')}</p>}
      <table className="sale-lines">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('sale.quantity')}</th>
            <th scope="col">{t('articles.article')}</th>
            <th scope="col">{t('sale.total')}</th>
          </tr>
        </thead>
        <tbody>
          {sale.lines.map((line, at) => (
            <tr key={line.id}>
              <td>{t('sale.times', { quantity: itemCountOf(line) })}</td>
              <th scope="row">
                {nameIn(line.names, i18n.language) || t('openAmount')}
                {lineDetails(line, { t: tSelling, language: i18n.language, currency }, (amount) => `${t('sale.each')} ${amount}`).map((words) => (
                  <small key={words}>{words}</small>
                ))}
              </th>
              <td>
                <Money minor={lineAmountMinor(line, discounts[at])} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <SaleSums sale={sale} currency={currency} />
      <dl className="sale-totals">
        {sale.totals.taxes.map(({ taxClassId, ratePpm, netMinor, taxMinor }) => (
          <div key={`${ratePpm}|${taxClassId}`}>
            <dt>
              {taxName({ taxClassId, ratePpm }, mode)}{' '}
              <small>
                {t('sale.taxOn')} <Money minor={netMinor} currency={currency} />
              </small>
            </dt>
            <dd>
              <Money minor={taxMinor} currency={currency} />
            </dd>
          </div>
        ))}
        <div className="sale-totals-sum">
          <dt>{t('sale.total')}</dt>
          <dd>
            <Money minor={sale.totals.totalMinor} currency={currency} />
          </dd>
        </div>
        {sale.tipMinor > 0 && (
          <div>
            <dt>
              {tSelling('sums.tip')}{' '}
              {sale.tipTax && (
                <small>
                  {taxName(sale.tipTax)} <Money minor={sale.tipTax.taxMinor} currency={currency} />
                </small>
              )}
            </dt>
            <dd>
              <Money minor={sale.tipMinor} currency={currency} />
            </dd>
          </div>
        )}
        {sale.removedLineCount > 0 && (
          <div>
            <dt>{t('also.removed')}</dt>
            <dd>
              <Count of={sale.removedLineCount} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Receipt({ saleId, receiptNumber, copyCount }: { saleId: string; receiptNumber: string; copyCount: number }) {
  const { t } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const hasCode = useTill((till) => till.shop.digitalReceipts.code !== 'none');
  const [showing, setShowing] = useState(false);
  const hide = useCallback(() => setShowing(false), []);
  const { t: tDigital } = useTranslation('digitalReceipts');
  const { value: document, failure, again } = useAnswer(saleId, '', (till) => till.papers.show({ kind: 'receipt', subjectId: saleId }));
  const copy = async () => {
    const outcome = await call((till) => till.papers.copy({ kind: 'receipt', subjectId: saleId }));
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('receipt.copied', { receiptNumber }), body: t('receipt.copiedNext') });
  };
  return (
    <section className="sale-receipt" aria-label={t('receipt.title')}>
      <div className="sale-receipt-actions">
        <span>{copyCount > 0 ? t('receipt.copies', { count: copyCount }) : t('receipt.noCopies')}</span>
        {hasPrinter ? (
          <Button icon={ReceiptText} onClick={() => void copy()}>
            {t('receipt.copy')}
          </Button>
        ) : (
          <span>{t('papers.condition.none.what')}</span>
        )}
        {hasCode && (
          <Button icon={QrCode} onClick={() => setShowing(true)}>
            {tDigital('show')}
          </Button>
        )}
        {showing && <ReceiptCodeDialog saleId={saleId} receiptNumber={receiptNumber} onClose={hide} />}
      </div>
      {failure && <Unanswered failure={failure} onAgain={again} />}
      {document && <ReceiptPaper document={document} label={t('receipt.title')} />}
    </section>
  );
}
