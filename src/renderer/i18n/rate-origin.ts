// Whose a rate is, in words: the exchanges that it is of, a manager's hand, or the practice table.
import type { TFunction } from 'i18next';
import type { RateQuote } from '../../shared/money.ts';

export function rateOrigin({ method, sources }: Pick<RateQuote, 'method' | 'sources'>, t: TFunction<'rates'>): string {
  return method === 'market' ? sources.join(', ') : t(`origin.${method}`);
}
