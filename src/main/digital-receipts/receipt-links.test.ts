import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';
import { createReceiptLinks, TOKEN } from './receipt-links.ts';

function kept(closed = false) {
  const all = new Map<SecretName, Buffer>();
  const refuse = () => {
    if (closed) throw new TillError('SECRETS_CLOSED', { reason: 'key_unavailable' });
  };
  const secrets: Pick<Secrets, 'read' | 'put'> = {
    read(name) {
      refuse();
      return all.get(name) ?? null;
    },
    put(name, secret) {
      refuse();
      all.set(name, Buffer.from(secret));
    },
  };
  return { links: () => createReceiptLinks({ secrets: secrets as Secrets, randomBytes }) };
}

test('a link leads to its sale, also after a restart, and to no other', () => {
  const shop = kept();
  const sales = Array.from({ length: 50 }, () => uuidv7());
  const tokens = sales.map((saleId) => shop.links().tokenOf(saleId) ?? '');
  expect(new Set(tokens).size).toBe(50);
  expect(tokens.map((token) => shop.links().saleOf(token))).toEqual(sales);
  expect(
    kept()
      .links()
      .saleOf(tokens[0] ?? ''),
  ).toBeNull();
});

test('a link in which anything is changed leads nowhere', () => {
  const links = kept().links();
  const token = links.tokenOf(uuidv7()) ?? '';
  expect(token).toMatch(TOKEN);
  const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
  fc.assert(
    fc.property(fc.nat({ max: token.length - 1 }), fc.constantFrom(...characters), (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      expect(links.saleOf(changed) === null).toBe(changed !== token);
    }),
    { numRuns: 1_000 },
  );
  for (const wrong of ['', token.slice(1), `${token}A`, `${token}=`, token.toUpperCase(), '../etc/passwd', 'A'.repeat(43)]) {
    expect(links.saleOf(wrong)).toBeNull();
  }
});

test('what an address was mailed to can be told by who knows the address and has the key', () => {
  const shop = kept();
  expect(shop.links().addressHash('Jana@Customer.example ')).toBe(shop.links().addressHash('jana@customer.example'));
  expect(shop.links().addressHash('jana@customer.example')).not.toBe(kept().links().addressHash('jana@customer.example'));
});

test('where secrets are closed there is no link, and nothing breaks', () => {
  const links = kept(true).links();
  expect(links.tokenOf(uuidv7())).toBeNull();
  expect(links.saleOf('A'.repeat(43))).toBeNull();
  expect(links.addressHash('a@b.example')).toBeNull();
});
