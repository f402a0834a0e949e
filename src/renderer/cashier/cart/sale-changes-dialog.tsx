// Something off the whole sale, a tip, or a sale without tax. Nothing changes until it is confirmed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sale } from '../../../shared/sale.ts';
import { saleDiscountMinor } from '../../../shared/sale-sums.ts';
import { isVoucherLine } from '../../../shared/voucher.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { Money } from '../../ui/money.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { DiscountFields, discountOf, typedDiscount } from './discount-fields.tsx';
import './line-dialog.css';

const PANES = ['discount', 'tip', 'exempt'] as const;
type Pane = (typeof PANES)[number];

export function SaleChangesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('selling');
  const sale = useTill((till) => till.checkout.sale);
  const [pane, setPane] = useState<Pane>('discount');
  const panes = (
    <Segmented label={t('more.title')} segments={PANES.map((value) => ({ value, label: t(`more.${value}`) }))} value={pane} onChange={setPane} />
  );
  const props = { sale, panes, onClose };
  if (pane === 'discount') return <SaleDiscount {...props} />;
  return pane === 'tip' ? <Tip {...props} /> : <Exempt {...props} />;
}

interface PaneProps {
  sale: Sale;
  panes: React.ReactNode;
  onClose: () => void;
}

/** What the sale's discount comes off: all but vouchers, less what is off already. */
function discountableMinor(sale: Sale): number {
  const left = sale.lines.map((line, at) => {
    const its = sale.totals.lines[at];
    return isVoucherLine(line) || !its ? 0 : its.listMinor - its.promotionMinor - its.discountMinor;
  });
  return left.reduce((sum, minor) => sum + minor, saleDiscountMinor(sale));
}

function SaleDiscount({ sale, panes, onClose }: PaneProps) {
  const { t } = useTranslation('selling');
  const call = useCall();
  const [typed, setTyped] = useState(() => typedDiscount(sale.discount));
  const [busy, setBusy] = useState(false);
  const discount = discountOf(typed);
  const put = async (to: typeof discount) => {
    if (to === undefined) return;
    setBusy(true);
    const outcome = await call((client) => client.sale.discount({ saleId: sale.id, discount: to }));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={t('discount.sale')}
      onClose={onClose}
      actions={
        <>
          {sale.discount !== null && (
            <Button size="large" busy={busy} onClick={() => void put(null)}>
              {t('remove')}
            </Button>
          )}
          <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={discount === undefined} onClick={() => void put(discount)}>
            {t('apply')}
          </KeyButton>
        </>
      }
    >
      {panes}
      <DiscountFields typed={typed} fromMinor={discountableMinor(sale)} onChange={setTyped} />
    </Dialog>
  );
}

function Tip({ sale, panes, onClose }: PaneProps) {
  const { t } = useTranslation('selling');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const [tipMinor, setTip] = useState(sale.tipMinor);
  const [busy, setBusy] = useState(false);
  const press = (key: KeypadKey) => setTip(amountAfterKey(tipMinor, key, sale.totals.totalMinor));
  const put = async () => {
    setBusy(true);
    const outcome = await call((client) => client.sale.tip({ saleId: sale.id, tipMinor }));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      title={t('tip.title')}
      onClose={onClose}
      actions={
        <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} onClick={() => void put()}>
          {t('apply')}
        </KeyButton>
      }
    >
      {panes}
      <FigureKeys onKey={press} />
      <output className="cashier-entry" data-empty={tipMinor === 0 || undefined}>
        <Money minor={tipMinor} currency={currency} />
      </output>
      <Keypad kind="amount" onKey={press} />
    </Dialog>
  );
}

function Exempt({ sale, panes, onClose }: PaneProps) {
  const { t } = useTranslation('selling');
  const call = useCall();
  const [reason, setReason] = useState(sale.taxExempt?.reason ?? '');
  const [busy, setBusy] = useState(false);
  const put = async (to: string | null) => {
    setBusy(true);
    const outcome = await call((client) => client.sale.exempt({ saleId: sale.id, reason: to }));
    setBusy(false);
    if (outcome.ok) onClose();
  };
  const whole = reason.trim() !== '';
  return (
    <Dialog
      title={t('exempt.title')}
      onClose={onClose}
      actions={
        <>
          {sale.taxExempt !== null && (
            <Button size="large" busy={busy} onClick={() => void put(null)}>
              {t('exempt.end')}
            </Button>
          )}
          <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={!whole} onClick={() => void put(reason.trim())}>
            {t('apply')}
          </KeyButton>
        </>
      }
    >
      {panes}
      <p>{t('exempt.explained')}</p>
      <label className="cashier-field">
        <span>{t('exempt.reason')}</span>
        <input className="field" type="text" maxLength={60} autoComplete="off" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
    </Dialog>
  );
}
