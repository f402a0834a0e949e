// Scanners that are keyboards to the machine: what a shop says of how they type. Pure.
import { z } from 'zod';

/**
 * `quick`: a cable, or a receiver of the scanner's own; nobody types so fast. `slow`: Bluetooth, whose characters come at the pace of
 * fingers; there only Enter or Tab ends a code. `us`: it types as on a US keyboard, whatever layout this machine has.
 */
export const typingScannersSchema = z.object({ pace: z.enum(['quick', 'slow']), layout: z.enum(['shop', 'us']) });
export type TypingScanners = z.infer<typeof typingScannersSchema>;

export const FIRST_TYPING_SCANNERS: TypingScanners = { pace: 'quick', layout: 'shop' };
