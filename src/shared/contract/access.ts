// What every part of the contract is made from: who may call, the errors a call can end with, and the forms that recur.
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode, type ErrorDetail } from '../errors.ts';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import type { Right } from '../rights.ts';
import { LANGUAGES, type Screen } from '../state.ts';

/**
 * Who may call a procedure: from which screens, and which right whoever is signed in there needs (`anyone`: nobody needs to
 * be). What depends on the input or the state is required by the handler, with `actor.require`.
 */
export interface CallMeta {
  screens: readonly Screen[];
  right: 'anyone' | 'signed_in' | Right;
}

const errorDetailSchema = z.record(z.string(), z.union([z.string(), z.number()])).optional() satisfies z.ZodType<ErrorDetail>;
const declaredErrors = Object.fromEntries(ERROR_CODES.map((code) => [code, { data: errorDetailSchema }])) as Record<
  ErrorCode,
  { data: typeof errorDetailSchema }
>;

const base = oc.$meta<CallMeta>({ screens: [], right: 'settings' }).errors(declaredErrors);
export const anywhere = base.meta({ screens: ['cashier', 'customer', 'manager'], right: 'anyone' });
export const staffScreens = base.meta({ screens: ['cashier', 'manager'], right: 'anyone' });
/** Where the cashier and the customer stand. */
export const counter = base.meta({ screens: ['cashier', 'customer'], right: 'anyone' });
export const practice = base.meta({ screens: ['cashier', 'customer'], right: 'anyone' });
/** At the cashier's screen only. */
export const atRegister = (right: CallMeta['right']) => base.meta({ screens: ['cashier'], right });
/** At the cashier's and the manager's screen. */
export const atTill = (right: CallMeta['right']) => base.meta({ screens: ['cashier', 'manager'], right });

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
