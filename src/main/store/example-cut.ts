// For tests: what a cut says of the shop.
import type { FactBody } from './facts.ts';

export const SHOP_AT_CUT: Pick<FactBody<'shift_cut'>, 'shop' | 'day' | 'openedBy' | 'endedBy'> = {
  shop: { name: 'Corner shop', addressLines: [], terminalId: 'T1', currency: 'KRW', timeZone: 'Asia/Seoul', practice: false },
  day: '2026-11-23',
  openedBy: 'Ann',
  endedBy: 'Ann',
};
