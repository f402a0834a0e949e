// What every part of the contract is made from: who may call, the errors a call can end with, and the forms that recur.
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode, type ErrorDetail } from '../errors.ts';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import { LANGUAGES, type Role, type Screen } from '../state.ts';

/** Who may call a procedure: from which screens, and with whom signed in there (`anyone`: nobody needs to be). */
export interface CallMeta {
  screens: readonly Screen[];
  role: 'anyone' | Role;
}

const errorDetailSchema = z.record(z.string(), z.union([z.string(), z.number()])).optional() satisfies z.ZodType<ErrorDetail>;
const declaredErrors = Object.fromEntries(ERROR_CODES.map((code) => [code, { data: errorDetailSchema }])) as Record<
  ErrorCode,
  { data: typeof errorDetailSchema }
>;

const base = oc.$meta<CallMeta>({ screens: [], role: 'manager' }).errors(declaredErrors);
export const anywhere = base.meta({ screens: ['cashier', 'customer', 'manager'], role: 'anyone' });
export const staffScreens = base.meta({ screens: ['cashier', 'manager'], role: 'anyone' });
export const cashier = base.meta({ screens: ['cashier'], role: 'cashier' });
export const cashierOrManager = base.meta({ screens: ['cashier', 'manager'], role: 'cashier' });
export const manager = base.meta({ screens: ['cashier', 'manager'], role: 'manager' });
export const practice = base.meta({ screens: ['cashier', 'customer'], role: 'anyone' });

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
