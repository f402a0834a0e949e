// The sale is finished: the change in the largest type there is, what became of the paper, and the next sale one press away.
import { Printer, ReceiptText } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { PaperName } from '../../../shared/papers.ts';
import { tookMinor, toPayMinor } from '../../../shared/sale.ts';
import { type CashTender, cashRoundingMinorOf, changeMinorOf } from '../../../shared/tender.ts';
import { MailStatus, ReceiptKeys } from '../../digital-receipts/receipt-keys.tsx';
import { localeOf } from '../../i18n/i18n.ts';
import { FitMoney } from '../../ui/fit-money.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { Money } from '../../ui/money.tsx';
import { PaidCheck } from '../../ui/paid-check.tsx';
import { useTill } from '../till.ts';
import { PaperDialog } from './paper-dialog.tsx';
import { PaperPicture } from './paper-picture.tsx';
import { printOutcome } from './print-outcome.ts';
import { DrawerStatus, PrintStatus } from './print-status.tsx';
import { SoldVouchers } from './sold-vouchers.tsx';
import { useCopy } from './use-copy.ts';

export const Paid = memo(function Paid() {
  const { t } = useTranslation('cashier');
  const receiptNumber = useTill((till) => till.checkout.sale.receiptNumber) ?? '';
  const saleId = useTill((till) => till.checkout.sale.id);
  const paper = useMemo((): PaperName => ({ kind: 'receipt', subjectId: saleId, title: receiptNumber }), [saleId, receiptNumber]);
  const paidMinor = useTill((till) => tookMinor(till.checkout.sale));
  const changeMinor = useTill((till) => changeMinorOf(till.checkout.sale.tenders));
  const currency = useTill((till) => till.shop.currency);
  const outcome = useTill(({ printing }) => printOutcome(printing, paper).kind);
  const practice = useTill((till) => till.shop.practice);
  const [showing, setShowing] = useState(false);
  const { copy, busy } = useCopy(paper);
  return (
    <section className="cashier-paid" data-change={changeMinor > 0 || undefined} aria-label={t('paid.label')}>
      <div className="cashier-paid-words">
        <div className="cashier-paid-word">
          <PaidCheck />
          <p>
            {t('paid.paid')} <Money minor={paidMinor} currency={currency} />
            <Rounded />
          </p>
        </div>
        {changeMinor > 0 && (
          <div className="cashier-change">
            <h2>{t('paid.change')}</h2>
            <p className="cashier-change-amount">
              <FitMoney minor={changeMinor} currency={currency} />
            </p>
            <CashGiven />
          </div>
        )}
        <SoldVouchers />
        <div className="cashier-paid-paper">
          <h2>{t('paid.receipt', { number: receiptNumber })}</h2>
          <PrintStatus paper={paper} />
          <DrawerStatus />
          <MailStatus saleId={saleId} />
          <div className="cashier-paid-actions">
            {/* What still waits comes by itself, and then is no copy. */}
            {outcome !== 'asks' && outcome !== 'waiting' && outcome !== 'no_printer' && (
              <KeyButton icon={Printer} shortcut="F2" busy={busy} onClick={copy}>
                {t('paid.again')}
              </KeyButton>
            )}
            <KeyButton icon={ReceiptText} shortcut="F3" onClick={() => setShowing(true)}>
              {t('paid.show')}
            </KeyButton>
            <ReceiptKeys saleId={saleId} receiptNumber={receiptNumber} />
          </div>
        </div>
      </div>
      {practice && <PaperPicture of={paper} />}
      {showing && <PaperDialog paper={paper} onClose={() => setShowing(false)} />}
    </section>
  );
});

/** Why that is not the total. */
function Rounded() {
  const { t, i18n } = useTranslation('cashier');
  const totalMinor = useTill((till) => toPayMinor(till.checkout.sale));
  const roundingMinor = useTill((till) => cashRoundingMinorOf(till.checkout.sale.tenders));
  const currency = useTill((till) => till.shop.currency);
  if (roundingMinor === 0) return null;
  const words = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const rounding = `${roundingMinor > 0 ? '+' : ''}${words(roundingMinor)}`;
  return <small className="cashier-paid-rounded">{t('paid.rounded', { total: words(totalMinor), rounding })}</small>;
}

function CashGiven() {
  const { t, i18n } = useTranslation('cashier');
  const tender = useTill((till) => till.checkout.sale.tenders.findLast((one): one is CashTender => one.kind === 'cash' && one.changeMinor > 0));
  const currency = useTill((till) => till.shop.currency);
  if (!tender) return null;
  return <p className="cashier-change-of">{t('paid.ofCash', { amount: formatMinor(tender.givenMinor, currency, localeOf(i18n.language)) })}</p>;
}
