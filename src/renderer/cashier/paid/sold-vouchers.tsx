// The codes of the vouchers that this sale has sold: here once, and on their papers.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVoucherLine, shownCode } from '../../../shared/voucher.ts';
import { useCall } from '../../screen.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

type Sold = { number: string; amountMinor: number; code: string };

export function SoldVouchers() {
  const { t } = useTranslation('tenders');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const saleId = useTill((till) => till.checkout.sale.id);
  const sells = useTill((till) => till.checkout.sale.lines.some(isVoucherLine));
  const [sold, setSold] = useState<readonly Sold[]>([]);
  useEffect(() => {
    if (!sells) return;
    let here = true;
    void call((client) => client.vouchers.sold({ saleId })).then((outcome) => {
      if (here && outcome.ok) setSold(outcome.value);
    });
    return () => {
      here = false;
    };
  }, [call, saleId, sells]);
  if (sold.length === 0) return null;
  return (
    <div className="cashier-paid-paper">
      <h2>{t('voucher.soldTitle')}</h2>
      <ul className="cashier-sold-vouchers">
        {sold.map(({ number, amountMinor, code }) => (
          <li key={number}>
            <span>
              {number} · <Money minor={amountMinor} currency={currency} />
            </span>
            <code className="selectable">{shownCode(code)}</code>
          </li>
        ))}
      </ul>
      <p>{t('voucher.soldExplained')}</p>
    </div>
  );
}
