import { expect, test } from 'vitest';
import { type Candidate, pageForScans } from './page-for-scans.ts';

const page = (screen: Candidate['screen'], touchedAtMs: number) => ({ screen, touchedAtMs });
const SECOND = 1000;

test('scans go to the register that was touched last', () => {
  const [first, second] = [page('cashier', 1), page('cashier', 2)];
  expect(pageForScans([second, first], 3)).toBe(second);
  expect(pageForScans([], 3)).toBeUndefined();
});

test('a manager’s page has them for a minute after it was touched, and not once the register is', () => {
  const manager = page('manager', 10 * SECOND);
  const register = page('cashier', 5 * SECOND);
  expect(pageForScans([manager, register], 11 * SECOND)).toBe(manager);
  expect(pageForScans([manager, register], 71 * SECOND)).toBe(register);
  expect(pageForScans([manager, { ...register, touchedAtMs: 12 * SECOND }], 13 * SECOND)).toMatchObject({ screen: 'cashier' });
});

test('a manager’s page that nobody has touched has them only where no register is', () => {
  const manager = page('manager', Number.NEGATIVE_INFINITY);
  const register = page('cashier', 0);
  expect(pageForScans([register, manager], 1)).toBe(register);
  expect(pageForScans([manager], 1)).toBe(manager);
});
