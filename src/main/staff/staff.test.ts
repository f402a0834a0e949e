import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RIGHTS, type Right, type RightDetail } from '../../shared/rights.ts';
import type { Actor } from './actor.ts';
import type { CallMade } from './approvals.ts';
import { createPins } from './pins.ts';
import { isAtRest, type Rest, type Sessions } from './rest.ts';
import { createStaff, type Staff, type Switch } from './staff.ts';
import { codeOf, openStaffBed, PINS, type StaffBed } from './staff-test-bed.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 1_000;

let bed: StaffBed;
let staff: Staff;
let sessions: Sessions;
let rest: Rest;
let switches: Switch[];
beforeEach(async () => {
  bed = await openStaffBed();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  sessions = new Map();
  rest = { afterMs: 5 * MINUTE_MS, paymentShown: false };
  switches = [];
  staff = createStaff({
    ...bed,
    pins: createPins(bed),
    badges: bed.badges,
    secondFactors: bed.secondFactors,
    sessions,
    rest: () => rest,
    onChange: () => undefined,
    onSwitch: (change) => void switches.push(change),
  });
  await staff.signIn('till', 'cashier', { staffId: 'lee', pin: PINS.lee });
});
afterEach(() => {
  staff.close();
  vi.useRealTimers();
  bed.close();
});

const call = (made: Partial<CallMade> = {}): CallMade => ({
  name: 'sale.discount',
  input: { ppm: 200_000 },
  mayNeed: RIGHTS,
  grave: false,
  screen: 'cashier',
  sessionKey: 'till',
  ...made,
});
/** Makes a call that needs the right: who approved it, or the refusal's id. */
const attempt = (right: Right, detail: RightDetail = {}, made: Partial<CallMade> = {}) => {
  const { actor, refused } = staff.act(call(made));
  try {
    return { approvedBy: actor.require(right, detail) };
  } catch (cause) {
    refused();
    const { code, detail: said } = cause as { code: string; detail: { refusalId: string } };
    expect(code).toBe('NOT_ALLOWED');
    return { refusalId: said.refusalId };
  }
};
const approve = (refusalId: string | undefined, staffId: keyof typeof PINS = 'lea', sessionKey = 'till') =>
  codeOf(() => staff.approve(sessionKey, refusalId ?? '', { staffId, pin: PINS[staffId] }));

describe('an action that a cashier may not do', () => {
  it('needs nobody’s leave within their rights, and somebody else’s beyond them, for one time', async () => {
    expect(attempt('discount', { ppm: 100_000 })).toEqual({ approvedBy: null });
    const { refusalId } = attempt('discount', { ppm: 200_000 });
    expect(await approve(refusalId)).toBe('done');
    expect(attempt('discount', { ppm: 200_000 })).toEqual({ approvedBy: 'lea' });
    expect(attempt('discount', { ppm: 200_000 })).toEqual({ refusalId: expect.any(String) });
    expect(staff.signedIn('till', 'cashier')?.id).toBe('lee');
  });

  it('is in the journal, refused and approved, with who, what and for whom', async () => {
    const { refusalId } = attempt('no_sale', { reason: 'change' }, { name: 'drawer.open' });
    await approve(refusalId);
    const what = { refusalId, screen: 'cashier', call: 'drawer.open', right: 'no_sale', detail: { reason: 'change' } };
    expect(bed.stated('refused')).toEqual([{ by: 'lee', name: 'Lee', ...what }]);
    expect(bed.stated('approved')).toEqual([{ by: 'lea', name: 'Lea', forStaffId: 'lee', forName: 'Lee', ...what }]);
  });

  it('is one refusal, however often it is tapped, and one approval lets one of two taps pass', async () => {
    const ids = [attempt('refund'), attempt('refund'), attempt('refund')].map(({ refusalId }) => refusalId);
    expect(new Set(ids).size).toBe(1);
    expect(bed.stated('refused')).toHaveLength(1);
    await approve(ids[0]);
    expect([attempt('refund'), attempt('refund')].filter(({ approvedBy }) => approvedBy === 'lea')).toHaveLength(1);
  });

  it('is approved as it was asked for: no other input, detail, right, call, screen or person', async () => {
    const { refusalId } = attempt('discount', { ppm: 200_000 });
    await approve(refusalId);
    await staff.signIn('other till', 'cashier', { staffId: 'lee', pin: PINS.lee });
    const others = [
      attempt('discount', { ppm: 200_000 }, { input: { ppm: 200_001 } }),
      attempt('discount', { ppm: 250_000 }),
      attempt('refund', { ppm: 200_000 }),
      attempt('discount', { ppm: 200_000 }, { name: 'sale.other' }),
      attempt('discount', { ppm: 200_000 }, { screen: 'manager' }),
      attempt('discount', { ppm: 200_000 }, { sessionKey: 'other till' }),
    ];
    expect(others.map(({ approvedBy }) => approvedBy)).toEqual(others.map(() => undefined));
    expect(await approve(others[5]?.refusalId)).toBe('APPROVAL_OVER');
    expect(attempt('discount', { ppm: 200_000 })).toEqual({ approvedBy: 'lea' });
  });

  it('is not approved by somebody who may not do it either, and a discount not beyond their own limit', async () => {
    expect(await approve(attempt('settings').refusalId)).toBe('NOT_ALLOWED');
    expect(await approve(attempt('discount', { ppm: 300_001 }).refusalId)).toBe('NOT_ALLOWED');
    expect(await approve(attempt('discount', { ppm: 300_001 }).refusalId, 'kim')).toBe('done');
    expect(await approve(attempt('refund').refusalId, 'lee')).toBe('NOT_ALLOWED');
  });

  it('is over for approval after ten minutes, and an approval after two', async () => {
    const { refusalId } = attempt('refund');
    bed.passTime(2 * MINUTE_MS);
    await approve(refusalId);
    bed.passTime(2 * MINUTE_MS + 1);
    expect(attempt('refund').approvedBy).toBeUndefined();
    // Their hands are at the screen, and the approver's are not.
    const late = attempt('refund').refusalId;
    for (let minutes = 0; minutes < 10; minutes++) {
      bed.passTime(MINUTE_MS + 1);
      staff.touched('till', 'cashier');
    }
    expect(await approve(late)).toBe('APPROVAL_OVER');
  });

  it('counts a wrong PIN as ever', async () => {
    const { refusalId } = attempt('refund');
    const guess = () => codeOf(() => staff.approve('till', refusalId ?? '', { staffId: 'lea', pin: '0000' }));
    expect([await guess(), await guess(), await guess()]).toEqual(['PIN_WRONG', 'PIN_WRONG', 'PIN_WRONG']);
    expect(await approve(refusalId)).toBe('PIN_LOCKED');
    expect(await codeOf(() => staff.signIn('till', 'cashier', { staffId: 'lea', pin: PINS.lea }))).toBe('PIN_LOCKED');
    expect(attempt('refund').approvedBy).toBeUndefined();
    expect(bed.stated('pin_refused')).toHaveLength(3);
  });

  it('that needs two rights keeps the first approval until there is the second', async () => {
    const both = (actor: Actor) => [actor.require('price_change'), actor.require('refund_without_receipt')];
    const tries = () => {
      const { actor, refused } = staff.act(call());
      try {
        return both(actor);
      } catch (cause) {
        refused();
        return (cause as { detail: { refusalId: string } }).detail.refusalId;
      }
    };
    await approve(String(tries()), 'lea');
    await approve(String(tries()), 'kim');
    expect(tries()).toEqual(['lea', 'kim']);
    expect(tries()).toEqual(expect.any(String));
  });

  it('is forgotten with whoever asked for it: nothing that was approved waits for them to come back', async () => {
    await approve(attempt('refund').refusalId);
    staff.signOut('till', 'cashier');
    await staff.signIn('till', 'cashier', { staffId: 'lee', pin: PINS.lee });
    expect(attempt('refund').approvedBy).toBeUndefined();
  });

  it('is refused also where the refusal cannot be written', () => {
    bed.database.facts.exec("CREATE TRIGGER no_room BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END");
    expect(() => staff.act(call()).actor.require('refund')).toThrow('full');
    expect(() => staff.act(call()).actor.require('refund')).toThrow('full');
  });
});

describe('a screen at rest', () => {
  const at = (key = 'till') => staff.session(key, 'cashier');
  const wait = (ms: number) => {
    bed.passTime(ms);
    vi.advanceTimersByTime(LOOK_MS);
  };

  it('locks itself for whoever was there, once, and goes on with their PIN', async () => {
    wait(5 * MINUTE_MS - 1);
    expect(at()).toMatchObject({ staff: { id: 'lee' }, lockedFor: null });
    wait(1);
    wait(MINUTE_MS);
    expect(at()).toEqual({ staff: null, lockedFor: 'lee', secondFactor: 'none' });
    expect(bed.stated('signed_out')).toEqual([{ by: 'lee', screen: 'cashier', reason: 'rest' }]);
    expect(() => staff.act(call())).toThrow('NOT_SIGNED_IN');
    await staff.signIn('till', 'cashier', { staffId: 'lee', pin: PINS.lee });
    expect(at()).toMatchObject({ staff: { id: 'lee' }, lockedFor: null });
    expect(switches.slice(-2)).toEqual([
      { from: 'lee', to: null, screen: 'cashier' },
      { from: 'lee', to: 'lee', screen: 'cashier' },
    ]);
  });

  it('is locked in the moment it is due, before anybody has looked', () => {
    bed.passTime(5 * MINUTE_MS);
    expect(() => staff.act(call())).toThrow('NOT_SIGNED_IN');
  });

  it('stays open for hands, and for nothing else', () => {
    for (let minutes = 0; minutes < 20; minutes++) {
      wait(MINUTE_MS);
      staff.touched('till', 'cashier');
    }
    expect(at().staff?.id).toBe('lee');
    for (let minutes = 0; minutes < 5; minutes++) {
      wait(MINUTE_MS);
      if (at().staff) staff.act(call());
    }
    expect(at().staff).toBeNull();
    staff.touched('till', 'cashier');
    expect(at().staff).toBeNull();
  });

  it('waits while a payment is shown at the register, and begins to rest when it is over; a manager’s desk does not wait', async () => {
    await staff.signIn('desk', 'manager', { staffId: 'kim', pin: PINS.kim });
    rest = { ...rest, paymentShown: true };
    wait(60 * MINUTE_MS);
    expect(at().staff?.id).toBe('lee');
    expect(at('desk').lockedFor).toBe('kim');
    rest = { ...rest, paymentShown: false };
    wait(5 * MINUTE_MS - 1);
    expect(at().staff?.id).toBe('lee');
    wait(1);
    expect(at().lockedFor).toBe('lee');
  });

  it('never locks where the shop wants none, and locks though the disk takes nothing', () => {
    rest = { ...rest, afterMs: null };
    wait(24 * 60 * MINUTE_MS);
    expect(at().staff?.id).toBe('lee');
    bed.database.facts.exec("CREATE TRIGGER no_room BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END");
    rest = { ...rest, afterMs: MINUTE_MS };
    wait(MINUTE_MS);
    expect(at()).toEqual({ staff: null, lockedFor: 'lee', secondFactor: 'none' });
  });

  it('locks when the clock was set, and is not kept open by it', () => {
    const session = { staffId: 'lee', screen: 'cashier', activeAtMs: 10 * MINUTE_MS, locked: false, codeAtMs: null } as const;
    expect(isAtRest(session, rest, 0)).toBe(true);
    expect(isAtRest(session, rest, 9 * MINUTE_MS)).toBe(false);
  });

  it('is taken over by another person in one step', async () => {
    wait(5 * MINUTE_MS);
    await staff.signIn('till', 'cashier', { staffId: 'lea', pin: PINS.lea });
    expect(at()).toMatchObject({ staff: { id: 'lea' }, lockedFor: null });
    expect(switches.at(-1)).toEqual({ from: 'lee', to: 'lea', screen: 'cashier' });
  });
});

describe('another person at the same screen', () => {
  it('signs the first one out in the same moment, and a wrong PIN changes nothing', async () => {
    expect(await codeOf(() => staff.signIn('till', 'cashier', { staffId: 'lea', pin: '0000' }))).toBe('PIN_WRONG');
    expect(staff.signedIn('till', 'cashier')?.id).toBe('lee');
    await staff.signIn('till', 'cashier', { staffId: 'lea', pin: PINS.lea });
    expect(bed.stated('signed_out')).toEqual([{ by: 'lee', screen: 'cashier', reason: 'switch' }]);
    expect(switches.at(-1)).toEqual({ from: 'lee', to: 'lea', screen: 'cashier' });
  });
});

describe('somebody who may not sign in any more', () => {
  it('is signed out at once, wherever they are, also from a screen that had locked itself', async () => {
    await staff.signIn('desk', 'manager', { staffId: 'lee', pin: PINS.lee });
    bed.passTime(5 * MINUTE_MS);
    vi.advanceTimersByTime(LOOK_MS);
    await staff.signIn('till', 'cashier', { staffId: 'lee', pin: PINS.lee });
    bed.journal.transact((append) => append('staff_put', { id: 'lee', name: 'Lee', role: 'cashier', active: false }, 'kim'));
    staff.changed();
    expect([staff.session('till', 'cashier'), staff.session('desk', 'cashier')]).toEqual([
      { staff: null, lockedFor: null, secondFactor: 'none' },
      { staff: null, lockedFor: null, secondFactor: 'none' },
    ]);
    expect(bed.stated('signed_out').at(-1)).toEqual({ by: 'lee', screen: 'cashier', reason: 'not_here' });
  });
});
