// A file of the journal, proved line by line as it is read: its chain, its numbers, its signature. It needs nothing but the file, and no
// more memory for a long one.
import { z } from 'zod';
import { canonicalJson } from '../store/canonical-json.ts';
import { GENESIS_HASH } from '../store/journal.ts';
import { footerSchema, headerSchema, type JournalHeader, sealedText, sha256 } from './journal-file.ts';
import { isSigned } from './signing-key.ts';

const hashed = z.strictObject({
  seq: z.int(),
  atMs: z.int(),
  terminalId: z.string(),
  staffId: z.string().nullable(),
  kind: z.string(),
  version: z.int(),
  body: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
});

/**
 * What a line is, where it is not what it should be: `unreadable` is no text of the one form that is written; `gap` has not the next
 * number; `unlinked` does not follow the line before it, so one of the two was changed; `cut_off`: the last line is missing or torn.
 */
export type JournalFileFault =
  | 'empty'
  | 'no_header'
  | 'unreadable'
  | 'gap'
  | 'unlinked'
  | 'cut_off'
  | 'count_wrong'
  | 'header_changed'
  | 'last_changed'
  | 'signature_wrong'
  | 'goes_on' // something stands after the last line
  | 'key_not_the_shops' // the journal itself names another key than the one that signed
  | 'key_not_expected'
  | 'not_the_start' // begins with entry 1, and with something before it
  | 'not_after_expected';

export type JournalFileVerdict = {
  header: JournalHeader | null;
  entries: number;
  completedSales: number;
  lastAtMs: number | null;
  lastHash: string | null;
  /** Whether an entry of the file says which key signs. */
  keyStated: boolean;
} & ({ ok: true } | { ok: false; fault: JournalFileFault; line: number; seq: number | null });

export interface Expected {
  /** The hash of the entry that the file must follow: the last one of the file before. */
  after: string | null;
  /** The public key that it must be signed with. */
  key: string | null;
}

class Refused extends Error {
  readonly fault: JournalFileFault;
  constructor(fault: JournalFileFault) {
    super(fault);
    this.fault = fault;
  }
}

/** `pieces` are the bytes of the file, in any pieces. Longer lines than a journal has are refused before they are held. */
export function verifyJournalFile(
  pieces: Iterable<Uint8Array>,
  expected: Expected = { after: null, key: null },
  onProgress: (entries: number) => void = () => undefined,
): JournalFileVerdict {
  const seen = {
    header: null as JournalHeader | null,
    entries: 0,
    completedSales: 0,
    lastAtMs: null as number | null,
    lastHash: null as string | null,
  };
  let line = 0;
  let headerHash = '';
  let head = '';
  let statedKey: string | null = null;
  let ended = false;

  const readHeader = (bytes: Uint8Array) => {
    const header = headerSchema.safeParse(parsed(bytes, 'no_header'));
    if (!header.success || header.data.toSeq < header.data.fromSeq) throw new Refused('no_header');
    const { fromSeq, previousHash, publicKey } = header.data;
    if ((fromSeq === 1) !== (previousHash === GENESIS_HASH)) throw new Refused('not_the_start');
    seen.header = header.data;
    headerHash = sha256(bytes);
    head = previousHash;
    if (expected.key !== null && publicKey !== expected.key) throw new Refused('key_not_expected');
    if (expected.after !== null && previousHash !== expected.after) throw new Refused('not_after_expected');
  };
  const readEntry = (value: unknown, bytes: Uint8Array, { fromSeq }: JournalHeader) => {
    const entry = hashed.safeParse(value);
    if (!entry.success) throw new Refused('unreadable');
    const { seq, atMs, kind, body, prevHash } = entry.data;
    if (seq !== fromSeq + seen.entries) throw new Refused('gap');
    if (prevHash !== head) throw new Refused('unlinked');
    head = sha256(bytes);
    seen.entries += 1;
    seen.lastAtMs = atMs;
    if (kind === 'sale_completed') seen.completedSales += 1;
    if (kind === 'signing_key_made') statedKey = typeof body.publicKey === 'string' ? body.publicKey : '';
    if (seen.entries % 10_000 === 0) onProgress(seen.entries);
  };
  const readFooter = (value: unknown, { publicKey, fromSeq, toSeq }: JournalHeader) => {
    const footer = footerSchema.safeParse(value);
    if (!footer.success) throw new Refused('unreadable');
    const { count, headerHash: signedHeader, lastHash, signature } = footer.data;
    if (!isSigned(sealedText(footer.data), signature, publicKey)) throw new Refused('signature_wrong');
    if (signedHeader !== headerHash) throw new Refused('header_changed');
    if (lastHash !== head) throw new Refused('last_changed');
    if (count !== seen.entries || count !== toSeq - fromSeq + 1) throw new Refused('count_wrong');
    if (statedKey !== null && statedKey !== publicKey) throw new Refused('key_not_the_shops');
    seen.lastHash = lastHash;
    ended = true;
  };
  const read = (bytes: Uint8Array) => {
    if (ended) throw new Refused('goes_on');
    if (!seen.header) return readHeader(bytes);
    const value = parsed(bytes, 'unreadable');
    return typeof value === 'object' && value !== null && 'signature' in value
      ? readFooter(value, seen.header)
      : readEntry(value, bytes, seen.header);
  };
  const verdict = () => ({ ...seen, keyStated: statedKey !== null });
  try {
    for (const { bytes, whole } of linesOf(pieces)) {
      line += 1;
      if (!whole) throw new Refused(ended ? 'goes_on' : 'cut_off');
      read(bytes);
    }
    if (line === 0) throw new Refused('empty');
    if (!ended) throw new Refused('cut_off');
    return { ...verdict(), ok: true };
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    const seq = seen.header && !ended ? seen.header.fromSeq + seen.entries : null;
    return { ...verdict(), ok: false, fault: cause.fault, line, seq };
  }
}

/** Only in the one form in which it is written: two texts of one value would be two files that both are right. */
function parsed(bytes: Uint8Array, fault: JournalFileFault): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && canonicalJson(value) === text) return value;
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
  }
  throw new Refused(fault);
}

const NEWLINE = 0x0a;
/** The largest entries are parts of imports: 200 articles. */
const LONGEST_LINE = 64 * 1024 * 1024;

function* linesOf(pieces: Iterable<Uint8Array>): Generator<{ bytes: Uint8Array; whole: boolean }> {
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  for (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, from)) {
      const end = piece.subarray(from, at);
      yield { bytes: restBytes === 0 ? end : Buffer.concat([...rest, end]), whole: true };
      rest = [];
      restBytes = 0;
      from = at + 1;
    }
    if (from < piece.length) {
      // A copy: whoever reads may use the piece again.
      rest.push(Buffer.from(piece.subarray(from)));
      restBytes += piece.length - from;
    }
    if (restBytes > LONGEST_LINE) break;
  }
  if (restBytes > 0) yield { bytes: Buffer.concat(rest), whole: false };
}
