// How the parts of refunds read the mirror of the till: they are on the cashier's screen and on the manager's.
import { tillHook } from '../screen.tsx';

export const useTill = tillHook<'cashier' | 'manager'>();
