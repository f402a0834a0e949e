// What every part of a shop stands on.
import type { Closing } from './closing.ts';
import type { Log } from './log.ts';
import type { Secrets } from './secrets/secrets.ts';
import type { Books } from './shop-books.ts';
import type { LiveSettings } from './shop-settings.ts';
import type { StateBoard } from './state-board.ts';

export interface ShopGround {
  /** The shop's own folder. */
  dir: string;
  books: Books;
  secrets: Secrets;
  settings: LiveSettings;
  board: StateBoard;
  /** Whatever is opened is closed with the shop. */
  closing: Closing;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}
