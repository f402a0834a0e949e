// What the shop offers beside its articles, in its tables: modifier groups, promotions. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { modifierGroupSchema, promotionSchema } from '../../shared/contract/offers.ts';
import type { ModifierGroup } from '../../shared/offers.ts';
import type { Promotion } from '../../shared/promotion.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FactBody, JournalEntry } from './facts.ts';

export interface OfferStore {
  /** In the order in which they are asked. */
  modifierGroups(): ModifierGroup[];
  /** The newest first: all of them, since a parked line may carry one that has ended. */
  promotions(): Promotion[];
}

const groupsSchema = z.array(modifierGroupSchema);

export function createOfferStore(db: Database): OfferStore {
  const groups = db.prepare<[], string>('SELECT groups FROM modifier_groups WHERE id = 1').pluck();
  const promotions = db.prepare<[], { body: string; ended_at_ms: number | null }>(
    'SELECT body, ended_at_ms FROM promotion ORDER BY made_at_ms DESC, id',
  );
  return {
    modifierGroups() {
      const text = groups.get();
      return text === undefined ? [] : groupsSchema.parse(JSON.parse(text));
    },
    promotions: () => promotions.all().map((row) => ({ ...promotionSchema.parse(JSON.parse(row.body)), endedAtMs: row.ended_at_ms })),
  };
}

export interface OfferWriter {
  putModifierGroups(body: FactBody<'modifier_groups_put'>): void;
  makePromotion(entry: JournalEntry<'promotion_made'>): void;
  endPromotion(entry: JournalEntry<'promotion_ended'>): void;
}

export function createOfferWriter(db: Database): OfferWriter {
  const putGroups = db.prepare('INSERT INTO modifier_groups (id, groups) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET groups = excluded.groups');
  const make = db.prepare('INSERT INTO promotion (id, body, made_at_ms) VALUES (?, ?, ?)');
  const end = db.prepare('UPDATE promotion SET ended_at_ms = ? WHERE id = ?');
  return {
    putModifierGroups: ({ groups }) => void putGroups.run(canonicalJson(groups)),
    makePromotion: ({ body: { promotion }, atMs }) => void make.run(promotion.id, canonicalJson(promotion), atMs),
    endPromotion: ({ body: { promotionId }, atMs }) => void end.run(atMs, promotionId),
  };
}
