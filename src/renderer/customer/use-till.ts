// The customer's view of the till.
import { tillHook } from '../screen.tsx';

export const useTill = tillHook<'customer'>();
