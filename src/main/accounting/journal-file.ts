// The journal as lines of JSON: a header, one line an entry (exactly the bytes that its hash is over), and a last line that is signed.
// Whoever has the file can prove that no byte of it was changed, without the till and without its database (verify-journal-file.ts).
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../store/canonical-json.ts';
import { BrokenEntry } from '../store/chain.ts';
import type { ExportStore } from '../store/export-store.ts';
import { hashedText } from '../store/journal.ts';
import type { Write } from './whole-file.ts';

const JOURNAL_FORMAT = 'flash-till-journal';
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const headerSchema = z.strictObject({
  format: z.literal(JOURNAL_FORMAT),
  formatVersion: z.literal(1),
  shop: z.string(),
  terminalId: z.string(),
  /** A practice shop's money is none. */
  practice: z.boolean(),
  fromSeq: z.int().min(1),
  toSeq: z.int().min(1),
  /** Of the entry before the first one; zeros where the journal begins. */
  previousHash: hash,
  /** Ed25519, 32 bytes. */
  publicKey: hash,
  madeAtMs: z.int(),
});
export type JournalHeader = z.infer<typeof headerSchema>;

/** What is signed: it stands for every byte before it. */
const sealedSchema = z.strictObject({ count: z.int().min(1), headerHash: hash, lastHash: hash });
export const footerSchema = sealedSchema.extend({ signature: z.string().regex(/^[0-9a-f]{128}$/) });
export type JournalSealed = z.infer<typeof sealedSchema>;

export function sealedText({ count, headerHash, lastHash }: JournalSealed): string {
  return canonicalJson({ count, headerHash, lastHash });
}

/** The signature of a text, as hex. */
export type Sign = (text: string) => string;

export function writeJournal(
  write: Write,
  store: ExportStore,
  header: JournalHeader,
  sign: Sign,
  onProgress: (done: number, of: number) => void,
): void {
  const { fromSeq, toSeq } = header;
  const headerText = canonicalJson(header);
  write(`${headerText}\n`);
  let count = 0;
  let lastHash = header.previousHash;
  for (const row of store.rows(fromSeq, toSeq)) {
    const text = hashedText({
      seq: row.seq,
      atMs: row.at_ms,
      terminalId: row.terminal_id,
      staffId: row.staff_id,
      kind: row.kind,
      version: row.version,
      bodyText: row.body,
      prevHash: row.prev_hash,
    });
    write(`${text}\n`);
    count += 1;
    lastHash = sha256(text);
    // A file that does not prove itself is none: whoever would hand it out hears of it first.
    if (lastHash !== row.hash) throw new BrokenEntry(row.seq, 'altered');
    if (count % 1000 === 0) onProgress(count, toSeq - fromSeq + 1);
  }
  if (count !== toSeq - fromSeq + 1) throw new BrokenEntry(fromSeq + count, 'gap');
  const sealed = { count, headerHash: sha256(headerText), lastHash };
  write(`${canonicalJson({ ...sealed, signature: sign(sealedText(sealed)) })}\n`);
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
