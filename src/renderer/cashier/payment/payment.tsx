// The left of the register while money is being taken: the tenders that the shop takes, the usual one first, and the view of the
// one that is chosen. A voucher's code that is scanned here is looked at to pay with.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../../shared/errors.ts';
import { deedOfScan } from '../../../shared/scanned-thing.ts';
import type { OfferedKind } from '../../../shared/tender-settings.ts';
import { useScans } from '../../screen.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import type { Scan } from '../../ui/scan-turns.ts';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import type { Desk } from '../desk.ts';
import { useTill } from '../till.ts';
import { AccountPayment } from './account-payment.tsx';
import { CardAtTerminal } from './card-at-terminal.tsx';
import { CardPayment } from './card-payment.tsx';
import { CashPayment } from './cash-payment.tsx';
import { ForeignPayment } from './foreign-payment.tsx';
import { LightningPayment } from './lightning-payment.tsx';
import { TENDER_KEYS } from './tender-keys.ts';
import { VoucherPayment } from './voucher-payment.tsx';

/** More of them do not stand in a row with their words beside their pictures. */
const IN_A_ROW = 3;

export interface PaymentProps {
  desk: Desk;
  stage: OfferedKind;
  onWallet: (() => void) | null;
  /** What was scanned and is no voucher. */
  onBarcode: (barcode: string, scan: Scan) => Promise<void>;
}

export const Payment = memo(function Payment({ desk, stage, onWallet, onBarcode }: PaymentProps) {
  const { t } = useTranslation('cashier');
  const { t: tTenders } = useTranslation('tenders');
  const { kinds, foreignCash } = useTill((till) => till.shop.tenders);
  const atTerminal = useTill((till) => till.checkout.sale.cardMove !== null);
  const offered = kinds.filter((kind) => kind !== 'foreign_cash' || foreignCash.length > 0);
  useScans(async (text, scan) => {
    if (deedOfScan(text, 'paying') === 'pay_with_voucher' && kinds.includes('voucher')) desk.lookAtVoucher(text);
    else await onBarcode(text, scan);
  });
  return (
    <section className="cashier-payment" aria-label={t('pay.label')}>
      <header className="cashier-payment-head">
        <fieldset className="cashier-tenders" data-many={offered.length > IN_A_ROW || undefined} aria-label={t('pay.tenders')}>
          {offered.map((kind) => (
            <KeyButton
              key={kind}
              kind="plain"
              size="large"
              icon={TENDER_ICONS[kind]}
              shortcut={TENDER_KEYS[kind]}
              disabled={atTerminal}
              aria-pressed={stage === kind}
              onClick={() => {
                if (stage === kind) return;
                if (kind === 'lightning') desk.askForCode();
                else desk.turnTo(kind);
              }}
            >
              {tTenders(`kind.${kind}`)}
            </KeyButton>
          ))}
        </fieldset>
      </header>
      <TenderView desk={desk} stage={stage} onWallet={onWallet} />
    </section>
  );
});

function TenderView({ desk, stage, onWallet }: Omit<PaymentProps, 'onBarcode'>) {
  const driven = useTill((till) => till.cards.terminal !== null || till.checkout.sale.cardMove !== null);
  switch (stage) {
    case 'lightning':
      return <LightningPayment desk={desk} onWallet={onWallet} />;
    case 'cash':
      return <CashPayment desk={desk} />;
    case 'card':
      return driven && !desk.cardByHand ? <CardAtTerminal desk={desk} /> : <CardPayment desk={desk} />;
    case 'voucher':
      return <VoucherPayment desk={desk} />;
    case 'account':
      return <AccountPayment desk={desk} />;
    case 'foreign_cash':
      return <ForeignPayment desk={desk} />;
    default:
      return missingCase(stage);
  }
}
