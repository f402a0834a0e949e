// Scans ring up whatever is on the screen. A barcode that no article has is asked about, one after the other, and none is lost.
// A customer's code that pays is no barcode: it is asked to pay the sale. A receipt is brought for what is on it to go back.
import { PackagePlus } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../shared/errors.ts';
import { formatMinor } from '../../shared/money.ts';
import { deedOfScan } from '../../shared/scanned-thing.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useCall, useScans, useScreen } from '../screen.tsx';
import type { ScreenStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { KeyButton } from '../ui/key-button.tsx';
import type { Scan } from '../ui/scan-turns.ts';
import type { ArticleAsks } from './articles/article-asks.ts';
import { ArticleCreateDialog } from './articles/article-create-dialog.tsx';
import { OpenAmountDialog } from './articles/open-amount-dialog.tsx';
import type { BroughtCard } from './held-card-dialog.tsx';

/** The line to the till may have broken and not been told of yet. */
const ANSWERS_AGAIN_MS = 200;

interface UnknownScan {
  id: number;
  barcode: string;
  /** The cashier has said what becomes of it. */
  done: () => void;
}

export interface Scanning {
  /** Barcodes that no article has, the oldest first. */
  unknown: readonly UnknownScan[];
  /** Scanned, or typed where there is no scan. */
  ringUp: (barcode: string, scan?: Scan) => Promise<void>;
  /** Done with the oldest. */
  dismiss: () => void;
}

/** What the register does with what is scanned. While nobody is signed in, scans are the sign-in's. */
export interface ScanningParts {
  asks: Pick<ArticleAsks, 'ringUpWith' | 'answered'>;
  onReceipt: (receiptNumber: string) => void;
  /** Somebody shows their badge: they take over. */
  onBadge: (scanned: string) => Promise<void>;
  /** A card that is a customer's, or nobody's yet. */
  onCard: (card: BroughtCard) => void;
}

export function useScanning({ asks: { ringUpWith, answered }, onReceipt, onBadge, onCard }: ScanningParts): Scanning {
  const { store } = useScreen();
  const takeFromCode = useTakeFromCode();
  const lookAtVoucher = useLookAtVoucher();
  const [unknown, setUnknown] = useState<readonly UnknownScan[]>([]);
  const lastId = useRef(0);
  const { lookAtCard, isCustomers } = useCards(onBadge, onCard);
  const ringUpArticle = useCallback(
    async (barcode: string, scan?: Scan) => {
      for (;;) {
        const outcome = await ringUpWith(
          (client, answers) => client.sale.addBarcode({ barcode, ...answers, ...(scan && { scanId: scan.id }) }),
          scan ? ['UNKNOWN_BARCODE', 'BADGE_SCANNED', 'CONNECTION_LOST'] : ['UNKNOWN_BARCODE', 'BADGE_SCANNED'],
        );
        if (outcome.ok) return;
        const { code } = outcome.failure;
        // The till knows by the scan's id whether it has rung it up.
        if (code === 'CONNECTION_LOST' && scan) {
          await backAgain(store);
          continue;
        }
        // A card has a number like any barcode's; the till knows it.
        if (code === 'BADGE_SCANNED') return onBadge(barcode);
        if (code !== 'UNKNOWN_BARCODE') return answered();
        // So has a customer's, where the reader is a keyboard.
        if (/^\d{8,20}$/.test(barcode) && (await isCustomers(barcode))) return;
        lastId.current += 1;
        const id = lastId.current;
        const done = scan?.keep() ?? (() => undefined);
        return setUnknown((before) => [...before, { id, barcode, done }]);
      }
    },
    [ringUpWith, answered, onBadge, isCustomers, store],
  );
  const ringUp = useCallback(
    async (text: string, scan?: Scan) => {
      const deed = deedOfScan(text, 'selling');
      switch (deed) {
        case 'pay_from':
          return takeFromCode(text);
        case 'look_at_voucher':
        case 'pay_with_voucher':
          return lookAtVoucher(text);
        case 'take_over':
          return onBadge(text);
        case 'bring_back':
          return onReceipt(text);
        case 'bring_up':
          return lookAtCard(text);
        case 'ring_up':
          return ringUpArticle(text, scan);
        default:
          return missingCase(deed);
      }
    },
    [ringUpArticle, takeFromCode, lookAtVoucher, onReceipt, onBadge, lookAtCard],
  );
  useScans(ringUp, 'behind');
  const dismiss = useCallback(() => {
    unknown[0]?.done();
    setUnknown((before) => before.slice(1));
  }, [unknown]);
  return { unknown, ringUp, dismiss };
}

/** Resolves when the till answers again. */
function backAgain(store: ScreenStore): Promise<void> {
  if (store.getState().connection === 'live') return new Promise((resolve) => setTimeout(resolve, ANSWERS_AGAIN_MS));
  return new Promise((resolve) => {
    const stop = store.subscribe(({ connection }) => {
      if (connection !== 'live') return;
      stop();
      resolve();
    });
  });
}

function useCards(onBadge: ScanningParts['onBadge'], onCard: ScanningParts['onCard']) {
  const { t } = useTranslation('taps');
  const call = useCall();
  const { store } = useScreen();
  const lookAtCard = useCallback(
    async (scanned: string) => {
      const outcome = await call((client) => client.accounts.whose({ scanned }));
      if (!outcome.ok) return;
      const whose = outcome.value;
      switch (whose.kind) {
        case 'badge':
          return onBadge(scanned);
        case 'over':
          return void store.getState().notify({ tone: 'trouble', title: t('card.over') });
        case 'customer':
          return onCard({ scanned, customer: whose.customer });
        case 'nobody':
          return onCard({ scanned, customer: null });
        default:
          return missingCase(whose);
      }
    },
    [call, onBadge, onCard, store, t],
  );
  const isCustomers = useCallback(
    async (scanned: string): Promise<boolean> => {
      const outcome = await call((client) => client.accounts.whose({ scanned }), { quiet: true });
      if (!outcome.ok || outcome.value.kind !== 'customer') return false;
      onCard({ scanned, customer: outcome.value.customer });
      return true;
    },
    [call, onCard],
  );
  return { lookAtCard, isCustomers };
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
