// The cashier's screen: the strip, and under it the sign-in or the register. Scans and happenings are heard whatever is shown.
import { Menu } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../shared/account.ts';
import { ApprovalDialog } from '../approval/approval-dialog.tsx';
import { useCall, useShortcut } from '../screen.tsx';
import { PracticeBanner } from '../setup/practice-banner.tsx';
import { SetUp } from '../setup/set-up.tsx';
import { useHands } from '../sign-in/hands.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import { SwitchDialog } from '../sign-in/switch-dialog.tsx';
import { useBadge } from '../sign-in/use-badge.ts';
import { IconButton } from '../ui/button.tsx';
import { StatusStrip } from '../ui/status-strip.tsx';
import { TrialBanner } from '../ui/trial-banner.tsx';
import { ArticleAskDialog } from './articles/article-ask-dialog.tsx';
import { ArticleAsksProvider, useArticleAsks } from './articles/article-asks.ts';
import { useRecentArticles } from './articles/recent-articles.ts';
import { AttentionDialog } from './attention-dialog.tsx';
import { useHappenings } from './happenings.ts';
import type { BroughtCard } from './held-card-dialog.tsx';
import { PrintingDialog } from './paid/printing-dialog.tsx';
import { PayAccountDialog } from './payment/pay-account-dialog.tsx';
import { RefundDialog } from './refunds/refund-dialog.tsx';
import { Register } from './register/register.tsx';
import { UnknownBarcode, useScanning } from './scanning.tsx';
import { DrawerDialog } from './shift/drawer-dialog.tsx';
import { FloatDialog } from './shift/float-dialog.tsx';
import { useTill } from './till.ts';
import { TillMenu } from './till-menu.tsx';

type Panel = 'menu' | 'account' | 'printing' | 'attention' | 'refund' | 'drawer' | 'float';

export function CashierScreen() {
  const { t } = useTranslation('cashier');
  const call = useCall();
  const signedIn = useTill((till) => till.session.staff !== null);
  const saleKept = useTill(({ checkout: { sale } }) => sale.status !== 'completed' && sale.lines.length > 0);
  const nothingInHand = useTill((till) => till.checkout.sale.lines.length === 0);
  const canCountFloat = useTill((till) => till.shift.canCountFloat);
  const [panel, open] = useState<Panel | null>(null);
  const [settingUp, setSettingUp] = useState(false);
  const recent = useRecentArticles();
  const asks = useArticleAsks();
  const [broughtReceipt, setBroughtReceipt] = useState<string | null>(null);
  const [card, bring] = useState<BroughtCard | null>(null);
  const [payer, setPayer] = useState<Customer | null>(null);
  const openAccount = useCallback((customer: Customer | null) => {
    setPayer(customer);
    open('account');
  }, []);
  const closeCard = useCallback(() => bring(null), []);
  const openRefund = useCallback((receipt: string | null) => {
    setBroughtReceipt(receipt);
    open('refund');
  }, []);
  /** Whose badge does not suffice: their PIN is asked for. */
  const [comingId, setComing] = useState<string | null>(null);
  const badge = useBadge({ onPinOf: setComing });
  const scanning = useScanning({ asks, onReceipt: openRefund, onBadge: badge, onCard: bring });
  useHappenings();
  useHands();
  const signOut = () => void call((client) => client.session.signOut());
  const setUp = () => {
    open(null);
    setSettingUp(true);
  };
  const openPrinting = () => open('printing');
  useShortcut('F10', () => open('menu'));
  useShortcut('Ctrl+P', openPrinting, signedIn);
  useShortcut('Ctrl+B', () => openRefund(null), signedIn);
  useShortcut('Ctrl+D', () => open('drawer'), signedIn);
  // With a sale in hand it is the account that the sale is put on.
  useShortcut('Ctrl+O', () => openAccount(null), signedIn && nothingInHand);
  useShortcut('Ctrl+L', signOut, signedIn);
  if (settingUp) return <SetUp onClose={() => setSettingUp(false)} />;
  return (
    <div className="cashier">
      <StatusStrip {...(signedIn && { onPrinting: openPrinting, onAttention: () => open('attention'), onSignOut: signOut })}>
        <IconButton icon={Menu} size={22} label={t('strip.menu')} aria-keyshortcuts="F10" onClick={() => open('menu')} />
      </StatusStrip>
      <TrialBanner />
      {signedIn ? (
        <ArticleAsksProvider value={asks}>
          <Register recent={recent} onBarcode={scanning.ringUp} card={card} onCardDone={closeCard} onPayAccount={openAccount} />
          {asks.ask && <ArticleAskDialog ask={asks.ask} />}
        </ArticleAsksProvider>
      ) : (
        <>
          <PracticeBanner onSetUp={setUp} />
          <SignIn title={t('signIn.title')}>{saleKept && <p>{t('signIn.openSale')}</p>}</SignIn>
        </>
      )}
      {signedIn && <UnknownBarcode unknown={scanning.unknown} onClose={scanning.dismiss} onCreated={(barcode) => void scanning.ringUp(barcode)} />}
      <ApprovalDialog />
      {comingId !== null && signedIn && (
        <SwitchDialog key={comingId} staffId={comingId} onClose={() => setComing(null)} onDone={() => setComing(null)} />
      )}
      {panel === 'menu' && (
        <TillMenu
          onClose={() => open(null)}
          onSetUp={setUp}
          {...(signedIn && { onRefund: () => openRefund(null), onPayAccount: () => openAccount(null), onDrawer: () => open('drawer') })}
          {...(signedIn && canCountFloat && { onFloat: () => open('float') })}
        />
      )}
      {panel === 'printing' && signedIn && <PrintingDialog onClose={() => open(null)} />}
      {panel === 'refund' && signedIn && <RefundDialog receipt={broughtReceipt} onClose={() => open(null)} />}
      {panel === 'drawer' && signedIn && <DrawerDialog onClose={() => open(null)} />}
      {panel === 'float' && signedIn && <FloatDialog onClose={() => open(null)} />}
      {panel === 'account' && signedIn && <PayAccountDialog customer={payer} onClose={() => open(null)} />}
      {panel === 'attention' && signedIn && <AttentionDialog onClose={() => open(null)} />}
    </div>
  );
}
