// Who is shown what, slice by slice, for every screen. A slice that is new has to be put into the table before this compiles.
import { describe, expect, test } from 'vitest';
import type { Right } from '../shared/rights.ts';
import { SLICES_OF_SCREEN, type SliceName, type TillState } from '../shared/state.ts';
import { shownTo } from './shown-to.ts';

const SECRET = 'a customer’s sale';

/**
 * `everybody`: whoever opens the screen. `without sales`: nothing of sales and customers until somebody signs in. A right: nothing at all
 * without it. The sale in hand stands on the customer's screen, and their receipt is theirs.
 */
const TABLE: Record<SliceName, 'everybody' | 'without sales' | Right> = {
  shop: 'everybody',
  staff: 'everybody',
  session: 'everybody',
  catalogue: 'everybody',
  offers: 'everybody',
  lightning: 'everybody',
  shift: 'everybody',
  taps: 'everybody',
  ledger: 'everybody',
  upkeep: 'everybody',
  digitalReceipts: 'everybody',
  practice: 'everybody',
  checkout: 'everybody',
  kitchen: 'everybody',
  receiptCode: 'everybody',
  devices: 'everybody',
  parking: 'without sales',
  attention: 'without sales',
  cards: 'without sales',
  refunds: 'without sales',
  printing: 'without sales',
  paper: 'without sales',
  mail: 'without sales',
  node: 'settings',
  care: 'settings',
  rates: 'settings',
  ownNode: 'settings',
  unsentMail: 'manage_money',
};

/** Slices with a sale in each list that they have. */
const FULL: Partial<Record<SliceName, unknown>> = {
  parking: { sales: [SECRET] },
  attention: { open: [SECRET] },
  cards: { terminal: null, underWay: null, refused: null, unknown: [SECRET], listed: [SECRET], contradicted: SECRET, differing: [SECRET] },
  refunds: { unfinished: [SECRET], credits: [SECRET] },
  printing: { condition: 'ready', printers: [], jobs: [SECRET], pendingCount: 1, recent: [SECRET] },
  paper: { papers: [SECRET] },
  mail: { sender: 'shop@example.org', waitingCount: 1, trouble: null, askCount: 0, recent: [SECRET] },
};
const NOBODY = { rights: [], signedIn: false };
const seen = (who: { rights: readonly Right[]; signedIn: boolean }, slice: SliceName) =>
  shownTo(who, slice, (FULL[slice] ?? { lightning: {}, of: slice }) as TillState[typeof slice]);

describe.each(Object.entries(SLICES_OF_SCREEN))('at the %s’s screen', (screen, slices) => {
  test.each(slices)('%s is shown to whom the table says', (slice) => {
    const needed = TABLE[slice];
    const text = JSON.stringify(seen(NOBODY, slice)) ?? '';
    if (needed === 'everybody') expect(text).toContain(slice);
    else if (needed === 'without sales') {
      expect(text).not.toBe('');
      expect(text).not.toContain(SECRET);
      expect(JSON.stringify(seen({ rights: [], signedIn: true }, slice))).toContain(SECRET);
    } else {
      expect(text).toBe('');
      expect(seen({ rights: [needed], signedIn: true }, slice)).toBeDefined();
    }
    // Nobody ever signs in there, and whatever needs it does not belong there.
    if (screen === 'customer') expect(needed).toBe('everybody');
  });
});

test('what the terminal’s days came to is for whoever may see totals', () => {
  const differing = (rights: readonly Right[]) => seen({ rights, signedIn: true }, 'cards') as TillState['cards'];
  expect(differing([]).differing).toEqual([]);
  expect(differing(['see_totals']).differing).toEqual([SECRET]);
});
