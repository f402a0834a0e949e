// The first schema, a file a domain. All tables but those of `work` are projected: they hold nothing that the journal does not say.
// Times are ms since the epoch (UTC); ids are UUIDv7 and so ascend with time, which keeps inserts at the right edge of each index.
import { bitcoin } from './001-first/bitcoin.ts';
import { books } from './001-first/books.ts';
import { cards } from './001-first/cards.ts';
import { goods } from './001-first/goods.ts';
import { owed } from './001-first/owed.ts';
import { refunds } from './001-first/refunds.ts';
import { selling } from './001-first/selling.ts';
import { shifts } from './001-first/shifts.ts';
import { work } from './001-first/work.ts';

export const first = {
  version: 1,
  sql: [books, goods, selling, owed, bitcoin, cards, refunds, shifts, work].join(''),
};
