// A voucher: its code scanned or typed, then what is on it and how much of that pays here.
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';
import { TakeButton } from './take-button.tsx';
import { enteredOf, TenderEntry } from './tender-entry.tsx';

/** What it can pay of the sale, and no more than whoever pays now is to pay. */
function useMostMinor({ voucher }: Desk): number {
  return Math.min(voucher?.reachMinor ?? 0, usePayNowMinor());
}

export function VoucherPayment({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  const [typed, setTyped] = useState('');
  const { voucher } = desk;
  const mostMinor = useMostMinor(desk);
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const look = () => {
    if (typed.trim() !== '') desk.lookAtVoucher(typed.trim());
    setTyped('');
  };
  return (
    <TenderEntry desk={desk} mostMinor={mostMinor}>
      {voucher ? (
        <div className="cashier-asked" role="status">
          <p>
            <b>{t('voucher.found', { number: voucher.number })}</b>
          </p>
          <p>{t('voucher.onIt', { amount: amount(voucher.balanceMinor) })}</p>
          {voucher.lastDay !== null && <p>{t('voucher.until', { day: voucher.lastDay })}</p>}
          {voucher.reachMinor === 0 && <p>{t('voucher.buysVoucher')}</p>}
        </div>
      ) : (
        <p className="cashier-asked">{t('voucher.scan')}</p>
      )}
      <div className="cashier-look-up">
        <label className="cashier-field">
          <span>{t('voucher.code')}</span>
          <input
            className="field"
            type="text"
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="FV 0000 0000 0000 0000 0"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            data-own-enter
            onKeyDown={(event) => event.key === 'Enter' && look()}
          />
        </label>
        <Button size="large" icon={Search} busy={desk.busy} onClick={look}>
          {t('voucher.look')}
        </Button>
      </div>
    </TenderEntry>
  );
}

export function TakeVoucher({ desk }: { desk: Desk }) {
  const { t } = useTranslation('tenders');
  const { voucher } = desk;
  const { amountMinor, tooMuch } = enteredOf(desk.enteredMinor, useMostMinor(desk));
  const take = () => {
    if (voucher) desk.take((client, sale) => client.checkout.takeVoucher({ ...sale, code: voucher.code, amountMinor }));
  };
  const words = (amount: string) => (voucher ? t('voucher.take', { amount }) : t('voucher.takeNothing'));
  return <TakeButton words={words} minor={amountMinor} busy={desk.busy} disabled={tooMuch || amountMinor === 0} onTake={take} />;
}
