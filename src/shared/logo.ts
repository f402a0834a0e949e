// The shop's logo as it is printed: dots, black or not, as many as the narrow paper has across. Every printer and screen shows
// the same ones.
import { z } from 'zod';

/** Dots: 48 mm at 203 dpi, the printable width of a 58 mm roll; and half of that in height. */
export const LOGO_MOST_WIDTH = 384;
export const LOGO_MOST_HEIGHT = 192;

export const logoSchema = z
  .object({
    width: z.int().min(1).max(LOGO_MOST_WIDTH),
    height: z.int().min(1).max(LOGO_MOST_HEIGHT),
    /** Base64 of rows of whole bytes, the most significant bit leftmost, 1 is ink. */
    bits: z.base64().max(Math.ceil(((LOGO_MOST_WIDTH / 8) * LOGO_MOST_HEIGHT) / 3) * 4),
  })
  .refine(({ width, height, bits }) => bytesOf(bits) === Math.ceil(width / 8) * height, 'not as many dots as it says');
export type Logo = z.infer<typeof logoSchema>;

function bytesOf(base64: string): number {
  return (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0);
}
