// Goods and badges are scanned by the same scanner. At the register an article's barcode is that article's, and only what no article has
// may be a badge; what an article has is never a card.
import { TillError } from '../../shared/errors.ts';

/** Looks an article up: UNKNOWN_BARCODE where there is none. */
type Lookup<T> = (scanned: string) => T;

const isUnknown = (cause: unknown) => cause instanceof TillError && cause.code === 'UNKNOWN_BARCODE';

/** Also of an article that is not sold any more, or has to be asked about. */
export function isBarcode(lookup: Lookup<unknown>, scanned: string): boolean {
  try {
    lookup(scanned);
    return true;
  } catch (cause) {
    if (isUnknown(cause)) return false;
    if (cause instanceof TillError) return true;
    throw cause;
  }
}

/** Besides: BADGE_SCANNED. */
export function tellingBadges<T>(lookup: Lookup<T>, isBadge: (scanned: string) => boolean): Lookup<T> {
  return (scanned) => {
    try {
      return lookup(scanned);
    } catch (cause) {
      throw isUnknown(cause) && isBadge(scanned) ? new TillError('BADGE_SCANNED') : cause;
    }
  };
}
