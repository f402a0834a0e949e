// The shop's settings and its people's names, as they stand.
import type { Database } from 'better-sqlite3';
import { type ShopSettings, shopSettingsSchema } from './facts/shop-facts.ts';

export interface ShopStore {
  settings(): ShopSettings;
  /** Those who left keep their names on what they did; empty for what nobody did. */
  staffName(staffId: string | null): string;
}

export function createShopStore(db: Database): ShopStore {
  const settings = db.prepare<[], { settings: string }>('SELECT settings FROM shop WHERE id = 1');
  const name = db.prepare<[string], { name: string }>('SELECT name FROM staff WHERE id = ?');
  return {
    settings() {
      const row = settings.get();
      if (!row) throw new Error('a journal without a shop');
      return shopSettingsSchema.parse(JSON.parse(row.settings));
    },
    staffName: (staffId) => (staffId === null ? '' : (name.get(staffId)?.name ?? '')),
  };
}
