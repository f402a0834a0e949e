import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { verifyShop } from '../store/verify.ts';
import type { Actor } from './actor.ts';
import type { Sessions } from './rest.ts';
import type { SecondFactors } from './second-factor.ts';
import { createStaff, type Staff } from './staff.ts';
import { openStaffBed, PINS, type StaffBed } from './staff-test-bed.ts';

const STEP_MS = 30_000;
type Who = keyof typeof PINS;
let bed: StaffBed;
let staff: Staff;
let factors: SecondFactors;
let sessions: Sessions;
beforeEach(async () => {
  bed = await openStaffBed();
  sessions = new Map();
  factors = bed.secondFactors;
  staff = createStaff({
    ...bed,
    sessions,
    rest: () => ({ afterMs: 5 * 60_000, paymentShown: false }),
    onChange: () => undefined,
    onSwitch: () => undefined,
  });
});
afterEach(() => {
  staff.close();
  bed.close();
});

const refusalOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof TillError)) throw cause;
    return [cause.code, cause.detail?.reason].filter(Boolean).join(' ');
  }
  return 'done';
};
const as = (staffId: Who): Actor => {
  sessions.set(`desk of ${staffId}`, { staffId, screen: 'manager', activeAtMs: bed.nowMs(), locked: false, codeAtMs: bed.nowMs() });
  return staff.act({ name: 'x', input: {}, mayNeed: [], grave: false, screen: 'manager', sessionKey: `desk of ${staffId}` }).actor;
};
/** What the app on a phone shows whose clock is off by so much. */
const codeOf = (key: string, offMs = 0) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: bed.nowMs() + offMs });
const enrol = async (who: Who = 'olga') => {
  const { key } = await factors.begin(PINS[who], as(who));
  const { recoveryCodes } = factors.confirm(codeOf(key), as(who));
  bed.passTime(STEP_MS);
  return { key, recoveryCodes };
};
const signIn = (code?: string, who: Who = 'olga', screen: 'manager' | 'cashier' = 'manager') =>
  refusalOf(() => staff.signIn('till', screen, { staffId: who, pin: PINS[who], code }));
const here = (screen: 'manager' | 'cashier' = 'manager') => staff.signedIn('till', screen)?.id ?? null;

describe('setting up', () => {
  it('counts for nothing before its first code, nor after a restart in the middle of it', async () => {
    const { key, uri } = await factors.begin(PINS.olga, as('olga'));
    expect(uri).toContain(`secret=${key}`);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Flash%20Coffee:Olga\?/);
    expect(factors.of('olga').set).toBe(false);
    expect(await signIn()).toBe('done');
    factors = bed.openSecondFactors();
    expect(await refusalOf(() => factors.confirm(codeOf(key), as('olga')))).toBe('ENROLMENT_OVER');
    expect(factors.of('olga').set).toBe(false);
  });

  it('takes the PIN, is confirmed by a code, and says ten recovery codes once', async () => {
    expect(await refusalOf(() => factors.begin('000000', as('olga')))).toBe('PIN_WRONG');
    const { recoveryCodes } = await enrol();
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^\d{12}$/);
    expect(factors.of('olga')).toEqual({ asked: false, set: true, recoveryLeft: 10 });
    expect(bed.stated('second_factor_set')).toMatchObject([{ by: 'olga', name: 'Olga', recoveryCodes: 10 }]);
  });

  it('is over when it took too long, and a wrong code does not end it', async () => {
    const { key } = await factors.begin(PINS.olga, as('olga'));
    expect(await refusalOf(() => factors.confirm('000000', as('olga')))).toBe('CODE_WRONG wrong');
    expect(await refusalOf(() => factors.confirm(codeOf(key, 10 * 60_000), as('olga')))).toBe('CODE_WRONG clock');
    bed.passTime(11 * 60_000);
    expect(await refusalOf(() => factors.confirm(codeOf(key), as('olga')))).toBe('ENROLMENT_OVER');
  });

  it('twice: only the second phone counts', async () => {
    const first = await enrol();
    const second = await enrol();
    expect(await signIn(codeOf(first.key))).toBe('CODE_WRONG wrong');
    expect(await signIn(first.recoveryCodes[0])).toBe('CODE_WRONG wrong');
    expect(await signIn(codeOf(second.key))).toBe('done');
    expect(bed.stated('second_factor_removed')).toMatchObject([{ by: 'olga', why: 'replaced' }]);
  });

  it('tells neither seed nor recovery code to the disk in clear, to the journal or to the log', async () => {
    const { key, recoveryCodes } = await enrol();
    await signIn(recoveryCodes[0]);
    bed.database.facts.pragma('wal_checkpoint(TRUNCATE)');
    const file = readFileSync(bed.database.path).toString('latin1');
    for (const secret of [key, ...recoveryCodes]) expect(file).not.toContain(secret);
  });
});

describe('after a restore', () => {
  it('a recovery code that was withdrawn, or came back with an old copy of what is sealed, lets nobody in; the app does', async () => {
    const { key, recoveryCodes } = await enrol();
    const old = bed.database.facts.prepare("SELECT name, sealed FROM secret WHERE name LIKE 'second_factor.%'").get() as {
      name: string;
      sealed: Buffer;
    };
    expect(await signIn(recoveryCodes[0])).toBe('done');
    bed.database.facts.prepare('UPDATE secret SET sealed = ? WHERE name = ?').run(old.sealed, old.name);
    staff.signOut('till', 'manager');
    bed.passTime(9 * 60 * 60_000);
    expect(await signIn(recoveryCodes[0])).toBe('CODE_WRONG wrong');
    expect(await signIn(codeOf(key))).toBe('done');
  });
});

describe('signing in to the manager’s screen', () => {
  it('takes PIN and code of who has it, and says so only to the right PIN; the cashier’s screen takes the PIN alone', async () => {
    const { key } = await enrol();
    expect(await refusalOf(() => staff.signIn('till', 'manager', { staffId: 'olga', pin: '000000' }))).toBe('PIN_WRONG');
    expect(await signIn()).toBe('CODE_NEEDED');
    expect(here()).toBeNull();
    expect(await signIn(codeOf(key))).toBe('done');
    expect(here()).toBe('olga');
    staff.signOut('till', 'manager');
    expect(await signIn(undefined, 'olga', 'cashier')).toBe('done');
  });

  it('is not got around by the cashier’s screen of the same browser, or by a badge', async () => {
    const { key } = await enrol();
    await signIn(undefined, 'olga', 'cashier');
    expect([here('cashier'), here()]).toEqual(['olga', null]);
    expect(await refusalOf(() => staff.act({ name: 'x', input: {}, mayNeed: [], grave: false, screen: 'manager', sessionKey: 'till' }))).toBe(
      'NOT_SIGNED_IN',
    );
    expect(staff.session('till', 'manager')).toMatchObject({ staff: null, lockedFor: null });
    const [lead] = bed.store.roles().filter(({ id }) => id === 'lead');
    if (!lead) throw new Error('no leads');
    await enrol('lea');
    bed.badges.printOne('lea', as('olga'));
    const badge = bed.printed[0]?.scanned ?? '';
    expect(await refusalOf(() => staff.signInWithBadge('till', 'manager', badge))).toBe('PIN_NEEDED');
    expect(await refusalOf(() => staff.signInWithBadge('till', 'cashier', badge))).toBe('done');
    expect(await signIn(codeOf(key))).toBe('done');
  });

  it('goes on with the PIN alone where the screen has locked itself, for a working day and the same person', async () => {
    const { key } = await enrol();
    await signIn(codeOf(key));
    bed.passTime(30 * 60_000);
    expect(staff.session('till', 'manager')).toMatchObject({ staff: null, lockedFor: 'olga' });
    expect(await signIn()).toBe('done');
    bed.passTime(8 * 60 * 60_000);
    expect(await signIn()).toBe('CODE_NEEDED');
    await signIn(undefined, 'kim');
    expect(await signIn()).toBe('CODE_NEEDED');
  });

  it('is not opened by a code of days ago with the PIN at the cashier’s screen beside it, nor by a badge where both have locked themselves', async () => {
    const { key } = await enrol();
    await signIn(codeOf(key));
    bed.passTime(9 * 60 * 60_000);
    expect(await signIn(undefined, 'olga', 'cashier')).toBe('done');
    expect([here('cashier'), here()]).toEqual(['olga', null]);

    const lea = await enrol('lea');
    bed.badges.printOne('lea', as('olga'));
    const badge = bed.printed[0]?.scanned ?? '';
    expect(await signIn(codeOf(lea.key), 'lea')).toBe('done');
    expect(await refusalOf(() => staff.signInWithBadge('till', 'cashier', badge))).toBe('done');
    expect(here()).toBe('lea');
    bed.passTime(6 * 60_000);
    expect(await refusalOf(() => staff.signInWithBadge('till', 'cashier', badge))).toBe('done');
    expect([here('cashier'), here()]).toEqual(['lea', null]);
  });
});

describe('a code', () => {
  it('counts in its own half minute, the one before and the one after, and at no other time', async () => {
    const { key } = await enrol();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -12, max: 12 }), async (steps) => {
        bed.passTime(60 * 60_000);
        const before = bed.stated('code_refused').length;
        const outcome = await refusalOf(() => factors.check('olga', codeOf(key, steps * STEP_MS), 'again'));
        expect(outcome).toBe(Math.abs(steps) <= 1 ? 'done' : 'CODE_WRONG clock');
        expect(bed.stated('code_refused').length - before).toBe(Math.abs(steps) <= 1 ? 0 : 1);
      }),
      { numRuns: 60 },
    );
  });

  it('is taken once, and none before it any more', async () => {
    const { key } = await enrol();
    const [now, before] = [codeOf(key), codeOf(key, -STEP_MS)];
    factors.check('olga', now, 'again');
    expect(await refusalOf(() => factors.check('olga', now, 'again'))).toBe('CODE_WRONG used');
    expect(await refusalOf(() => factors.check('olga', before, 'again'))).toBe('CODE_WRONG used');
    bed.passTime(STEP_MS);
    factors = bed.openSecondFactors();
    expect(await refusalOf(() => factors.check('olga', now, 'again'))).toBe('CODE_WRONG used');
  });

  it('of a clock that is off says by how many minutes', async () => {
    const { key } = await enrol();
    const off = () => factors.check('olga', codeOf(key, -7 * 60_000), 'again');
    expect(off).toThrow(expect.objectContaining({ detail: { retryAfterMs: 0, reason: 'clock', minutes: 7 } }));
  });

  it('that is wrong three times makes even the right one wait, over a restart too', async () => {
    const { key } = await enrol();
    for (let n = 0; n < 3; n += 1) expect(await refusalOf(() => factors.check('olga', '12', 'again'))).toBe('CODE_WRONG wrong');
    factors = bed.openSecondFactors();
    expect(await refusalOf(() => factors.check('olga', codeOf(key), 'again'))).toBe('CODE_LOCKED');
    bed.passTime(5_000);
    expect(await refusalOf(() => factors.check('olga', codeOf(key), 'again'))).toBe('done');
    expect(bed.stated('code_refused')).toMatchObject([
      { wrongCount: 1 },
      { wrongCount: 2 },
      { by: null, staffId: 'olga', reason: 'wrong', wrongCount: 3 },
    ]);
  });

  it('of recovery is good once, however it is spaced, and is counted', async () => {
    const { recoveryCodes } = await enrol();
    const [first = '', second = ''] = recoveryCodes;
    expect(await signIn(`${first.slice(0, 4)} ${first.slice(4, 8)} ${first.slice(8)}`)).toBe('done');
    expect(factors.of('olga').recoveryLeft).toBe(9);
    expect(bed.stated('recovery_code_used')).toEqual([{ by: 'olga', staffId: 'olga', name: 'Olga', at: 'manager', left: 9 }]);
    expect(await refusalOf(() => factors.check('olga', first, 'again'))).toBe('CODE_WRONG wrong');
    expect(await refusalOf(() => factors.check('olga', second, 'again'))).toBe('done');
  });

  it('of one person is none of another’s', async () => {
    const olga = await enrol('olga');
    await enrol('kim');
    expect(await refusalOf(() => factors.check('kim', codeOf(olga.key), 'again'))).toBe('CODE_WRONG wrong');
    expect(await refusalOf(() => factors.check('kim', olga.recoveryCodes[0] ?? '', 'again'))).toBe('CODE_WRONG wrong');
  });
});

describe('what is grave', () => {
  const grave = { name: 'staff.putRole', input: {}, mayNeed: ['manage_staff' as const], grave: true, screen: 'manager' as const, sessionKey: 'till' };

  it('takes a code that was given within minutes, of who has a second factor', async () => {
    const { key } = await enrol();
    await signIn(codeOf(key));
    staff.requireCode(grave);
    bed.passTime(4.9 * 60_000);
    staff.touched('till', 'manager');
    bed.passTime(0.2 * 60_000);
    expect(await refusalOf(() => staff.requireCode(grave))).toBe('CODE_AGAIN');
    staff.requireCode({ ...grave, grave: false });
    expect(await refusalOf(() => staff.giveCode('till', 'manager', '000000'))).toBe('CODE_WRONG wrong');
    staff.giveCode('till', 'manager', codeOf(key));
    staff.requireCode(grave);
  });

  it('is asked of an approver too', async () => {
    const { key } = await enrol();
    await signIn(undefined, 'lee', 'cashier');
    const { actor, refused } = staff.act({ ...grave, screen: 'cashier' });
    let refusalId = '';
    try {
      actor.require('manage_staff');
    } catch (cause) {
      refused();
      refusalId = String((cause as TillError).detail?.refusalId);
    }
    const approve = (code?: string) => refusalOf(() => staff.approve('till', refusalId, { staffId: 'olga', pin: PINS.olga, code }));
    expect(await approve()).toBe('CODE_NEEDED');
    expect(bed.stated('approved')).toEqual([]);
    factors.ask('kim', true, as('olga'));
    expect(await refusalOf(() => staff.approve('till', refusalId, { staffId: 'kim', pin: PINS.kim }))).toBe('SECOND_FACTOR_MISSING');
    expect(await approve(codeOf(key))).toBe('done');
  });
});

describe('an owner', () => {
  it('asks it of somebody: without one they do nothing at the manager’s screen but set it up', async () => {
    factors.ask('kim', true, as('olga'));
    expect(await refusalOf(() => factors.ask('olga', true, as('kim')))).toBe('NOT_ALLOWED');
    await signIn(undefined, 'kim');
    const call = { name: 'reports.day', grave: false, screen: 'manager' as const, sessionKey: 'till' };
    expect(staff.session('till', 'manager').secondFactor).toBe('missing');
    expect(await refusalOf(() => staff.requireCode(call))).toBe('SECOND_FACTOR_MISSING');
    staff.requireCode({ ...call, name: 'session.beginSecondFactor' });
    staff.requireCode({ ...call, screen: 'cashier' });
    expect(await refusalOf(() => staff.requireCode({ ...call, name: 'staff.add', grave: true, screen: 'cashier' }))).toBe('SECOND_FACTOR_MISSING');
    await enrol('kim');
    staff.gaveCode('till');
    expect(staff.session('till', 'manager').secondFactor).toBe('set');
    staff.requireCode(call);
    expect(await refusalOf(() => factors.remove(as('kim')))).toBe('SECOND_FACTOR_MISSING');
  });

  it('takes it off somebody who has lost phone and codes; nobody takes off their own that way, or one of who may do more', async () => {
    await enrol('kim');
    await enrol('olga');
    expect(await refusalOf(() => factors.reset('olga', as('kim')))).toBe('ROLE_TOO_HIGH');
    expect(await refusalOf(() => factors.reset('kim', as('kim')))).toBe('NOT_ALLOWED');
    factors.reset('kim', as('olga'));
    expect(await refusalOf(() => factors.reset('kim', as('olga')))).toBe('ALREADY_DONE');
    expect(await signIn(undefined, 'kim')).toBe('done');
    expect(bed.stated('second_factor_removed')).toMatchObject([{ by: 'olga', staffId: 'kim', why: 'reset' }]);
    expect(bed.secrets.names('second_factor')).toHaveLength(1);
  });
});

it('with a copy of the books without what is sealed nobody gets in by the PIN alone, and is told why', async () => {
  await enrol();
  for (const name of bed.secrets.names('second_factor')) bed.secrets.remove(name);
  expect(await signIn('123456')).toBe('CODE_UNREADABLE');
  expect(here()).toBeNull();
});

it('the tables are as the journal says', async () => {
  const { recoveryCodes } = await enrol();
  await signIn(recoveryCodes[3]);
  factors.ask('kim', true, as('olga'));
  await enrol('kim');
  factors.reset('kim', as('olga'));
  expect(verifyShop(bed.database.path)).toMatchObject({ journal: { ok: true }, damage: [] });
});
