// What not everybody is shown: balances at the node, where its money and backups go, how it is reached. Everybody can open the
// manager's page up to its sign-in, and every screen is sent the shop; so it is held back here, and not by what a page draws.
import type { Right } from '../shared/rights.ts';
import type { SliceName, TillState } from '../shared/state.ts';

/** Which right a slice is shown with; the others are for every screen that has them. */
export const RIGHT_TO_SEE: Partial<Record<SliceName, Right>> = {
  node: 'settings',
  care: 'settings',
  rates: 'settings',
  ownNode: 'settings',
  unsentMail: 'manage_money',
};

/**
 * What is left of a slice where nobody is signed in: nothing of sales and of customers. The sale in hand is no secret of the counter: the customer's
 * screen shows it to whoever stands there.
 */
const WITHOUT_SALES: { [S in SliceName]?: (value: TillState[S]) => TillState[S] } = {
  parking: () => ({ sales: [] }),
  attention: () => ({ open: [] }),
  cards: (cards) => ({ ...cards, underWay: null, refused: null, unknown: [], listed: [], contradicted: null, differing: [] }),
  refunds: () => ({ unfinished: [], credits: [] }),
  printing: (printing) => ({ ...printing, jobs: [], recent: [] }),
  paper: () => ({ papers: [] }),
  mail: (mail) => ({ ...mail, recent: [] }),
};

/** What looks otherwise to one person than to another, and has to be sent again when somebody signs in or out. */
export const DIFFERS_BY_RIGHTS: readonly SliceName[] = [
  ...(Object.keys(RIGHT_TO_SEE) as SliceName[]),
  ...(Object.keys(WITHOUT_SALES) as SliceName[]),
  'shop',
];

/** The slice as it is sent; undefined when it is not. */
export function shownTo<S extends SliceName>(
  { rights, signedIn }: { rights: readonly Right[]; signedIn: boolean },
  slice: S,
  value: TillState[S] | undefined,
): TillState[S] | undefined {
  if (value === undefined) return value;
  const needed = RIGHT_TO_SEE[slice];
  if (needed && !rights.includes(needed)) return undefined;
  const withoutSales: ((value: TillState[S]) => TillState[S]) | undefined = WITHOUT_SALES[slice];
  if (!signedIn && withoutSales) return withoutSales(value);
  if (slice === 'cards' && !rights.includes('see_totals')) return withoutDays(value as TillState['cards']) as TillState[S];
  return slice === 'shop' && !rights.includes('settings') ? (withoutPlaces(value as TillState['shop']) as TillState[S]) : value;
}

/** What a terminal's day came to is the shop's takings. */
function withoutDays(cards: TillState['cards']): TillState['cards'] {
  return { ...cards, differing: [] };
}

/** How the shop takes money is no secret; where it keeps it is. */
function withoutPlaces(shop: TillState['shop']): TillState['shop'] {
  return { ...shop, lightning: { ...shop.lightning, coldStorage: null, backupDir: null }, mail: null };
}
