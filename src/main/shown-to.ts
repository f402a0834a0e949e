// What a manager alone is shown: balances at the node, where its money and backups go, how it is reached. Everybody can open the
// manager's page up to its sign-in, and every screen is sent the shop; so it is held back here, and not by what a page draws.
import type { SliceName, TillState } from '../shared/state.ts';

const MANAGERS_ONLY: readonly SliceName[] = ['node', 'care', 'rates', 'ownNode'];

/** What looks otherwise to a manager, and has to be sent again when somebody signs in or out. */
export const DIFFERS_BY_ROLE: readonly SliceName[] = [...MANAGERS_ONLY, 'shop'];

/** The slice as it is sent; undefined when it is not. */
export function shownTo<S extends SliceName>(isManager: boolean, slice: S, value: TillState[S] | undefined): TillState[S] | undefined {
  if (isManager || value === undefined) return value;
  if (MANAGERS_ONLY.includes(slice)) return undefined;
  return slice === 'shop' ? (withoutPlaces(value as TillState['shop']) as TillState[S]) : value;
}

/** How the shop takes money is no secret; where it keeps it is. */
function withoutPlaces(shop: TillState['shop']): TillState['shop'] {
  return { ...shop, lightning: { ...shop.lightning, coldStorage: null, backupDir: null } };
}
