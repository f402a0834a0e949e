// Cancelling a sale is asked for twice, and says beforehand what becomes of money already taken.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { liveLightningTender, paidMinor, type Tender } from '../../../shared/tender.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { useListedMoney } from '../payment/listed-money.tsx';
import { useTill } from '../till.ts';

/** What goes back otherwise than cash from the drawer and Lightning from the list. */
const HANDED_BACK = ['card', 'voucher', 'account', 'foreign_cash', 'exchange'] as const;

function paidBy(tenders: readonly Tender[], kind: Tender['kind']): number {
  return tenders.reduce((sum, tender) => (tender.kind === kind && tender.status === 'paid' ? sum + tender.amountMinor : sum), 0);
}

export function CancelSaleDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('cashier');
  const { t: tTenders } = useTranslation('tenders');
  const call = useCall();
  const { store } = useScreen();
  const saleId = useTill((till) => till.checkout.sale.id);
  const tenders = useTill((till) => till.checkout.sale.tenders);
  const currency = useTill((till) => till.shop.currency);
  const cashMinor = paidBy(tenders, 'cash');
  const lightningMinor = paidBy(tenders, 'lightning');
  const listedMinor = useListedMoney().reduce((sum, { kind, amountMinor }) => sum + (kind === 'lost' ? 0 : (amountMinor ?? 0)), 0);
  const code = liveLightningTender(tenders);
  const live = code !== undefined;
  const underWay = code?.seenOnChain?.status === 'seen';
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));

  const confirm = async () => {
    onClose();
    const outcome = await call((client) => client.sale.cancel({ saleId }));
    if (!outcome.ok) return;
    const body = cashMinor > 0 ? { body: t('cancelSale.giveBack', { amount: amount(cashMinor) }) } : {};
    store.getState().notify({ tone: cashMinor > 0 ? 'info' : 'done', title: t('cancelSale.done'), ...body });
  };
  return (
    <Dialog
      title={t('cancelSale.title')}
      onClose={onClose}
      actions={
        <>
          <Button size="large" shortcut="Esc" onClick={onClose}>
            {t('cancelSale.keep')}
          </Button>
          <KeyButton kind="danger" size="large" shortcut="Enter" onClick={() => void confirm()}>
            {t('cancelSale.confirm')}
          </KeyButton>
        </>
      }
    >
      <ul className="cashier-consequences">
        {cashMinor > 0 && <li>{t('cancelSale.cash', { amount: amount(cashMinor) })}</li>}
        {HANDED_BACK.map((kind) => {
          const takenMinor = paidBy(tenders, kind);
          return takenMinor > 0 && <li key={kind}>{tTenders(`cancel.${kind}`, { amount: amount(takenMinor) })}</li>;
        })}
        {lightningMinor > 0 && <li>{t('cancelSale.lightning', { amount: amount(lightningMinor) })}</li>}
        {listedMinor > 0 && <li>{t('cancelSale.listed', { amount: amount(listedMinor) })}</li>}
        {underWay && <li>{t('cancelSale.onChain')}</li>}
        {live && !underWay && <li>{t('cancelSale.code')}</li>}
        {paidMinor(tenders) + listedMinor === 0 && !live && <li>{t('cancelSale.nothingTaken')}</li>}
      </ul>
    </Dialog>
  );
}
