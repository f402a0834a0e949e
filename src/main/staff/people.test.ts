import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { covers, FIRST_ROLES, OWNER, RIGHTS, reaches } from '../../shared/rights.ts';
import { firstDifference, rebuildTables } from '../store/rebuild.ts';
import type { Actor } from './actor.ts';
import { createPeople, type People, type Resealing } from './people.ts';
import { createPins, type Pins } from './pins.ts';
import { codeOf, openStaffBed, PINS, type StaffBed } from './staff-test-bed.ts';

let bed: StaffBed;
let pins: Pins;
let people: People;
let guarded: boolean;
let resealing: Resealing['outcome'];
let resealed: string[];
beforeEach(async () => {
  bed = await openStaffBed();
  pins = createPins(bed);
  guarded = true;
  resealing = 'none';
  resealed = [];
  const note = (what: string): Resealing => ({ outcome: resealing, write: () => void resealed.push(what) });
  people = createPeople({
    ...bed,
    pins,
    secondFactor: bed.secondFactors.of,
    sealed: { resealed: async (staffId, oldPin, newPin) => note(`${staffId} ${oldPin} ${newPin}`), givenUp: (staffId) => note(staffId) },
    guarded: () => guarded,
    onChange: () => undefined,
  });
});
afterEach(() => bed.close());

/** Somebody of this role, with the rights that it has at this moment. */
const as = (staffId: string): Actor => {
  const role = bed.store.roles().find(({ id }) => id === bed.store.all().find((person) => person.id === staffId)?.role);
  if (!role) throw new Error(`nobody is called ${staffId}`);
  return {
    staffId,
    name: staffId,
    role: role.id,
    rights: role.rights,
    limits: role.limits,
    has: (right, detail) => reaches(role, right, detail),
    require: () => null,
  };
};
const roleOf = (staffId: string) => bed.store.all().find(({ id }) => id === staffId)?.role;

describe('the people of a shop', () => {
  it('are added with a name, a role and a PIN, and can sign in with it', async () => {
    await people.add({ name: 'Mina', role: 'cashier', pin: '8642' }, as('kim'));
    const mina = people.all().find(({ name }) => name === 'Mina');
    expect(mina).toMatchObject({ role: 'cashier', active: true, pin: 'short' });
    await pins.check(mina?.id ?? '', '8642', 'cashier');
    expect(bed.stated('staff_put')).toEqual([{ by: 'kim', id: mina?.id, name: 'Mina', role: 'cashier', active: true }]);
  });

  it.each(['Lee', 'lee', ' LEE ', 'Ｌee'])('never have two of one name: %j is taken, also by somebody who left', async (name) => {
    expect(await codeOf(() => people.add({ name, role: 'cashier', pin: '8642' }, as('kim')))).toBe('NAME_TAKEN');
    await people.change({ staffId: 'lee', active: false }, as('kim'));
    expect(await codeOf(() => people.add({ name, role: 'cashier', pin: '8642' }, as('kim')))).toBe('NAME_TAKEN');
    expect(await codeOf(() => people.change({ staffId: 'lea', name }, as('kim')))).toBe('NAME_TAKEN');
    await people.change({ staffId: 'lee', name: 'Leo', active: true }, as('kim'));
    await people.change({ staffId: 'lea', name }, as('kim'));
  });

  it('are not added twice by a double tap', async () => {
    const tap = () => codeOf(() => people.add({ name: 'Mina', role: 'cashier', pin: '8642' }, as('kim')));
    expect((await Promise.all([tap(), tap()])).sort()).toEqual(['NAME_TAKEN', 'done']);
  });

  it('keep at least one owner who may sign in, whatever is tried, also twice at once', async () => {
    for (const change of [{ active: false }, { role: 'manager' }, { role: 'cashier', active: false }])
      expect(await codeOf(() => people.change({ staffId: 'olga', ...change }, as('olga')))).toBe('LAST_OWNER');
    await people.change({ staffId: 'kim', role: OWNER }, as('olga'));
    const leave = (staffId: string) => codeOf(() => people.change({ staffId, active: false }, as(staffId)));
    expect((await Promise.all([leave('olga'), leave('kim')])).sort()).toEqual(['LAST_OWNER', 'done']);
  });

  it('who own the shop are managed by owners alone, though a manager may do as much', async () => {
    for (const attempt of [
      () => people.change({ staffId: 'kim', role: OWNER }, as('kim')),
      () => people.change({ staffId: 'olga', name: 'Nobody' }, as('kim')),
      () => people.add({ name: 'Friend', role: OWNER, pin: '246813' }, as('kim')),
      () => people.setPin('olga', '246813', as('kim')),
    ])
      expect(await codeOf(attempt)).toBe('ROLE_TOO_HIGH');
    await people.change({ staffId: 'kim', role: OWNER }, as('olga'));
  });

  it('are changed and given roles only by those who may do as much themselves', async () => {
    // All that a manager has, less one right: nothing above that is theirs to give or to take.
    await people.change({ staffId: 'lea', role: 'manager', pin: '246802' }, as('olga'));
    people.putRole(
      {
        id: 'lead',
        names: { en: 'Deputy', ko: '대리' },
        rights: RIGHTS.filter((right) => right !== 'pay_out'),
        limits: { discountPpm: 500_000 },
        badgeSuffices: false,
      },
      as('olga'),
    );
    await people.change({ staffId: 'lea', role: 'lead' }, as('olga'));
    const deputy = as('lea');
    const refused = [
      () => people.add({ name: 'Friend', role: OWNER, pin: '246813' }, deputy),
      () => people.change({ staffId: 'lea', role: 'manager' }, deputy),
      () => people.change({ staffId: 'kim', active: false }, deputy),
      () => people.setPin('olga', '246813', deputy),
      () =>
        people.putRole(
          { id: 'lead', names: { en: 'Deputy', ko: '대리' }, rights: [...RIGHTS], limits: { discountPpm: 0 }, badgeSuffices: false },
          deputy,
        ),
      () =>
        people.putRole(
          { id: 'cashier', names: { en: 'C', ko: '계' }, rights: ['sell', 'discount'], limits: { discountPpm: 900_000 }, badgeSuffices: false },
          deputy,
        ),
      () => people.removeRole('manager', deputy),
    ];
    for (const attempt of refused) expect(await codeOf(attempt)).toBe('ROLE_TOO_HIGH');
    await people.change({ staffId: 'lee', name: 'Leo' }, deputy);
    await people.setPin('lee', '8642', deputy);
  });

  it('cannot touch the owner’s role, and it has every right there is', async () => {
    const owner = { id: OWNER, names: { en: 'Owner', ko: '소유자' }, rights: [], limits: { discountPpm: 0 }, badgeSuffices: false };
    expect(await codeOf(() => people.putRole(owner, as('olga')))).toBe('NOT_ALLOWED');
    expect(await codeOf(() => people.removeRole(OWNER, as('olga')))).toBe('NOT_ALLOWED');
    // A journal of an earlier till that knew fewer rights.
    bed.journal.transact((append) => append('role_put', { ...owner, rights: ['sell'], active: true }, null));
    expect(bed.store.roles().find(({ id }) => id === OWNER)).toMatchObject({ rights: [...RIGHTS], limits: { discountPpm: 1_000_000 } });
  });
});

describe('a role', () => {
  it('holds at once for whoever has it, and is gone only when nobody does', async () => {
    people.putRole(
      { id: null, names: { en: 'Barista', ko: '바리스타' }, rights: ['no_sale', 'sell'], limits: { discountPpm: 0 }, badgeSuffices: false },
      as('kim'),
    );
    const barista = bed.store.roles().find(({ names }) => names.en === 'Barista');
    expect(barista?.rights).toEqual(['sell', 'no_sale']);
    await people.change({ staffId: 'lee', role: barista?.id }, as('kim'));
    expect(as('lee').has('no_sale')).toBe(true);
    expect(await codeOf(() => people.removeRole(barista?.id ?? '', as('kim')))).toBe('ROLE_IN_USE');
    await people.change({ staffId: 'lee', role: 'cashier' }, as('kim'));
    people.removeRole(barista?.id ?? '', as('kim'));
    expect(await codeOf(() => people.change({ staffId: 'lee', role: barista?.id }, as('kim')))).toBe('NOT_FOUND');
    expect(
      await codeOf(() =>
        people.putRole({ id: 'gone', names: { en: 'X', ko: 'X' }, rights: [], limits: { discountPpm: 0 }, badgeSuffices: false }, as('kim')),
      ),
    ).toBe('NOT_FOUND');
  });

  it('is called like no other, in either language', async () => {
    const named = (en: string, ko: string) =>
      codeOf(() => people.putRole({ id: null, names: { en, ko }, rights: [], limits: { discountPpm: 0 }, badgeSuffices: false }, as('kim')));
    expect(await named('CASHIER', '출납')).toBe('NAME_TAKEN');
    expect(await named('Barista', '계산원')).toBe('NAME_TAKEN');
  });

  it('is taken from the tables as the journal has it', async () => {
    people.putRole(
      { id: 'cashier', names: { en: 'Till', ko: '계산' }, rights: ['sell'], limits: { discountPpm: 1 }, badgeSuffices: false },
      as('kim'),
    );
    await people.change({ staffId: 'lee', name: 'Leo', active: false }, as('kim'));
    const entries = bed.database.facts
      .prepare<[], { body: string; staff_id: string | null }>('SELECT * FROM journal ORDER BY seq')
      .all()
      .map((row) => ({ ...row, staffId: row.staff_id, body: JSON.parse(row.body) }));
    const rebuilt = rebuildTables(entries as unknown as Parameters<typeof rebuildTables>[0]);
    expect(firstDifference(bed.database.facts, rebuilt)).toBeNull();
    rebuilt.close();
  });
});

describe('a PIN', () => {
  it('of who pays out or manages people has six figures at least, and nobody’s is simple', async () => {
    const add = (role: string, pin: string) => codeOf(() => people.add({ name: 'Mina', role, pin }, as('olga')));
    expect(await add('manager', '8642')).toBe('PIN_TOO_SHORT');
    expect(await add('cashier', '1234')).toBe('PIN_TOO_SIMPLE');
    expect(await add('manager', '111111')).toBe('PIN_TOO_SIMPLE');
    expect(await codeOf(() => people.setPin('kim', '8642', as('olga')))).toBe('PIN_TOO_SHORT');
    expect(await codeOf(() => people.changeOwnPin(PINS.kim, '8642', as('kim')))).toBe('PIN_TOO_SHORT');
    expect(await add('manager', '864213')).toBe('done');
  });

  it('that is too short for a new role comes with a longer one, or the role stays what it was', async () => {
    expect(await codeOf(() => people.change({ staffId: 'lee', role: 'manager' }, as('olga')))).toBe('PIN_TOO_SHORT');
    expect(roleOf('lee')).toBe('cashier');
    await people.change({ staffId: 'lee', role: 'manager', pin: '864213' }, as('olga'));
    expect(roleOf('lee')).toBe('manager');
    await pins.check('lee', '864213', 'cashier');
  });

  it('that is too short keeps its owner’s role from getting what needs a longer one, and says whose', async () => {
    const lead = bed.store.roles().find(({ id }) => id === 'lead');
    if (!lead) throw new Error('no lead');
    const more = () => people.putRole({ ...lead, names: { en: 'Lead', ko: '책임' }, rights: [...lead.rights, 'pay_out'] }, as('olga'));
    expect(more).toThrow(expect.objectContaining({ code: 'PIN_TOO_SHORT', detail: { digits: 6, names: 'Lea' } }));
    await people.setPin('lea', '864213', as('olga'));
    more();
  });

  it('of the practice shop guards nothing, and may be any', async () => {
    guarded = false;
    await people.add({ name: 'Mina', role: 'manager', pin: '1111' }, as('olga'));
  });

  it('is changed by its owner with the old one; a wrong old one counts as ever', async () => {
    for (const _ of [1, 2, 3]) expect(await codeOf(() => people.changeOwnPin('0000', '8642', as('lee')))).toBe('PIN_WRONG');
    expect(await codeOf(() => people.changeOwnPin(PINS.lee, '8642', as('lee')))).toBe('PIN_LOCKED');
    expect(await codeOf(() => pins.check('lee', PINS.lee, 'cashier'))).toBe('PIN_LOCKED');
    bed.passTime(60_000);
    await people.changeOwnPin(PINS.lee, '8642', as('lee'));
    expect(await codeOf(() => pins.check('lee', PINS.lee, 'cashier'))).toBe('PIN_WRONG');
    await pins.check('lee', '8642', 'cashier');
    expect(bed.stated('pin_refused')).toContainEqual({ by: null, staffId: 'lee', at: 'pin_change', wrongCount: 3 });
  });

  it('takes what pays out with it along, or says that it is lost', async () => {
    resealing = 'kept';
    expect(await people.changeOwnPin(PINS.kim, '864213', as('kim'))).toEqual({ spendingLost: false });
    expect(resealed).toEqual([`kim ${PINS.kim} 864213`]);
    resealing = 'lost';
    expect(await people.setPin('kim', '975311', as('olga'))).toEqual({ spendingLost: true });
    expect(bed.stated('pin_set')).toEqual([
      { by: 'kim', staffId: 'kim', name: 'Kim', spending: 'kept' },
      { by: 'olga', staffId: 'kim', name: 'Kim', spending: 'lost' },
    ]);
  });

  it('reaches no fact and no table in clear', async () => {
    await people.setPin('kim', '73519846', as('olga'));
    const all = bed.database.facts.prepare("SELECT body FROM journal UNION ALL SELECT pin_hash || '' FROM staff_pin").pluck().all().join();
    expect(all).not.toContain('73519846');
  });
});

test('whoever covers a role reaches all that it reaches, and the owner covers every role', () => {
  const role = fc.record({
    rights: fc.subarray([...RIGHTS]),
    limits: fc.record({ discountPpm: fc.integer({ min: 0, max: 1_000_000 }) }),
  });
  const owner = FIRST_ROLES.find(({ id }) => id === OWNER);
  fc.assert(
    fc.property(role, role, fc.constantFrom(...RIGHTS), fc.integer({ min: 0, max: 1_000_000 }), (mine, theirs, right, ppm) => {
      if (covers(mine, theirs) && reaches(theirs, right, { ppm })) expect(reaches(mine, right, { ppm })).toBe(true);
      expect(owner && covers(owner, theirs)).toBe(true);
    }),
  );
});
