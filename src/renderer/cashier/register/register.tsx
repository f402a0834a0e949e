// The register: left what the cashier is doing, right the paper of the sale. What is on the left follows the sale's stage.
import { memo, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../../shared/account.ts';
import { useShortcut } from '../../screen.tsx';
import { TapBar } from '../../taps/tap-bar.tsx';
import { useOffer } from '../../taps/use-offer.ts';
import { PracticeWallet } from '../../ui/practice-wallet.tsx';
import type { Scan } from '../../ui/scan-turns.ts';
import { Articles, type OpenCategory, RECENT } from '../articles/articles.tsx';
import { OpenAmountDialog } from '../articles/open-amount-dialog.tsx';
import type { RecentArticles } from '../articles/recent-articles.ts';
import { Cart } from '../cart/cart.tsx';
import { useDesk } from '../desk.ts';
import { type BroughtCard, HeldCardDialog } from '../held-card-dialog.tsx';
import { Paid } from '../paid/paid.tsx';
import { PrintAskBar } from '../paid/print-ask.tsx';
import { Payment } from '../payment/payment.tsx';
import { useTill } from '../till.ts';
import { Announcer } from './announcer.tsx';
import { Primary } from './primary.tsx';

export interface RegisterProps {
  recent: RecentArticles;
  /** Scanned, or typed where there is no scan. */
  onBarcode: (barcode: string, scan?: Scan) => Promise<void>;
  /** A card that is a customer's, or nobody's yet. */
  card: BroughtCard | null;
  onCardDone: () => void;
  onPayAccount: (customer: Customer) => void;
}

export const Register = memo(function Register({ recent, onBarcode, card, onCardDone, onPayAccount }: RegisterProps) {
  const { t } = useTranslation('cashier');
  const desk = useDesk();
  const practice = useTill((till) => till.shop.practice);
  const firstCategory = useTill((till) => till.catalogue.categories[0]?.id ?? RECENT);
  const saleId = useTill((till) => till.checkout.sale.id);
  const [category, openCategory] = useState<OpenCategory>(firstCategory);
  const [openAmount, setOpenAmount] = useState(false);
  const [wallet, setWallet] = useState(false);
  const askOpenAmount = useCallback(() => setOpenAmount(true), []);
  const openWallet = useCallback(() => setWallet(true), []);
  const { stage } = desk;
  const payable = useTill(({ checkout: { sale }, shop }) => sale.dueMinor > 0 && shop.tenders.kinds.includes('lightning'));
  useOffer(saleId, payable && stage === 'lightning');
  useShortcut('F9', openWallet, practice);
  return (
    <main className="cashier-register">
      <h1 className="visually-hidden">{t('cart.label')}</h1>
      <div className="cashier-work">
        {stage === 'articles' ? (
          <Articles open={category} onOpen={openCategory} recent={recent} onOpenAmount={askOpenAmount} onBarcode={onBarcode} onCharge={desk.charge} />
        ) : stage === 'paid' ? (
          <Paid />
        ) : (
          <Payment desk={desk} stage={stage} onWallet={practice ? openWallet : null} onBarcode={onBarcode} />
        )}
        <TapBar />
        <PrintAskBar except={stage === 'paid' ? { kind: 'receipt', subjectId: saleId } : null} />
      </div>
      <aside className="cashier-cart">
        <Cart stage={stage} />
        <div className="cashier-primary">
          <Primary desk={desk} />
        </div>
      </aside>
      {openAmount && <OpenAmountDialog title={t('openAmount.title')} onClose={() => setOpenAmount(false)} />}
      {card && (
        <HeldCardDialog
          key={card.scanned}
          card={card}
          onClose={onCardDone}
          onAccount={(customer) => {
            desk.turnTo('account');
            desk.choose(customer);
          }}
          onPayAccount={onPayAccount}
        />
      )}
      {wallet && <PracticeWallet onClose={() => setWallet(false)} />}
      <Announcer />
    </main>
  );
});
