import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMeantAsBadge } from '../../shared/badge.ts';
import { TillError } from '../../shared/errors.ts';
import { isMeantAsVoucher } from '../../shared/voucher.ts';
import { verifyShop } from '../store/verify.ts';
import type { Actor } from './actor.ts';
import { isBarcode, tellingBadges } from './badge-or-barcode.ts';
import { createPins } from './pins.ts';
import type { Sessions } from './rest.ts';
import { createStaff, type Staff } from './staff.ts';
import { BARCODE, codeOf, openStaffBed, PINS, type StaffBed } from './staff-test-bed.ts';

const CARD = '0012345678';
const OTHER_CARD = '0087654321';
let bed: StaffBed;
let staff: Staff;
let sessions: Sessions;
beforeEach(async () => {
  bed = await openStaffBed();
  sessions = new Map();
  staff = createStaff({
    ...bed,
    pins: createPins(bed),
    sessions,
    rest: () => ({ afterMs: null, paymentShown: false }),
    onChange: () => undefined,
    onSwitch: () => undefined,
  });
});
afterEach(() => {
  staff.close();
  bed.close();
});

/** As somebody acts who is signed in at a desk of their own. */
const as = (staffId: keyof typeof PINS): Actor => {
  sessions.set(staffId, { staffId, screen: 'manager', activeAtMs: bed.nowMs(), locked: false, codeAtMs: null });
  return staff.act({ name: 'staff.printBadge', input: {}, mayNeed: [], grave: false, screen: 'manager', sessionKey: staffId }).actor;
};
const badgeOf = (staffId: keyof typeof PINS): string => {
  bed.badges.printOne(staffId, as('olga'));
  return bed.printed.at(-1)?.scanned ?? '';
};
const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (cause) {
    if (!(cause instanceof TillError)) throw cause;
    return [cause.code, cause.detail?.reason ?? cause.detail?.name].filter(Boolean).join(' ');
  }
  return 'done';
};
const signIn = (scanned: string) => refusalOf(() => staff.signInWithBadge('till', 'cashier', scanned));
const here = () => staff.signedIn('till', 'cashier')?.id ?? null;

describe('a badge', () => {
  it('signs in whom it was made for, at that screen, and says so in the journal', () => {
    expect(signIn(badgeOf('lee'))).toBe('done');
    expect(here()).toBe('lee');
    expect(bed.stated('signed_in')).toEqual([{ by: 'lee', screen: 'cashier', badgeId: bed.printed[0]?.badgeId }]);
    expect(bed.badges.of('lee')).toMatchObject([{ kind: 'printed', madeAtMs: bed.nowMs(), lastUsedAtMs: bed.nowMs() }]);
  });

  it('takes the place of whoever is here, who is signed out in the same moment', () => {
    signIn(badgeOf('lee'));
    expect(signIn(badgeOf('lea'))).toBe('done');
    expect(here()).toBe('lea');
    expect(bed.stated('signed_out')).toEqual([{ by: 'lee', screen: 'cashier', reason: 'switch' }]);
  });

  it('does not suffice for who manages or owns: it says whose PIN is wanted, and then they are in with both', async () => {
    const badge = badgeOf('kim');
    expect(signIn(badge)).toBe('PIN_NEEDED Kim');
    expect(here()).toBeNull();
    await staff.signIn('till', 'cashier', { staffId: 'kim', pin: PINS.kim });
    expect(here()).toBe('kim');
    expect(bed.stated('signed_in')).toMatchObject([{ by: 'kim', badgeId: bed.printed[0]?.badgeId }]);
    expect(bed.badges.of('kim')).toMatchObject([{ lastUsedAtMs: bed.nowMs() }]);
    expect(signIn(badgeOf('olga'))).toBe('PIN_NEEDED Olga');
  });

  it('that was shown is not said to be of a PIN long after, or of somebody else’s', async () => {
    signIn(badgeOf('kim'));
    await staff.signIn('till', 'cashier', { staffId: 'lee', pin: PINS.lee });
    signIn(badgeOf('kim'));
    bed.passTime(3 * 60_000);
    await staff.signIn('till', 'cashier', { staffId: 'kim', pin: PINS.kim });
    expect(bed.stated('signed_in').filter((fact) => 'badgeId' in fact)).toEqual([]);
  });

  it('suffices as soon as the shop lets it, and no longer', () => {
    const badge = badgeOf('lee');
    const [role] = bed.store.roles().filter(({ id }) => id === 'cashier');
    if (!role) throw new Error('no cashiers');
    bed.journal.transact((append) => append('role_put', { ...role, badgeSuffices: false, active: true }, 'olga'));
    expect(signIn(badge)).toBe('PIN_NEEDED Lee');
    bed.journal.transact((append) => append('role_put', { ...role, badgeSuffices: true, active: true }, 'olga'));
    expect(signIn(badge)).toBe('done');
  });

  it('opens nothing once it is revoked, or whose it is has left; that it was tried is in the journal without what it says', () => {
    const badge = badgeOf('lee');
    const { badgeId = '' } = bed.printed[0] ?? {};
    bed.badges.revoke(badgeId, as('kim'));
    expect(signIn(badge)).toBe('BADGE_REFUSED revoked');
    expect(bed.stated('badge_refused')).toEqual([{ by: 'lee', screen: 'cashier', badgeId, wrongCount: null }]);
    expect(refusalOf(() => bed.badges.revoke(badgeId, as('kim')))).toBe('ALREADY_DONE');
    expect(bed.badges.of('lee')).toEqual([]);

    const second = badgeOf('lee');
    bed.journal.transact((append) => append('staff_put', { id: 'lee', name: 'Lee', role: 'cashier', active: false }, 'olga'));
    expect(signIn(second)).toBe('BADGE_REFUSED revoked');
  });

  it('is revoked alone: the person’s others hold', () => {
    const [first, second] = [badgeOf('lee'), badgeOf('lee')];
    bed.badges.revoke(bed.printed[0]?.badgeId ?? '', as('olga'));
    expect([signIn(first), signIn(second)]).toEqual(['BADGE_REFUSED revoked', 'done']);
  });

  it('is made by nobody for who may do more, who is gone, or who never was', () => {
    expect(refusalOf(() => bed.badges.printOne('olga', as('kim')))).toBe('ROLE_TOO_HIGH');
    expect(refusalOf(() => bed.badges.enrol('olga', CARD, as('kim')))).toBe('ROLE_TOO_HIGH');
    badgeOf('olga');
    expect(refusalOf(() => bed.badges.revoke(bed.printed[0]?.badgeId ?? '', as('kim')))).toBe('ROLE_TOO_HIGH');
    bed.journal.transact((append) => append('staff_put', { id: 'lee', name: 'Lee', role: 'cashier', active: false }, 'olga'));
    expect(refusalOf(() => bed.badges.printOne('lee', as('olga')))).toBe('NOT_FOUND');
    expect(refusalOf(() => bed.badges.printOne('nobody', as('olga')))).toBe('NOT_FOUND');
  });

  it('is not read once it is misread, in part, or by itself: that is no guess either', () => {
    const badge = badgeOf('lee');
    const wrong = badge.slice(0, -1) + (badge.endsWith('0') ? '1' : '0');
    for (const misread of [wrong, badge.slice(2), badge.slice(0, -1), `${badge}0`, 'FB', 'lnbc1'])
      expect(signIn(misread)).toBe('BADGE_REFUSED no_badge');
    expect(bed.stated('badge_refused')).toEqual([]);
  });
});

describe('a card', () => {
  it('signs in with its number, whatever zeros its reader types before it', () => {
    bed.badges.enrol('lee', CARD, as('kim'));
    expect(signIn('12345678')).toBe('done');
    expect(here()).toBe('lee');
  });

  it('is one person’s: another is refused by name until it is revoked there', () => {
    bed.badges.enrol('lee', CARD, as('kim'));
    bed.badges.enrol('lee', CARD, as('kim'));
    expect(bed.badges.of('lee')).toHaveLength(1);
    expect(refusalOf(() => bed.badges.enrol('lea', CARD, as('kim')))).toBe('BADGE_TAKEN Lee');
    bed.badges.revoke(bed.badges.of('lee')[0]?.id ?? '', as('kim'));
    bed.badges.enrol('lea', CARD, as('kim'));
    expect(signIn(CARD)).toBe('done');
    expect(here()).toBe('lea');
  });

  it('is none with the number of an article, with a printed badge, or with what no reader types', () => {
    expect(refusalOf(() => bed.badges.enrol('lee', BARCODE, as('kim')))).toBe('BADGE_REFUSED barcode');
    for (const typed of [badgeOf('lee'), '1234567', 'hello'])
      expect(refusalOf(() => bed.badges.enrol('lee', typed, as('kim')))).toBe('BADGE_REFUSED no_badge');
  });
});

describe('wrong badges', () => {
  it('lock badges for a while, and no PIN; goods that are scanned count for nothing', async () => {
    const badge = badgeOf('lee');
    for (let n = 0; n < 20; n += 1) expect(signIn(BARCODE)).toBe('BADGE_REFUSED no_badge');
    for (let n = 0; n < 8; n += 1) expect(signIn(String(20_000_000 + n))).toBe('BADGE_REFUSED unknown');
    expect(signIn(badge)).toBe('BADGE_LOCKED');
    expect(bed.stated('badge_refused')).toMatchObject([...Array(7).fill({ wrongCount: null }), { wrongCount: 8 }]);
    await staff.signIn('till', 'cashier', { staffId: 'lee', pin: PINS.lee });
    bed.passTime(10 * 60_000);
    expect(signIn(badge)).toBe('done');
  });

  it('are not found out by ringing them up: after so many that were none, no more are looked at', () => {
    bed.badges.enrol('lee', CARD, as('kim'));
    expect(bed.badges.isBadge(CARD)).toBe(true);
    for (let n = 0; n < 40; n += 1) expect(bed.badges.isBadge(String(30_000_000 + n))).toBe(false);
    expect(bed.badges.isBadge(CARD)).toBe(false);
    bed.passTime(10 * 60_000);
    expect(bed.badges.isBadge(CARD)).toBe(true);
  });
});

describe('at the register', () => {
  const lookup = tellingBadges(
    (scanned: string) => {
      if (scanned === BARCODE || scanned === CARD) return 'an article';
      throw new TillError('UNKNOWN_BARCODE', { barcode: scanned });
    },
    (scanned) => bed.badges.isBadge(scanned),
  );
  it('an article’s barcode is the article, a badge is told as one, and what is neither is unknown', () => {
    const badge = badgeOf('lee');
    bed.badges.enrol('lee', OTHER_CARD, as('kim'));
    expect(lookup(BARCODE)).toBe('an article');
    for (const scanned of [badge, OTHER_CARD]) expect(refusalOf(() => lookup(scanned))).toBe('BADGE_SCANNED');
    expect(refusalOf(() => lookup('4006381333931'))).toBe('UNKNOWN_BARCODE');
    expect(isBarcode(lookup, BARCODE)).toBe(true);
  });
});

describe('an approval', () => {
  const ask = () => {
    staff.signInWithBadge('till', 'cashier', badgeOf('lee'));
    const { actor } = staff.act({
      name: 'drawer.open',
      input: {},
      mayNeed: ['no_sale', 'settings'],
      grave: false,
      screen: 'cashier',
      sessionKey: 'till',
    });
    try {
      actor.require('no_sale');
    } catch (cause) {
      return { actor, refusalId: String((cause as TillError).detail?.refusalId) };
    }
    throw new Error('not refused');
  };
  const approve = (refusalId: string, scanned: string) => refusalOf(() => staff.approveWithBadge('till', 'cashier', refusalId, scanned));

  it('is given by the badge of somebody who may, and nobody is signed out for it', () => {
    const { actor, refusalId } = ask();
    expect(approve(refusalId, badgeOf('lea'))).toBe('done');
    expect(actor.require('no_sale')).toBe('lea');
    expect(here()).toBe('lee');
    expect(bed.stated('approved')).toMatchObject([{ by: 'lea', forName: 'Lee', badgeId: bed.printed.at(-1)?.badgeId }]);
  });

  it('is not given by a badge of who may not, or by one that does not suffice', async () => {
    const { refusalId } = ask();
    expect(approve(refusalId, badgeOf('lee'))).toBe('NOT_ALLOWED');
    expect(approve(refusalId, badgeOf('kim'))).toBe('PIN_NEEDED Kim');
    expect(bed.stated('approved')).toEqual([]);
    expect(await codeOf(() => staff.approve('till', refusalId, { staffId: 'kim', pin: PINS.kim }))).toBe('done');
    expect(bed.stated('approved')).toMatchObject([{ by: 'kim', badgeId: bed.printed.at(-1)?.badgeId }]);
  });
});

it('no two badges are alike, none is a voucher, and what opens one is nowhere on the disk once it is printed', () => {
  const scanned = Array.from({ length: 50 }, () => badgeOf('lee'));
  expect(new Set(scanned).size).toBe(50);
  for (const one of scanned) expect([isMeantAsBadge(one), isMeantAsVoucher(one)]).toEqual([true, false]);
  bed.badges.enrol('lee', CARD, as('kim'));
  signIn(CARD);
  bed.database.facts.pragma('wal_checkpoint(TRUNCATE)');
  const file = readFileSync(bed.database.path).toString('latin1');
  for (const one of [...scanned.map((badge) => badge.slice(2)), CARD, '00bc614e']) expect(file).not.toContain(one);
});

it('nothing that somebody makes up signs anybody in', () => {
  badgeOf('lee');
  bed.badges.enrol('lea', CARD, as('kim'));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^FB[0-9A-Z]{17}$/), fc.stringMatching(/^\d{8,20}$/)), (made) => {
      bed.passTime(60 * 60_000);
      expect(signIn(made)).toMatch(/^BADGE_REFUSED/);
    }),
    { numRuns: 300 },
  );
});

it('badges are in the tables as the journal says', () => {
  signIn(badgeOf('lee'));
  bed.badges.enrol('lea', CARD, as('kim'));
  bed.badges.revoke(bed.badges.of('lea')[0]?.id ?? '', as('kim'));
  expect(verifyShop(bed.database.path)).toMatchObject({ journal: { ok: true }, damage: [] });
});
