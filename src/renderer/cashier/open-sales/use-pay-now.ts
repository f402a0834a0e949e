// What the customer who pays next is to pay: a part where the sale is paid in parts, or all that is due.
import { payNowMinor } from '../../../shared/parking.ts';
import { useTill } from '../till.ts';

export function usePayNowMinor(): number {
  return useTill(({ checkout: { sale } }) => payNowMinor(sale));
}
