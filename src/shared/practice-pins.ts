// The PINs of the practice shop's staff, by role. Nothing real is behind them, so the practice shop's sign-in may show them.
export const practicePinHint = { cashier: ['1111', '2222'], owner: ['9999'] } as const satisfies Record<string, readonly string[]>;
