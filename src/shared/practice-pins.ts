// The PINs of the practice shop's staff. Nothing real is behind them, so the practice shop's sign-in may show them.
import type { Role } from './state.ts';

export const practicePinHint = { cashier: ['1111', '2222'], manager: ['9999'] } as const satisfies Record<Role, readonly string[]>;
