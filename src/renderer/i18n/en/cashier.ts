// What the cashier reads.

export const cashier = {};
