// The one next thing to press: the amber button under the total, always at the same place, and always Enter.
// Beside it the other way. While money is on its way there is nothing to press, and a second tap on Charge does nothing.
import { Check, QrCode } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { missingCase } from '../../../shared/errors.ts';
import type { OfferedKind } from '../../../shared/tender-settings.ts';
import { Button } from '../../ui/button.tsx';
import { ArmedButton, KeyButton } from '../../ui/key-button.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { PutOnAccount } from '../payment/account-payment.tsx';
import { AbortCard, useCardMove } from '../payment/card-at-terminal.tsx';
import { TakeCard } from '../payment/card-payment.tsx';
import { cashOffer } from '../payment/cash-offer.ts';
import { TakeForeign } from '../payment/foreign-payment.tsx';
import { TakeButton } from '../payment/take-button.tsx';
import { TENDER_KEYS } from '../payment/tender-keys.ts';
import { TakeVoucher } from '../payment/voucher-payment.tsx';
import { codeStateOf, lightOf } from '../stage.ts';
import { useTill } from '../till.ts';
import { useLightningOutlook } from './use-lightning-outlook.ts';

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
    case 'card':
      return <CardPrimary desk={desk} />;
    case 'cash':
    case 'voucher':
    case 'account':
    case 'foreign_cash':
      return (
        <>
          <Back desk={desk} />
          <Take desk={desk} stage={desk.stage} />
        </>
      );
    case 'paid':
      return <Next desk={desk} />;
    default:
      return missingCase(desk.stage);
  }
});

/** While something runs at the terminal there is no way back but the terminal's. */
function CardPrimary({ desk }: { desk: Desk }) {
  const running = useCardMove() !== null;
  return (
    <>
      {running ? <AbortCard desk={desk} /> : <Back desk={desk} />}
      <TakeCard desk={desk} />
    </>
  );
}

function Charge({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cashier');
  const { t: tTenders } = useTranslation('tenders');
  const { t: tSelling } = useTranslation('selling');
  const empty = useTill((till) => till.checkout.sale.lines.length === 0);
  const kinds = useTill((till) => till.shop.tenders.kinds);
  const lightningCan = lightOf(useLightningOutlook()) !== 'no';
  const free = useTill(({ checkout: { sale } }) => sale.lines.length > 0 && sale.dueMinor === 0);
  const [usual = 'cash', second] = kinds.filter((kind) => kind !== 'lightning' || lightningCan || kinds.length === 1);
  const other = kinds.includes('cash') && usual !== 'cash' ? 'cash' : second;
  if (free)
    return (
      <KeyButton kind="primary" size="large" className="cashier-charge" icon={Check} shortcut="Enter" busy={desk.busy} onClick={desk.completeFree}>
        {tSelling('free.complete')}
      </KeyButton>
    );
  return (
    <>
      {other && other !== 'lightning' && (
        <KeyButton size="large" className="cashier-beside" shortcut={TENDER_KEYS[other]} disabled={empty} onClick={() => desk.turnTo(other)}>
          {tTenders(`kind.${other}`)}
        </KeyButton>
      )}
      <KeyButton
        kind="primary"
        size="large"
        className="cashier-charge"
        icon={TENDER_ICONS[usual]}
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
  const { t: tSelling } = useTranslation('selling');
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
    case 'tip':
      return (
        <ArmedButton kind="primary" size="large" className="cashier-charge" shortcut="Enter" onClick={desk.withoutTip}>
          {tSelling('tip.without')}
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

function Take({ desk, stage }: { desk: Desk; stage: Exclude<OfferedKind, 'lightning' | 'card'> }) {
  switch (stage) {
    case 'cash':
      return <TakeCash desk={desk} />;
    case 'voucher':
      return <TakeVoucher desk={desk} />;
    case 'account':
      return <PutOnAccount desk={desk} />;
    case 'foreign_cash':
      return <TakeForeign desk={desk} />;
    default:
      return missingCase(stage);
  }
}

function TakeCash({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cashier');
  const dueMinor = usePayNowMinor();
  const currency = useTill((till) => till.shop.currency);
  const offer = cashOffer(dueMinor, desk.enteredMinor, currency);
  const givenMinor = offer.kind === 'not_payable' ? desk.enteredMinor : offer.givenMinor;
  return (
    <TakeButton
      words={(amount) => t('cash.take', { amount })}
      minor={givenMinor}
      busy={desk.busy}
      disabled={offer.kind === 'not_payable'}
      onTake={() => desk.takeCash(givenMinor)}
    />
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
