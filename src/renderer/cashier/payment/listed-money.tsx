// Money that came for this sale and is no part of it yet: late, twice, too much, seen on chain for a code that was closed since, or
// charged to a card after all.
// Whoever is at the till must know before taking it again. A manager who is signed in applies it here.
import { BellRing, Blocks as BlocksIcon, CreditCard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListedCardMoney } from '../../../shared/card-payment.ts';
import { formatMinor, formatSat } from '../../../shared/money.ts';
import type { AttentionItem } from '../../../shared/state.ts';
import { comingOnChain, type SeenOnChain } from '../../../shared/tender.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Sat } from '../../ui/money.tsx';
import { useTill } from '../till.ts';

/** What there is for the sale in hand. */
export function useListedMoney(): AttentionItem[] {
  const saleId = useTill((till) => till.checkout.sale.id);
  const open = useTill((till) => till.attention.open);
  return open.filter((item) => item.saleId === saleId);
}

export function ListedMoney() {
  const own = useListedMoney();
  const tenders = useTill((till) => till.checkout.sale.tenders);
  const onItsWay = comingOnChain(tenders);
  const saleId = useTill((till) => till.checkout.sale.id);
  const listedCards = useTill((till) => till.cards.listed);
  const byCard = listedCards.filter((money) => money.saleId === saleId);
  if (own.length + onItsWay.length + byCard.length === 0) return null;
  return (
    <div className="cashier-listed" role="alert">
      {own.map((item) => (
        <ListedItem key={item.id} item={item} />
      ))}
      {onItsWay.map(({ seen }) => (
        <SeenItem key={seen.outpoint} seen={seen} />
      ))}
      {byCard.map((money) => (
        <CardItem key={money.id} money={money} />
      ))}
    </div>
  );
}

function SeenItem({ seen }: { seen: SeenOnChain }) {
  const { t } = useTranslation('cashier');
  const finished = useTill((till) => till.checkout.sale.status === 'completed');
  return (
    <div className="cashier-listed-item">
      <Icon of={BlocksIcon} size={22} />
      <div>
        <p>
          <b>{t('listed.seen')}</b>{' '}
          <b>
            <Sat sat={seen.amountSat} />
          </b>
        </p>
        <p>{t(finished ? 'listed.seenGoesBack' : 'listed.seenExplained')}</p>
      </div>
    </div>
  );
}

/** Whoever charges the card once more would charge it twice. */
function CardItem({ money: { id: moveId, amountMinor, canApply } }: { money: ListedCardMoney }) {
  const { t, i18n } = useTranslation('cards');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const mayApply = useTill((till) => till.session.staff?.rights.includes('manage_money') ?? false);
  return (
    <div className="cashier-listed-item">
      <Icon of={CreditCard} size={22} />
      <div>
        <p>
          <b>{t('here.what', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) })}</b>
        </p>
        <p>{t(canApply ? 'here.canApply' : 'here.goesBack')}</p>
        {mayApply && canApply && <Button onClick={() => void call((client) => client.cards.apply({ moveId }))}>{t('list.apply')}</Button>}
      </div>
    </div>
  );
}

function ListedItem({ item }: { item: AttentionItem }) {
  const { t, i18n } = useTranslation('cashier');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const mayApply = useTill((till) => till.session.staff?.rights.includes('manage_money') ?? false);
  const locale = localeOf(i18n.language);
  const amount =
    item.amountMinor === null ? `${formatSat(Math.floor(item.amountMsat / 1000), locale)} sat` : formatMinor(item.amountMinor, currency, locale);
  return (
    <div className="cashier-listed-item">
      <Icon of={BellRing} size={22} />
      <div>
        <p>
          <b>{t(`attention.kind.${item.kind}`)}</b> <b className="money">{amount}</b>
        </p>
        <p>{t(item.kind === 'lost' ? 'listed.lost' : item.canApply ? 'listed.canApply' : 'listed.goesBack')}</p>
        {mayApply && item.canApply && (
          <Button onClick={() => void call((client) => client.attention.apply({ itemId: item.id }))}>{t('listed.apply')}</Button>
        )}
      </div>
    </div>
  );
}
