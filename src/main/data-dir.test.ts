import { describe, expect, it } from 'vitest';
import { databasePath, dataDirOf, defaultDataDir } from './data-dir.ts';

describe('the default data folder', () => {
  it('is in the XDG data home on Linux', () => {
    expect(defaultDataDir({ platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home: '/home/kim' })).toBe('/data/flash-till');
  });

  it('is in ~/.local/share where the XDG data home is not set, empty or relative', () => {
    for (const XDG_DATA_HOME of [undefined, '', 'relative/path']) {
      const env = XDG_DATA_HOME === undefined ? {} : { XDG_DATA_HOME };
      expect(defaultDataDir({ platform: 'linux', env, home: '/home/kim' })).toBe('/home/kim/.local/share/flash-till');
    }
  });

  it('is where Windows and macOS keep application data', () => {
    expect(defaultDataDir({ platform: 'win32', env: { APPDATA: '/roaming' }, home: '/users/kim' })).toBe('/roaming/flash-till');
    expect(defaultDataDir({ platform: 'darwin', env: {}, home: '/Users/kim' })).toBe('/Users/kim/Library/Application Support/flash-till');
  });

  it('is found again from the path of a database in it', () => {
    expect(dataDirOf(databasePath('/data/flash-till', 'own'))).toBe('/data/flash-till');
  });
});
