import { describe, expect, it } from 'vitest';
import { readTowerUri } from './watchtowers.ts';

const KEY = `03${'cd'.repeat(32)}`;

describe('a watchtower’s address', () => {
  it.each([
    [`${KEY}@tower.example:9911`, 'tower.example:9911'],
    [`  ${KEY.toUpperCase()}@tower.example `, 'tower.example:9911'],
    [`${KEY}@192.0.2.1:80`, '192.0.2.1:80'],
    [`${KEY}@[2001:db8::1]:9911`, '[2001:db8::1]:9911'],
    [`${KEY}@exampleonionaddress.onion:9911`, 'exampleonionaddress.onion:9911'],
  ])('is read from %j', (uri, socket) => {
    expect(readTowerUri(uri)).toEqual({ towerId: KEY, socket });
  });

  it.each(['', KEY, `${KEY}@`, `${KEY}@host:0`, `${KEY}@host:70000`, `${KEY.slice(2)}@host:9911`, `04${KEY.slice(2)}@host`, `${KEY}@ho st`])(
    'is not read from %j',
    (uri) => {
      expect(readTowerUri(uri)).toBeNull();
    },
  );
});
