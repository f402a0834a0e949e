// How a voucher stands, in one word. Pure.
import type { Voucher, VoucherStatus } from '../../../shared/voucher.ts';

/** `codeless`: it is good, and nobody has a code for it yet. `today` is the shop's. */
export type Standing = VoucherStatus | 'spent' | 'codeless' | 'expired';

export function standingOf({ status, hasCode, balanceMinor, lastDay }: Voucher, today: string): Standing {
  if (status !== 'active') return status;
  if (balanceMinor === 0) return 'spent';
  if (!hasCode) return 'codeless';
  return lastDay !== null && lastDay < today ? 'expired' : 'active';
}
