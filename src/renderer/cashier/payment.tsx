// The left of the register while money is being taken: the tenders, and the view of the one that is chosen.
import { Banknote, Zap } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { CashPayment } from './cash-payment.tsx';
import type { Desk } from './desk.ts';
import { KeyButton } from './key-button.tsx';
import { LightningPayment } from './lightning-payment.tsx';

export const Payment = memo(function Payment({ desk, onWallet }: { desk: Desk; onWallet: (() => void) | null }) {
  const { t } = useTranslation('cashier');
  const cash = desk.stage === 'cash';
  return (
    <section className="cashier-payment" aria-label={t('pay.label')}>
      <header className="cashier-payment-head">
        <fieldset className="cashier-tenders" aria-label={t('pay.tenders')}>
          <KeyButton kind="plain" size="large" icon={Zap} shortcut="F6" aria-pressed={!cash} onClick={() => cash && desk.askForCode()}>
            {t('pay.lightning')}
          </KeyButton>
          <KeyButton kind="plain" size="large" icon={Banknote} shortcut="F7" aria-pressed={cash} onClick={() => !cash && desk.turnTo('cash')}>
            {t('pay.cash')}
          </KeyButton>
        </fieldset>
      </header>
      {cash ? <CashPayment desk={desk} /> : <LightningPayment desk={desk} onWallet={onWallet} />}
    </section>
  );
});
