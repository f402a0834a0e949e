// The table of rights in the docs is what the till does: it is up to date, and every call of it is made as every role.
import { readFileSync } from 'node:fs';
import { createRouterClient, isDefinedError } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsPage } from '../../scripts/rights-table.ts';
import { FIRST_ROLES, type Role } from '../../src/shared/rights.ts';
import { SCREENS, type Screen } from '../../src/shared/state.ts';
import { openTestTill, refusal, type TestTill } from './open-test-till.ts';

const page = readFileSync(new URL('../../docs/rights.md', import.meta.url), 'utf8');

test('docs/rights.md is what the code says; `npm run rights` makes it so', () => {
  expect(page).toBe(rightsPage());
});

interface Row {
  name: string;
  screens: string[];
  needs: string;
  reach: Map<string, string>;
}

/** As whoever reads the page understands it. */
const rows = page
  .slice(page.indexOf('## Calls'))
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line): Row => {
    const [name = '', screens = '', needs = '', , ...reach] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { name, screens: screens.split(', '), needs, reach: new Map(FIRST_ROLES.map(({ id }, index) => [id, reach[index] ?? ''])) };
  });

let till: TestTill;
let people: Map<string, { staffId: string; pin: string }>;
beforeAll(async () => {
  till = await openTestTill();
  const owner = await till.manager();
  for (const role of ['lead', 'manager']) await owner.call.staff.add({ name: `The ${role}`, role, pin: '5050' });
  const all = await owner.call.staff.all();
  const ofRole = ({ id }: Role) => {
    const staffId = all.find(({ role }) => role === id)?.id ?? '';
    return [id, { staffId, pin: { cashier: '1111', owner: '9999' }[id] ?? '5050' }] as const;
  };
  people = new Map(FIRST_ROLES.map(ofRole));
});
afterAll(() => till.close());

type AnyClient = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
const clientOf = (screen: Screen, sessionKey: string) => {
  const connection = till.till.connect(screen, sessionKey);
  return { connection, client: createRouterClient(till.till.router, { context: { connection } }) };
};
const signedIn = new Set<string>();
/** Whoever has this role, signed in at a desk of their own. */
const signIn = async (role: string) => {
  if (signedIn.has(role)) return;
  signedIn.add(role);
  const { connection, client } = clientOf('manager', role);
  await client.session.signIn(people.get(role) ?? { staffId: '', pin: '' });
  connection.close();
};
const made = async (screen: Screen, sessionKey: string, name: string): Promise<{ code: string; right?: string; refusalId?: string }> => {
  const { connection, client } = clientOf(screen, sessionKey);
  const [group = '', call = ''] = name.split('.');
  try {
    await (client as unknown as AnyClient)[group]?.[call]?.({});
    return { code: 'done' };
  } catch (cause) {
    if (!(cause instanceof Error) || !isDefinedError(cause)) throw cause;
    const { code, data } = cause as unknown as { code: string; data?: { right?: string; refusalId?: string } };
    return { code, ...data };
  } finally {
    connection.close();
  }
};

describe.each(rows)('$name', ({ name, screens, needs, reach }) => {
  test.each(FIRST_ROLES.map(({ id }) => id))('as a %s is what the table says', async (role) => {
    await signIn(role);
    for (const screen of SCREENS.filter((one) => screens.includes(one))) {
      const { code, right, refusalId } = await made(screen, role, name);
      if (reach.get(role) === 'no') expect({ code, right, refusalId }).toEqual({ code: 'NOT_ALLOWED', right: needs, refusalId: expect.any(String) });
      else expect(['WRONG_SCREEN', 'NOT_SIGNED_IN', 'NOT_ALLOWED']).not.toContain(code);
    }
    if (name === 'session.signOut') signedIn.delete(role);
  });

  test('with nobody signed in, and from other screens', async () => {
    for (const screen of SCREENS) {
      const { code } = await made(screen, 'nobody', name);
      if (!screens.includes(screen)) expect(code).toBe('WRONG_SCREEN');
      else if (needs !== 'anyone') expect(code).toBe('NOT_SIGNED_IN');
      else expect(code).not.toBe('WRONG_SCREEN');
    }
  });
});

test('the table has every call', () => {
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter(({ reach }) => [...reach.values()].some((said) => !['yes', 'in part', 'no'].includes(said)))).toEqual([]);
});

test('an action that was refused is approved at the same screen, done once, and is in nobody’s way afterwards', async () => {
  const cashier = till.screen('cashier', 'approval');
  await cashier.until(({ staff }) => staff.tiles.length > 0);
  await cashier.call.session.signIn(people.get('cashier') ?? { staffId: '', pin: '' });
  const { refusalId = '' } = await made('cashier', 'approval', 'shifts.openDrawer');
  const lead = people.get('lead') ?? { staffId: '', pin: '' };
  await cashier.call.session.approve({ refusalId, ...lead });
  expect((await made('cashier', 'approval', 'shifts.openDrawer')).code).not.toBe('NOT_ALLOWED');
  expect((await made('cashier', 'approval', 'shifts.openDrawer')).code).toBe('NOT_ALLOWED');
  expect(await refusal(cashier.call.session.approve({ refusalId, ...lead }))).toBe('APPROVAL_OVER');
  expect(cashier.state.session.staff?.role).toBe('cashier');
});
