// The lines of the sale. State comes whole and new with each push, so a line takes plain values: only the one that changed renders.
import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { itemCountOf } from '../../../shared/line-item.ts';
import { formatMinor } from '../../../shared/money.ts';
import { ownDiscountsMinor } from '../../../shared/sale-sums.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { lineAmountMinor, lineDetails } from '../../i18n/line-details.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useTill } from '../till.ts';

export function CartLines({ onOpen }: { onOpen: (lineId: string) => void }) {
  const { t, i18n } = useTranslation('cashier');
  const { t: tSelling } = useTranslation('selling');
  const sale = useTill((till) => till.checkout.sale);
  const { lines } = sale;
  const discounts = ownDiscountsMinor(sale);
  const lastLineId = useTill((till) => till.checkout.lastLineId);
  const currency = useTill((till) => till.shop.currency);
  const locale = localeOf(i18n.language);
  const list = useRef<HTMLOListElement>(null);
  const openLine = useCallback((lineId: string) => onOpen(lineId), [onOpen]);

  const shown = lines.findIndex((line) => line.id === lastLineId);
  const shownQuantity = lines[shown]?.quantity;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line comes into sight whenever it is touched, its quantity included
  useLayoutEffect(() => {
    list.current?.children[shown]?.scrollIntoView({ block: 'nearest' });
  }, [lastLineId, shown, shownQuantity]);

  return (
    <ol ref={list}>
      {lines.map((line, at) => (
        <CartLine
          key={line.id}
          id={line.id}
          name={nameIn(line.names, i18n.language)}
          quantity={itemCountOf(line)}
          detail={lineDetails(line, { t: tSelling, language: i18n.language, currency }, (amount) => t('cart.each', { amount })).join(' · ')}
          amount={formatMinor(lineAmountMinor(line, discounts[at]), currency, locale)}
          touched={line.id === lastLineId}
          onOpen={openLine}
        />
      ))}
    </ol>
  );
}

interface CartLineProps {
  id: string;
  name: string;
  quantity: number;
  detail: string;
  amount: string;
  touched: boolean;
  onOpen: (lineId: string) => void;
}

const CartLine = memo(function CartLine({ id, name, quantity, detail, amount, touched, onOpen }: CartLineProps) {
  return (
    <li className="cashier-line" data-touched={touched || undefined}>
      <button type="button" aria-haspopup="dialog" onClick={() => onOpen(id)}>
        {/* A new quantity is a new figure: it is seen to change. */}
        <span key={quantity} className="cashier-line-quantity" data-several={quantity > 1 || undefined}>
          {quantity}
        </span>
        <span className="cashier-line-words">
          <span>{name}</span>
          {detail && <span className="cashier-line-detail">{detail}</span>}
        </span>
        <span className="money cashier-line-amount">{amount}</span>
      </button>
    </li>
  );
});
