// How the cashier's components read the mirror of the till.
import { tillHook } from '../screen.tsx';

export const useTill = tillHook<'cashier'>();
