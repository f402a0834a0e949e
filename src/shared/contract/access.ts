// What every part of the contract is made from: who may call, the errors a call can end with, and the forms that recur.
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode, type ErrorDetail } from '../errors.ts';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import type { Right } from '../rights.ts';
import { LANGUAGES, type Screen } from '../state.ts';

/** Who may call a procedure; docs/rights.md is made from it. */
export interface CallMeta {
  screens: readonly Screen[];
  /** What whoever is signed in there needs; `anyone`: nobody needs to be. */
  right: 'anyone' | 'signed_in' | Right;
  /** What the call may need besides, as its input or the state has it: the handler asks with `actor.require`, and for nothing else. */
  also: readonly Right[];
  /** Who has a second factor gives a code of it for this, unless they have within minutes. */
  grave: boolean;
}

/** All that a call may need. */
export function rightsOf({ right, also }: CallMeta): Right[] {
  return right === 'anyone' || right === 'signed_in' ? [...also] : [right, ...also];
}

const errorDetailSchema = z.record(z.string(), z.union([z.string(), z.number()])).optional() satisfies z.ZodType<ErrorDetail>;
const declaredErrors = Object.fromEntries(ERROR_CODES.map((code) => [code, { data: errorDetailSchema }])) as Record<
  ErrorCode,
  { data: typeof errorDetailSchema }
>;

const base = oc.$meta<CallMeta>({ screens: [], right: 'settings', also: [], grave: false }).errors(declaredErrors);
/** Nobody needs to be signed in; whoever is may need one of `also`. */
export const forAnyone = (screens: readonly Screen[], ...also: Right[]) => base.meta({ screens, right: 'anyone', also, grave: false });
export const anywhere = forAnyone(['cashier', 'customer', 'manager']);
export const staffScreens = forAnyone(['cashier', 'manager']);
export const practice = forAnyone(['cashier', 'customer']);
/** At the cashier's screen only. */
export const atRegister = (right: CallMeta['right'], ...also: Right[]) => base.meta({ screens: ['cashier'], right, also, grave: false });
/** At the cashier's and the manager's screen. */
export const atTill = (right: CallMeta['right'], ...also: Right[]) => base.meta({ screens: ['cashier', 'manager'], right, also, grave: false });
/** The same, for what decides who may do what, and what pays out. */
export const gravelyAtTill = (right: CallMeta['right'], ...also: Right[]) => base.meta({ screens: ['cashier', 'manager'], right, also, grave: true });

export const id = z.string().min(1).max(64);
export const amountMinor = z.int().min(1).max(MAX_AMOUNT_MINOR);
export const text = (max: number) => z.string().trim().max(max);
export const quantity = z.int().min(1).max(9999);
export const pin = z.string().regex(/^\d{4,8}$/);
export const paymentHash = z.string().regex(/^[0-9a-f]{64}$/);
export const language = z.enum(LANGUAGES);
export const currency = z.string().regex(/^[A-Z]{3}$/);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const nothing = type<void>();
