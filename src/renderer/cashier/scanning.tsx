// Scans ring up whatever is on the screen. A barcode that no article has is asked about, one after the other, and none is lost.
// A customer's code that pays is no barcode: it is asked to pay the sale. A receipt is brought for what is on it to go back.
import { PackagePlus } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMeantAsBadge } from '../../shared/badge.ts';
import { formatMinor } from '../../shared/money.ts';
import { readPaymentText } from '../../shared/payment-text.ts';
import { isReceiptNumber } from '../../shared/receipt.ts';
import { isMeantAsVoucher } from '../../shared/voucher.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useCall, useScans, useScreen } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { KeyButton } from '../ui/key-button.tsx';
import type { ArticleAsks } from './articles/article-asks.ts';
import { ArticleCreateDialog } from './articles/article-create-dialog.tsx';
import { OpenAmountDialog } from './articles/open-amount-dialog.tsx';

interface UnknownScan {
  id: number;
  barcode: string;
}

export interface Scanning {
  /** Barcodes that no article has, the oldest first. */
  unknown: readonly UnknownScan[];
  ringUp: (barcode: string) => Promise<void>;
  /** Done with the oldest. */
  dismiss: () => void;
}

/** What the register does with what is scanned. While nobody is signed in, scans are the sign-in's. */
export interface ScanningParts {
  ringUpWith: ArticleAsks['ringUpWith'];
  onReceipt: (receiptNumber: string) => void;
  /** Somebody shows their badge: they take over. */
  onBadge: (scanned: string) => Promise<void>;
}

export function useScanning({ ringUpWith, onReceipt, onBadge }: ScanningParts): Scanning {
  const takeFromCode = useTakeFromCode();
  const lookAtVoucher = useLookAtVoucher();
  const [unknown, setUnknown] = useState<readonly UnknownScan[]>([]);
  const lastId = useRef(0);
  const ringUp = useCallback(
    async (barcode: string) => {
      if (readPaymentText(barcode)) return takeFromCode(barcode);
      if (isMeantAsVoucher(barcode)) return lookAtVoucher(barcode);
      if (isMeantAsBadge(barcode)) return onBadge(barcode);
      if (isReceiptNumber(barcode)) return onReceipt(barcode);
      const outcome = await ringUpWith((client) => client.sale.addBarcode({ barcode }), ['UNKNOWN_BARCODE', 'BADGE_SCANNED']);
      // A card has a number like any barcode's; the till knows it.
      if (!outcome.ok && outcome.failure.code === 'BADGE_SCANNED') return onBadge(barcode);
      if (outcome.ok || outcome.failure.code !== 'UNKNOWN_BARCODE') return;
      lastId.current += 1;
      const id = lastId.current;
      setUnknown((before) => [...before, { id, barcode }]);
    },
    [ringUpWith, takeFromCode, lookAtVoucher, onReceipt, onBadge],
  );
  useScans(ringUp, 'behind');
  const dismiss = useCallback(() => setUnknown((before) => before.slice(1)), []);
  return { unknown, ringUp, dismiss };
}

/** Where nothing is being paid, a voucher says what is on it. */
function useLookAtVoucher(): (code: string) => Promise<void> {
  const { t, i18n } = useTranslation('tenders');
  const call = useCall();
  const { store } = useScreen();
  return useCallback(
    async (code: string) => {
      const outcome = await call((client) => client.vouchers.look({ code }));
      const { notify, till } = store.getState();
      if (!outcome.ok || !till.shop) return;
      const { number, balanceMinor, lastDay } = outcome.value;
      const amount = formatMinor(balanceMinor, till.shop.currency, localeOf(i18n.language));
      const body = lastDay === null ? t('voucher.balanceExplained') : t('voucher.balanceUntil', { day: lastDay });
      notify({ tone: 'info', title: t('voucher.balance', { number, amount }), body });
    },
    [call, store, t, i18n],
  );
}

/** Has a customer's code pay what is due; the sale itself says when the money is there. */
function useTakeFromCode(): (code: string) => Promise<void> {
  const { t } = useTranslation('refunds');
  const call = useCall();
  const { store } = useScreen();
  return useCallback(
    async (code: string) => {
      const { notify, dismiss, till } = store.getState();
      const saleId = till.checkout?.sale.id;
      if (saleId === undefined) return;
      const asking = notify({ tone: 'info', title: t('fromCode.asking') });
      const outcome = await call((client) => client.checkout.takeFromCode({ saleId, code }));
      dismiss(asking);
      if (outcome.ok) notify({ tone: 'info', title: t('fromCode.asked', outcome.value), body: t('fromCode.next') });
    },
    [call, store, t],
  );
}

export interface UnknownBarcodeProps {
  unknown: readonly UnknownScan[];
  onClose: () => void;
  /** Its article is there now. */
  onCreated: (barcode: string) => void;
}

export function UnknownBarcode({ unknown, onClose, onCreated }: UnknownBarcodeProps) {
  const { t } = useTranslation(['cashier', 'articles']);
  const [creating, setCreating] = useState<number | null>(null);
  const [oldest] = unknown;
  if (!oldest) return null;
  if (creating === oldest.id) {
    const created = () => {
      onClose();
      onCreated(oldest.barcode);
    };
    return <ArticleCreateDialog key={oldest.id} barcode={oldest.barcode} onClose={() => setCreating(null)} onCreated={created} />;
  }
  return (
    <OpenAmountDialog
      key={oldest.id}
      title={t('unknown.title')}
      onClose={onClose}
      other={
        <>
          <Button size="large" shortcut="Esc" onClick={onClose}>
            {t('unknown.leave')}
          </Button>
          <KeyButton size="large" icon={PackagePlus} shortcut="F6" onClick={() => setCreating(oldest.id)}>
            {t('articles:unknown.create')}
          </KeyButton>
        </>
      }
    >
      <div className="cashier-unknown">
        <p className="cashier-barcode selectable">{oldest.barcode}</p>
        <p>{t('unknown.explained')}</p>
        {unknown.length > 1 && <p>{t('unknown.more', { count: unknown.length - 1 })}</p>}
      </div>
    </OpenAmountDialog>
  );
}
