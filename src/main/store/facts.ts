// The kinds of journal entry and the schema of each body: the business facts this till can state.
// A body is whole: whoever reads the journal years later needs no other table.
import type { z } from 'zod';
import { ACCOUNT_FACTS } from './facts/account-facts.ts';
import { CARD_FACTS } from './facts/card-facts.ts';
import { CATALOGUE_FACTS } from './facts/catalogue-facts.ts';
import { EXPORT_FACTS } from './facts/export-facts.ts';
import { KITCHEN_FACTS } from './facts/kitchen-facts.ts';
import { NODE_FACTS } from './facts/node-facts.ts';
import { OFFER_FACTS } from './facts/offer-facts.ts';
import { PARKING_FACTS } from './facts/parking-facts.ts';
import { RECEIPT_FACTS } from './facts/receipt-facts.ts';
import { REFUND_FACTS } from './facts/refund-facts.ts';
import { SALE_FACTS } from './facts/sale-facts.ts';
import { SETTLEMENT_FACTS } from './facts/settlement-facts.ts';
import { SHIFT_FACTS } from './facts/shift-facts.ts';
import { SHOP_FACTS } from './facts/shop-facts.ts';
import { STAFF_FACTS } from './facts/staff-facts.ts';
import { TENDER_FACTS } from './facts/tender-facts.ts';
import { VOUCHER_FACTS } from './facts/voucher-facts.ts';

/** Each kind's body. The schema version of all kinds is 1; a changed body gets a new version and an upgrade beside it. */
export const FACTS = {
  ...SHOP_FACTS,
  ...STAFF_FACTS,
  ...CATALOGUE_FACTS,
  ...OFFER_FACTS,
  ...SALE_FACTS,
  ...PARKING_FACTS,
  ...TENDER_FACTS,
  ...CARD_FACTS,
  ...VOUCHER_FACTS,
  ...ACCOUNT_FACTS,
  ...SETTLEMENT_FACTS,
  ...REFUND_FACTS,
  ...NODE_FACTS,
  ...RECEIPT_FACTS,
  ...KITCHEN_FACTS,
  ...SHIFT_FACTS,
  ...EXPORT_FACTS,
} as const;

export type FactKind = keyof typeof FACTS;
export type FactBody<K extends FactKind> = z.infer<(typeof FACTS)[K]>;

export interface JournalEntry<K extends FactKind = FactKind> {
  seq: number;
  atMs: number;
  terminalId: string;
  staffId: string | null;
  kind: K;
  version: number;
  body: FactBody<K>;
  prevHash: string;
  hash: string;
}
