// The hash chain of the journal, checked: each entry follows the one before, is what was hashed, and has a body of its kind.
// The start check, verification and restore judge entries by this one rule.
import { FACTS, type FactBody, type FactKind, type JournalEntry } from './facts.ts';
import { FACT_VERSION, GENESIS_HASH, hashOf } from './journal.ts';

/** A row of the table `journal`. */
export interface JournalRow {
  seq: number;
  at_ms: number;
  terminal_id: string;
  staff_id: string | null;
  kind: string;
  version: number;
  body: string;
  prev_hash: string;
  hash: string;
}

/** Where the chain stands: the entry that the next one must follow. */
export interface ChainHead {
  seq: number;
  hash: string;
}

export const GENESIS: ChainHead = { seq: 0, hash: GENESIS_HASH };

/** `gap`: an entry is missing. `unlinked`: it does not name the one before. `altered`: its content is not what was hashed. */
export type ChainFault = 'gap' | 'unlinked' | 'altered';

/** What is wrong with `row` as the entry after `head`, or null. */
export function chainFault(head: ChainHead, row: JournalRow): ChainFault | null {
  if (row.seq !== head.seq + 1) return 'gap';
  if (row.prev_hash !== head.hash) return 'unlinked';
  return hashOfRow(row) === row.hash ? null : 'altered';
}

export function hashOfRow(row: JournalRow): string {
  return hashOf({
    seq: row.seq,
    atMs: row.at_ms,
    terminalId: row.terminal_id,
    staffId: row.staff_id,
    kind: row.kind,
    version: row.version,
    bodyText: row.body,
    prevHash: row.prev_hash,
  });
}

/**
 * `unreadable`: the file is damaged there. `unknown`: its body is none of its kind, or its kind none that this program
 * knows. `inapplicable`: the tables cannot take it.
 */
export type EntryFault = ChainFault | 'unreadable' | 'unknown' | 'inapplicable';

/** An entry that a walk along the journal cannot pass. */
export class BrokenEntry extends Error {
  readonly seq: number;
  readonly fault: EntryFault;

  constructor(seq: number, fault: EntryFault, options?: ErrorOptions) {
    super(`journal entry ${seq}: ${fault}`, options);
    this.name = 'BrokenEntry';
    this.seq = seq;
    this.fault = fault;
  }
}

/** The row as an entry; null where this program does not know its kind or version, or its body is not of its kind's schema. */
export function readEntry(row: JournalRow): JournalEntry | null {
  if (!Object.hasOwn(FACTS, row.kind) || row.version !== FACT_VERSION) return null;
  const kind = row.kind as FactKind;
  let body: unknown;
  try {
    body = JSON.parse(row.body);
  } catch {
    return null;
  }
  if (!FACTS[kind].safeParse(body).success) return null;
  // As it was written, not as the schema would order it: it is what the tables were made from.
  return {
    seq: row.seq,
    atMs: row.at_ms,
    terminalId: row.terminal_id,
    staffId: row.staff_id,
    kind,
    version: row.version,
    body: body as FactBody<FactKind>,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
