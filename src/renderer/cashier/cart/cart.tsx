// The right of the register: the paper of the sale. Lines, what has been taken so far, the total, and the one next thing to
// press. The total and that button stand at the same place in every state of a sale.
import { ReceiptText, Trash2 } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, formatSat, satForMinor } from '../../../shared/money.ts';
import { toPayMinor } from '../../../shared/sale.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useShortcut } from '../../screen.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FitMoney } from '../../ui/fit-money.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { Money } from '../../ui/money.tsx';
import { SaleSums } from '../../ui/sale-sums.tsx';
import { PartDue } from '../open-sales/part-due.tsx';
import { SaleKeys } from '../open-sales/sale-keys.tsx';
import { ListedMoney } from '../payment/listed-money.tsx';
import { TenderList } from '../payment/tender-list.tsx';
import { ObstacleWords } from '../register/obstacle-words.tsx';
import { ReceivingLight } from '../register/receiving-light.tsx';
import type { Stage } from '../stage.ts';
import { useTill } from '../till.ts';
import { CancelSaleDialog } from './cancel-sale-dialog.tsx';
import { CartLines } from './cart-lines.tsx';
import { KitchenKey } from './kitchen-key.tsx';
import { LineDialog } from './line-dialog.tsx';
import { SaleChanges } from './sale-changes.tsx';

export const Cart = memo(function Cart({ stage }: { stage: Stage }) {
  const { t } = useTranslation('cashier');
  const finished = stage === 'paid';
  const empty = useTill(({ checkout: { sale } }) => sale.lines.length === 0);
  const touchedSale = useTill(({ checkout: { sale } }) => sale.lines.length > 0 || sale.tenders.length > 0 || sale.removedLineCount > 0);
  const label = useTill((till) => till.checkout.sale.label);
  const itemCount = useTill((till) => till.checkout.sale.totals.itemCount);
  const lastLineId = useTill(({ checkout }) => checkout.lastLineId ?? checkout.sale.lines.at(-1)?.id ?? null);
  const [openLineId, openLine] = useState<string | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const canCancel = touchedSale && !finished;
  useShortcut('F3', () => openLine(lastLineId), lastLineId !== null && !finished);
  return (
    <>
      <header className="cashier-cart-head">
        <h2>
          {label !== '' && <b className="cashier-cart-label">{label}</b>} {empty ? t('cart.label') : t('cart.items', { count: itemCount })}
        </h2>
        {canCancel && (
          <KeyButton kind="plain" icon={Trash2} shortcut="F8" onClick={() => setCancelling(true)}>
            {t('cart.cancel')}
          </KeyButton>
        )}
      </header>
      <SaleKeys stage={stage} />
      <KitchenKey stage={stage} />
      <div className="cashier-cart-lines" data-finished={finished || undefined}>
        {empty ? (
          <EmptyState icon={ReceiptText} title={t('cart.empty')}>
            {t('cart.emptyExplained')}
          </EmptyState>
        ) : (
          <CartLines onOpen={openLine} />
        )}
      </div>
      <SaleChanges stage={stage} />
      <TenderList finished={finished} />
      <ListedMoney />
      <PartDue />
      {stage === 'articles' && <ObstacleWords />}
      <Totals finished={finished} />
      {openLineId !== null && <LineDialog lineId={openLineId} onClose={() => openLine(null)} />}
      {cancelling && canCancel && <CancelSaleDialog onClose={() => setCancelling(false)} />}
    </>
  );
});

function Totals({ finished }: { finished: boolean }) {
  const { t, i18n } = useTranslation('cashier');
  const { t: tSelling } = useTranslation('selling');
  const sale = useTill((till) => till.checkout.sale);
  const totalMinor = toPayMinor(sale);
  const taxMinor = useTill((till) => till.checkout.sale.totals.taxMinor);
  const taxMode = useTill((till) => till.shop.taxMode);
  const currency = useTill((till) => till.shop.currency);
  const minorPerBtc = useTill(({ lightning: { rate } }) => (rate.ok ? rate.minorPerBtc : null));
  const locale = localeOf(i18n.language);
  const tax = t(taxMode === 'included' ? 'cart.taxIncluded' : 'cart.taxAdded', { amount: formatMinor(taxMinor, currency, locale) });
  return (
    <div className="cashier-totals">
      <SaleSums sale={sale} currency={currency} />
      {sale.tipMinor > 0 && (
        <dl className="sale-sums">
          <div>
            <dt>{tSelling('sums.tip')}</dt>
            <dd>
              <Money minor={sale.tipMinor} currency={currency} />
            </dd>
          </div>
        </dl>
      )}
      <p className="cashier-totals-small">
        <span>{totalMinor > 0 && !sale.taxExempt && tax}</span>
        <span>
          {sale.dueMinor > 0 && !finished && minorPerBtc !== null && (
            <>
              <ReceivingLight />
              {t('cart.about', { amount: formatSat(satForMinor(sale.dueMinor, minorPerBtc), locale) })}
            </>
          )}
        </span>
      </p>
      <p className="cashier-total">
        <span>{sale.tipMinor === 0 ? t('cart.total') : finished ? t('paid.paid') : tSelling('sums.toPay')}</span>
        <FitMoney minor={totalMinor} currency={currency} lively />
      </p>
    </div>
  );
}
