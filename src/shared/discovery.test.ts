import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressesIn, isPrivateAddress, MOST_HOSTS } from './discovery.ts';

describe('the addresses that a text names', () => {
  test.each([
    ['192.168.0.20', ['192.168.0.20']],
    ['192.168.0.20, 10.0.0.7', ['192.168.0.20', '10.0.0.7']],
    ['192.168.0.20-22', ['192.168.0.20', '192.168.0.21', '192.168.0.22']],
    ['192.168.0.254-1.1', ['192.168.0.254', '192.168.0.255', '192.168.1.0', '192.168.1.1']],
    ['172.16.3.4/30', ['172.16.3.5', '172.16.3.6']],
    ['10.1.2.3/32', ['10.1.2.3']],
    ['192.168.0.20 192.168.0.20', ['192.168.0.20']],
    ['  ', []],
  ])('%s', (text, hosts) => {
    expect(addressesIn(text)).toEqual({ ok: true, hosts });
  });

  test('a whole small network, without its first and last address', () => {
    const named = addressesIn('192.168.7.99/24');
    expect(named.ok && named.hosts.length).toBe(254);
    expect(named.ok && named.hosts.at(0)).toBe('192.168.7.1');
    expect(named.ok && named.hosts.at(-1)).toBe('192.168.7.254');
  });

  test.each([
    ['printer.local', 'unreadable'],
    ['192.168.0.300', 'unreadable'],
    ['192.168.0.20-10', 'unreadable'],
    ['192.168.0.0/33', 'unreadable'],
    ['192.168.0.0/16', 'too_many'],
    ['192.168.0.0/24 192.168.1.0/24', 'too_many'],
    ['8.8.8.8', 'not_private'],
    ['192.167.255.250-192.168.0.5', 'not_private'],
    ['0.0.0.0/0', 'too_many'],
  ])('%s is refused: %s', (text, trouble) => {
    expect(addressesIn(text)).toMatchObject({ ok: false, trouble });
  });

  test('whatever is typed, at most 256 private addresses come of it', () => {
    const byte = fc.integer({ min: 0, max: 270 });
    const part = fc.oneof(
      fc.tuple(byte, byte, byte, byte, fc.integer({ min: 0, max: 34 })).map(([a, b, c, d, bits]) => `${a}.${b}.${c}.${d}/${bits}`),
      fc
        .tuple(fc.constantFrom('10.0', '192.168', '172.31', '172.32', '9.255'), byte, byte, byte)
        .map(([net, c, d, end]) => `${net}.${c}.${d}-${end}`),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const named = addressesIn(parts.join(' '));
        if (!named.ok) return;
        expect(named.hosts.length).toBeLessThanOrEqual(MOST_HOSTS);
        expect(new Set(named.hosts).size).toBe(named.hosts.length);
        expect(named.hosts.every(isPrivateAddress)).toBe(true);
      }),
    );
  });
});
