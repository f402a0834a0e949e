import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressTrouble, mailAddress, mailSettingsSchema } from './mail.ts';

describe('an e-mail address', () => {
  test.each(['jana@customer.example', ' jana.doe+till@mail.customer.example ', "o'neil_99@a-b.co", 'x@y.zz'])('%s can be written to', (address) => {
    expect(addressTrouble(address)).toBeNull();
    expect(mailAddress.parse(address)).toBe(address.trim());
  });

  test.each([
    ['', 'empty'],
    ['jana', 'no_at'],
    ['jana@a@b.example', 'two_ats'],
    ['jana doe@b.example', 'spaces'],
    ['@b.example', 'nobody'],
    ['jana@customer', 'no_place'],
    ['jana@.example', 'no_place'],
    ['jana@b..example', 'no_place'],
    ['jäna@b.example', 'letters'],
    ['<jana@b.example>', 'letters'],
    ['jana@127.0.0.1', 'letters'],
    ['jana@-b.example', 'letters'],
    ['.jana@b.example', 'letters'],
  ])('%s cannot, and is told why', (address, trouble) => {
    expect(addressTrouble(address)).toBe(trouble);
  });

  test('that is taken has nothing in it by which a header or a command could end, or another address begin', () => {
    const pieces = fc.constantFrom('a', 'b.c', '@', '.', ',', ';', '<', '>', '\r', '\n', '\r\n', ' ', '"', '\\', ':', '\0', 'é', 'example', '(x)');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const read = mailAddress.safeParse(parts.join(''));
        if (read.success) expect(read.data).toMatch(/^[^\s<>,;:"\\()@\0]+@[A-Za-z0-9.-]+$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a mail server is named by a name, and never reached in the clear', () => {
  const settings = { host: 'mail.shop.example', port: 465, security: 'tls', sender: 'till@shop.example', user: '', keepDays: 30 };
  expect(mailSettingsSchema.safeParse(settings).success).toBe(true);
  for (const change of [
    { host: 'a b' },
    { host: '-a.example' },
    { host: '' },
    { port: 0 },
    { security: 'none' },
    { sender: 'x' },
    { user: 'a\nb' },
    { keepDays: 0 },
  ]) {
    expect(mailSettingsSchema.safeParse({ ...settings, ...change }).success, JSON.stringify(change)).toBe(false);
  }
});
