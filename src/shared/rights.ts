// What somebody may do at the till: single rights, grouped into roles that the shop edits. One rule decides everywhere, in
// main and on screens, whether a role reaches. Pure.
import type { Names } from './line-item.ts';

export const RIGHTS = [
  'sell', // ring up, take money, park, print; whoever works at the register
  'discount', // up to the role's limit
  'price_change', // another price than the article's
  'take_over', // go on with somebody else's open sale
  'refund', // from a receipt
  'refund_without_receipt',
  'no_sale', // open the drawer without a sale
  'cash_movement', // paid in, paid out, safe drop
  'see_totals', // reports, X, the day's takings
  'close_shift', // count and make the Z
  'export', // files for the accountant, and the accounts in them
  'manage_articles',
  'manage_customers',
  'manage_money', // the list of money that needs a decision
  'manage_staff', // people, roles, PINs: of those who may do no more than oneself
  'settings', // the shop, its devices, its node
  'pay_out', // send bitcoin, with one's own PIN and credential
] as const;
export type Right = (typeof RIGHTS)[number];

export interface RoleLimits {
  /** The largest discount without approval, of a line or a sale. */
  discountPpm: number;
}

export interface Role {
  id: string;
  names: Names;
  rights: Right[];
  limits: RoleLimits;
  /** Whether a staff badge alone signs in and approves; otherwise the PIN is asked for with it. */
  badgeSuffices: boolean;
}

/** What a right is needed for, as far as it has to be said or measured: `ppm` of a discount, `amountMinor`, ... Never a secret. */
export type RightDetail = Record<string, string | number>;

/** Has all rights, and cannot be edited; there is always somebody active who has it. */
export const OWNER = 'owner';
const NO_LIMITS: RoleLimits = { discountPpm: 1_000_000 };

/** What a shop starts with. */
export const FIRST_ROLES: readonly Role[] = [
  { id: 'cashier', names: { en: 'Cashier', ko: '계산원' }, rights: ['sell', 'discount'], limits: { discountPpm: 100_000 }, badgeSuffices: true },
  {
    id: 'lead',
    names: { en: 'Shift lead', ko: '근무 책임자' },
    rights: ['sell', 'discount', 'price_change', 'take_over', 'refund', 'no_sale', 'cash_movement', 'see_totals', 'close_shift', 'manage_customers'],
    limits: { discountPpm: 300_000 },
    badgeSuffices: true,
  },
  {
    id: 'manager',
    names: { en: 'Manager', ko: '관리자' },
    rights: [...RIGHTS],
    limits: NO_LIMITS,
    badgeSuffices: false,
  },
  { id: OWNER, names: { en: 'Owner', ko: '소유자' }, rights: [...RIGHTS], limits: NO_LIMITS, badgeSuffices: false },
];

/** A role's, or those of whoever is signed in. */
export interface Rights {
  readonly rights: readonly Right[];
  readonly limits: RoleLimits;
}

/** Whether these rights reach for it: a discount has to be within the limit as well. */
export function reaches({ rights, limits }: Rights, right: Right, detail: RightDetail = {}): boolean {
  if (!rights.includes(right)) return false;
  return right !== 'discount' || Number(detail.ppm ?? 0) <= limits.discountPpm;
}

/** Whether whoever has `mine` may do all that `theirs` allows: nobody gives more than they have. */
export function covers(mine: Rights, theirs: Rights): boolean {
  return theirs.rights.every((right) => mine.rights.includes(right)) && theirs.limits.discountPpm <= mine.limits.discountPpm;
}

/** Whether they may give this role, change it, or change those who have it. Owners are only managed by owners. */
export function mayManage(mine: Rights & { role: string }, theirs: Role): boolean {
  return (theirs.id !== OWNER || mine.role === OWNER) && covers(mine, theirs);
}

/** More than four digits guard these: who has one of them has at least a PIN of LONG_PIN digits. */
export const LONG_PIN = 6;
export function needsLongPin({ rights }: Pick<Rights, 'rights'>): boolean {
  return rights.includes('pay_out') || rights.includes('manage_staff');
}
