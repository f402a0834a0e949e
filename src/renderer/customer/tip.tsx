// The tip, before a code is shown: shares of the total, an amount of one's own, and none, each as large and as easy as the others.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor, mulDivRound } from '../../shared/money.ts';
import { localeOf } from '../i18n/i18n.ts';
import { useCall } from '../screen.tsx';
import { amountAfterKey, Keypad } from '../ui/keypad.tsx';
import { Money } from '../ui/money.tsx';
import { useTill } from './use-till.ts';

export function Tip() {
  const { t, i18n } = useTranslation('selling');
  const call = useCall();
  const sale = useTill((till) => till.checkout.sale);
  const { sharesPpm } = useTill((till) => till.shop.selling.tips);
  const currency = useTill((till) => till.shop.currency);
  const [ownMinor, setOwn] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const { totalMinor } = sale.totals;
  const money = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const give = async (tipMinor: number) => {
    if (busy) return;
    setBusy(true);
    await call((till) => till.sale.tip({ saleId: sale.id, tipMinor }));
    setBusy(false);
  };
  return (
    <section className="customer-centre customer-tip">
      <div role="status">
        <h1>{t('tip.ask')}</h1>
        <p>{t('tip.thanks')}</p>
      </div>
      {ownMinor === null ? (
        <div className="customer-tips">
          <button type="button" disabled={busy} onClick={() => void give(0)}>
            <b>{t('tip.none')}</b>
            <small>{t('tip.total', { amount: money(totalMinor) })}</small>
          </button>
          {sharesPpm.map((ppm) => {
            const minor = mulDivRound(totalMinor, ppm, 1_000_000);
            return (
              <button key={ppm} type="button" disabled={busy || minor === 0} onClick={() => void give(minor)}>
                <b>{t('tip.percentOf', { percent: ppm / 10_000 })}</b>
                <small>{money(minor)}</small>
              </button>
            );
          })}
          <button type="button" disabled={busy} onClick={() => setOwn(0)}>
            <b>{t('tip.own')}</b>
          </button>
        </div>
      ) : (
        <div className="customer-own-tip">
          <output className="customer-amount" aria-label={t('tip.own')}>
            <Money minor={ownMinor} currency={currency} />
          </output>
          <Keypad kind="amount" disabled={busy} onKey={(key) => setOwn(amountAfterKey(ownMinor, key, totalMinor))} />
          <div className="customer-tips">
            <button type="button" disabled={busy} onClick={() => setOwn(null)}>
              <b>{t('tip.back')}</b>
            </button>
            <button type="button" disabled={busy} onClick={() => void give(ownMinor)}>
              <b>{t('tip.give', { amount: money(ownMinor) })}</b>
              <small>{t('tip.total', { amount: money(totalMinor + ownMinor) })}</small>
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
