// Placeholder types until the room is furnished; replaced by the store's own file.
import type { Database } from 'better-sqlite3';

export interface TillDatabase {
  /** WAL, synchronous=FULL: what is committed here is on the disk. */
  facts: Database;
  /** WAL, synchronous=NORMAL: durable against a crash of the process; a tap does not wait for the disk. */
  drafts: Database;
  path: string;
  close(): void;
}
