// What came in beside the takings, in one line under their number: vouchers sold are no sale yet, and tips are the staff's.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { RangeFigures } from '../../../shared/range-report.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useTill } from '../till.ts';

export function Beside({ of: { vouchersSold, vouchersTakenBack, tipMinor, refunds } }: { of: BesideTakings }) {
  const { t, i18n } = useTranslation('reports');
  const currency = useTill((till) => till.shop.currency);
  const parts = [
    { what: 'vouchersSold', minor: vouchersSold.amountMinor },
    { what: 'vouchersTakenBack', minor: vouchersTakenBack.amountMinor },
    { what: 'tips', minor: tipMinor - refunds.tipMinor },
  ] as const;
  const words = parts
    .filter(({ minor }) => minor !== 0)
    .map(({ what, minor }) => t(`beside.${what}`, { amount: formatMinor(minor, currency, localeOf(i18n.language)) }));
  if (words.length === 0) return null;
  return <p className="takings-beside">{t('beside.words', { parts: words.join(' · ') })}</p>;
}

type BesideTakings = Pick<RangeFigures, 'vouchersSold' | 'vouchersTakenBack' | 'tipMinor'> & { refunds: Pick<RangeFigures['refunds'], 'tipMinor'> };
