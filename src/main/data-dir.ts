// Where a till keeps its data: one folder a till, one database a shop (the practice shop and the own shop) within it.
// The launcher, the command line tools and the till agree on it here.
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** The practice shop and the own shop never share a database. */
export const SHOPS = ['practice', 'own'] as const;
export type Shop = (typeof SHOPS)[number];

export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
}

/** The folder for data where none is named: XDG's data home on Linux, its like on Windows and macOS. */
export function defaultDataDir({ platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() }): string {
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'flash-till');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'flash-till');
  // XDG Base Directory Specification: a relative path is invalid and ignored.
  const dataHome = env.XDG_DATA_HOME;
  return join(dataHome && isAbsolute(dataHome) ? dataHome : join(home, '.local', 'share'), 'flash-till');
}

/** A shop's database within the shop's own folder. */
export function shopDatabasePath(shopDir: string): string {
  return join(shopDir, 'till.sqlite');
}

/** The sums behind reports, beside the shop's database: made from it, and made again wherever they are not there. */
export function sumsPath(databasePath: string): string {
  return join(dirname(databasePath), 'reports.sqlite');
}

/** The key that secrets hang on, where the machine has no better one. */
export function keyFilePath(dataDir: string): string {
  return join(dataDir, 'secrets.key');
}

export function databasePath(dataDir: string, shop: Shop): string {
  return shopDatabasePath(join(dataDir, shop));
}

/** The data folder that a shop's database is in. */
export function dataDirOf(path: string): string {
  return dirname(dirname(path));
}
