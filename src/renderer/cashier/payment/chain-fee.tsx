// A word on what it costs the customer to pay this on chain, where that is a lot: the cashier can say so.
import { useTranslation } from 'react-i18next';
import { formatSat } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useTill } from '../till.ts';

/** A fiftieth of the amount: about what a card costs, and noticed. */
const MUCH = 50;

export function ChainFee({ amountSat }: { amountSat: number }) {
  const { t, i18n } = useTranslation('onChain');
  const feeSat = useTill((till) => till.lightning.chainFeeSat);
  if (feeSat === null || feeSat * MUCH < amountSat) return null;
  return <p className="cashier-chain-fee">{t('fee', { fee: formatSat(feeSat, localeOf(i18n.language)) })}</p>;
}
