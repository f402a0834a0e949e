import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SCREENS } from '../../shared/state.ts';
import { createAccess } from './access.ts';

describe('access to screens', () => {
  it('exchanges a token once, and only at its own screen', () => {
    const access = createAccess(randomBytes);
    const token = access.issue('customer');
    expect(access.redeem('cashier', token)).toBeUndefined();
    expect(access.redeem('customer', token)).toBeDefined();
    expect(access.redeem('customer', token)).toBeUndefined();
  });

  it('knows no token before one is issued', () => {
    const access = createAccess(randomBytes);
    for (const screen of SCREENS) expect(access.redeem(screen, '')).toBeUndefined();
  });

  it('keeps every token that has not been used', () => {
    const access = createAccess(randomBytes);
    const tokens = [access.issue('cashier'), access.issue('cashier')];
    for (const token of tokens.reverse()) expect(access.redeem('cashier', token)).toBeDefined();
  });

  it.each([
    ['cashier', ['cashier', 'manager']],
    ['customer', ['customer']],
    ['manager', ['manager']],
  ] as const)('opens with the %s link: %s', (screen, opened) => {
    const access = createAccess(randomBytes);
    const grant = access.redeem(screen, access.issue(screen));
    expect(grant?.screens).toEqual(opened);
    expect(SCREENS.filter((candidate) => access.sessionKey(candidate, grant?.secret ?? ''))).toEqual(opened);
  });

  it('gives a session a key that stays the same and is not the secret', () => {
    const access = createAccess(randomBytes);
    const secret = access.redeem('cashier', access.issue('cashier'))?.secret ?? '';
    const key = access.sessionKey('cashier', secret);
    expect(key).toBeDefined();
    expect(access.sessionKey('manager', secret)).toBe(key);
    expect(key).not.toContain(secret);
  });

  it('takes 32 random bytes for a secret', () => {
    const sizes: number[] = [];
    const access = createAccess((size) => {
      sizes.push(size);
      return randomBytes(size);
    });
    access.redeem('cashier', access.issue('cashier'));
    expect(sizes).toEqual([32, 32]);
  });
});
