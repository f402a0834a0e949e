// The one next thing to press: the amber button under the total, always at the same place, and always Enter.
// Beside it the other way. While money is on its way there is nothing to press, and a second tap on Charge does nothing.
import { Banknote, Check, QrCode, Zap } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../shared/errors.ts';
import { formatMinor } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { cashOffer } from './cash-offer.ts';
import type { Desk } from './desk.ts';
import { ArmedButton, KeyButton } from './key-button.tsx';
import { codeStateOf, lightOf } from './stage.ts';
import { useTill } from './till.ts';
import { useLightningOutlook } from './use-lightning-outlook.ts';

/** From so many characters on, an amount stands smaller on the button. */
const LONG_AMOUNT = 9;

export const Primary = memo(function Primary({ desk }: { desk: Desk }) {
  switch (desk.stage) {
    case 'articles':
      return <Charge desk={desk} />;
    case 'lightning':
      return (
        <>
          <BesideCode desk={desk} />
          <CodePrimary desk={desk} />
        </>
      );
    case 'cash':
      return (
        <>
          <Back desk={desk} />
          <TakeCash desk={desk} />
        </>
      );
    case 'paid':
      return <Next desk={desk} />;
    default:
      return missingCase(desk.stage);
  }
});

function Charge({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cashier');
  const empty = useTill((till) => till.checkout.sale.lines.length === 0);
  const byLightning = lightOf(useLightningOutlook()) !== 'no';
  return (
    <>
      <KeyButton size="large" className="cashier-beside" shortcut="F7" disabled={empty} onClick={() => desk.turnTo('cash')}>
        {t('pay.cash')}
      </KeyButton>
      <KeyButton
        kind="primary"
        size="large"
        className="cashier-charge"
        icon={byLightning ? Zap : Banknote}
        shortcut="Enter"
        disabled={empty}
        onClick={desk.charge}
      >
        {t('pay.charge')}
      </KeyButton>
    </>
  );
}

/** Where Cash was: a second tap on that does not lead straight back. */
function Back({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cashier');
  return (
    <ArmedButton size="large" className="cashier-beside" shortcut="Escape" onClick={() => desk.turnTo('articles')}>
      {t('pay.back')}
    </ArmedButton>
  );
}

/** Held money has two ways to go, and going back to the articles is none of them. */
function BesideCode({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cashier');
  const state = useTill((till) => codeStateOf(till.checkout));
  if (state === 'taking') return null;
  if (state !== 'held') return <Back desk={desk} />;
  return (
    <ArmedButton size="large" className="cashier-beside" shortcut="Escape" busy={desk.busy} onClick={desk.returnHeld}>
      {t('held.giveBack')}
    </ArmedButton>
  );
}

function CodePrimary({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cashier');
  const state = useTill((till) => codeStateOf(till.checkout));
  switch (state) {
    case 'asking':
    case 'waiting':
    case 'arriving':
    case 'taking':
    case 'on_chain':
    case 'replaced':
      return (
        <Button size="large" className="cashier-charge cashier-waits" busy>
          {t(`code.short.${state}`)}
        </Button>
      );
    case 'held':
      return (
        <ArmedButton kind="primary" size="large" className="cashier-charge" icon={Check} shortcut="Enter" busy={desk.busy} onClick={desk.takeHeld}>
          {t('held.take')}
        </ArmedButton>
      );
    case 'none':
    case 'expired':
    case 'cancelled':
      return (
        <KeyButton
          kind="primary"
          size="large"
          className="cashier-charge"
          icon={QrCode}
          shortcut="Enter"
          busy={desk.busy}
          onClick={() => desk.askForCode()}
        >
          {t(desk.refusal ? 'code.tryAgain' : 'code.new')}
        </KeyButton>
      );
    default:
      return missingCase(state);
  }
}

function TakeCash({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('cashier');
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const currency = useTill((till) => till.shop.currency);
  const offer = cashOffer(dueMinor, desk.enteredMinor, currency);
  const givenMinor = offer.kind === 'not_payable' ? desk.enteredMinor : offer.givenMinor;
  const amount = formatMinor(givenMinor, currency, localeOf(i18n.language));
  return (
    <KeyButton
      kind="primary"
      size="large"
      className="cashier-charge"
      shortcut="Enter"
      busy={desk.busy}
      disabled={offer.kind === 'not_payable'}
      data-long={amount.length > LONG_AMOUNT || undefined}
      onClick={() => desk.takeCash(givenMinor)}
    >
      {t('cash.take', { amount })}
    </KeyButton>
  );
}

function Next({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cashier');
  return (
    <ArmedButton kind="primary" size="large" className="cashier-charge" icon={Check} shortcut="Enter" onClick={desk.next}>
      {t('paid.next')}
    </ArmedButton>
  );
}
