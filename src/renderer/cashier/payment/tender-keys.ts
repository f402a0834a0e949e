// The key of each way to pay, the same before and while money is taken.
import type { OfferedKind } from '../../../shared/tender-settings.ts';

export const TENDER_KEYS: Record<OfferedKind, string> = {
  lightning: 'F6',
  cash: 'F7',
  card: 'Ctrl+K',
  voucher: 'Ctrl+G',
  account: 'Ctrl+O',
  foreign_cash: 'Ctrl+F7',
};
