// How the parts of digital receipts read the mirror of the till: they are on the cashier's screen and on the manager's.
import { tillHook } from '../screen.tsx';

export const useTill = tillHook<'cashier' | 'manager'>();
