// `npm run journal -- verify FILE` and `-- export FILE`: a journal as a file of signed lines. Verifying needs nothing but the file; an
// export reads a shop's data beside the till that has it open. Exit code 0 when all is well, 1 when not, 2 when it was not understood.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { writeJournal } from '../src/main/accounting/journal-file.ts';
import { keptSigningKey, signed } from '../src/main/accounting/signing-key.ts';
import { type JournalFileFault, type JournalFileVerdict, verifyJournalFile } from '../src/main/accounting/verify-journal-file.ts';
import { createWholeFile } from '../src/main/accounting/whole-file.ts';
import { databasePath, defaultDataDir, keyFilePath, SHOPS, type Shop } from '../src/main/data-dir.ts';
import { createLog } from '../src/main/log.ts';
import { createKeyFileMaster } from '../src/main/secrets/key-file.ts';
import { openSecrets } from '../src/main/secrets/secrets.ts';
import { openExportStore } from '../src/main/store/export-store.ts';
import { createSecretStore } from '../src/main/store/secret-store.ts';
import { createSigningKeyStore } from '../src/main/store/signing-key-store.ts';
import { fingerprintOf } from '../src/shared/accounting.ts';
import { helpText, readOptions } from './options.mjs';
import { complain, count, momentOf, say, showProgress } from './shop-tools.ts';

const PIECE_BYTES = 1024 * 1024;
const HEX = { problem: (value: string) => (/^[0-9a-f]{64}$/.test(value) ? undefined : 'it has 64 hexadecimal digits') };

const VERIFY = {
  usage: 'npm run journal -- verify FILE [options]',
  about: 'Proves that no byte of a file of the journal was changed: its chain, its numbers, its signature.',
  options: {
    key: { value: 'KEY', words: 'The key that it must be signed with, as the Exports page shows it (without spaces).', ...HEX },
    after: { value: 'HASH', words: 'The last hash of the file before, which this one must follow.', ...HEX },
  },
};
const EXPORT = {
  usage: 'npm run journal -- export FILE [options]',
  about: 'Writes the whole journal of a shop as signed lines, also while the till is selling.',
  options: {
    data: { value: 'DIR', words: `The folder with the till's data; ${defaultDataDir()} without it.` },
    shop: { value: 'own|practice', words: 'Which of its shops; your own without it, where there is one.', oneOf: [...SHOPS] },
  },
};

/** In one line each: what it means to whoever was given the file. */
const FAULTS: Record<JournalFileFault, string> = {
  empty: 'the file is empty',
  no_header: 'it does not begin as a file of the journal does, or its first line was changed',
  unreadable: 'this line is not as it was written',
  gap: 'the entry that should be here is missing, or lines were moved',
  unlinked: 'this entry does not follow the one before it: one of the two was changed',
  cut_off: 'its end is missing: the file was not written, or not copied, to its end',
  count_wrong: 'the last line counts other entries than there are',
  header_changed: 'the first line was changed',
  last_changed: 'the last entry was changed',
  signature_wrong: 'the signature is not that of its key: the last line was changed, or somebody else signed it',
  goes_on: 'something stands after its last line',
  key_not_the_shops: 'it is signed with another key than the journal in it names: it is not from this till',
  key_not_expected: 'it is signed with another key than the one you gave',
  not_the_start: 'it says that it begins the journal, and names an entry before it (or the other way round)',
  not_after_expected: 'it does not follow the file that you named: something between them is missing',
};

/** Reads the command's file and options; null where it has said by itself what there was to say. */
function understood<T extends typeof VERIFY | typeof EXPORT>(
  command: T,
  argv: readonly string[],
): { file: string; values: Record<string, string> } | null {
  const [file, ...rest] = argv;
  const reading = file === undefined || file.startsWith('-') ? readOptions(command, argv) : readOptions(command, rest);
  if (reading.kind === 'help') say(helpText(command));
  else if (reading.kind === 'wrong' || file === undefined || file.startsWith('-')) {
    complain(`${reading.kind === 'wrong' ? reading.problem : 'Name a FILE.'}\n\n${helpText(command)}`);
    process.exitCode = 2;
  } else return { file, values: reading.values };
  return null;
}

export function verifyFile(argv: readonly string[]): void {
  const asked = understood(VERIFY, argv);
  if (!asked) return;
  const { file, values } = asked;
  let verdict: JournalFileVerdict;
  try {
    verdict = verifyJournalFile(piecesOf(file), { key: values.key ?? null, after: values.after ?? null }, showProgress);
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    complain(`${file} cannot be read: ${cause.message}`);
    process.exitCode = 1;
    return;
  }
  tell(file, verdict);
  if (!verdict.ok) process.exitCode = 1;
}

function tell(file: string, verdict: JournalFileVerdict): void {
  const { header, entries, completedSales, lastAtMs, lastHash, keyStated } = verdict;
  say(file);
  if (header) {
    const { shop, terminalId, practice, fromSeq, toSeq, publicKey } = header;
    say(`  shop     ${shop}, terminal ${terminalId}${practice ? ' (practice: no real money)' : ''}`);
    say(`  entries  ${fromSeq} to ${toSeq}${fromSeq === 1 ? ', from the first one on' : ''}`);
    say(`  key      ${fingerprintOf(publicKey)}`);
  }
  if (verdict.ok) {
    const last = lastAtMs === null ? '' : `, the last of ${momentOf(lastAtMs)}`;
    say(`  journal  ${count(entries, 'entry', 'entries')} with ${count(completedSales, 'completed sale', 'completed sales')}${last}: unbroken`);
    say(`  hash     ${lastHash}`);
    say(`  signed   ${keyStated ? 'with the key that the journal names' : 'with this key; no entry of this part names one'}`);
    say('  All is well, if the key is the one that the shop gave you.');
  } else {
    const where = verdict.seq === null ? `line ${verdict.line}` : `line ${verdict.line}, at entry ${verdict.seq}`;
    say(`  REFUSED  ${where}: ${FAULTS[verdict.fault]}. Good before it: ${count(entries, 'entry', 'entries')}.`);
    say('  Do not rely on this file. Ask the shop for it again.');
  }
}

function* piecesOf(file: string): Generator<Uint8Array> {
  const opened = fs.openSync(file, 'r');
  try {
    const piece = Buffer.alloc(PIECE_BYTES);
    for (let bytes = fs.readSync(opened, piece); bytes > 0; bytes = fs.readSync(opened, piece)) yield piece.subarray(0, bytes);
  } finally {
    fs.closeSync(opened);
  }
}

export async function exportFile(argv: readonly string[]): Promise<void> {
  const asked = understood(EXPORT, argv);
  if (!asked) return;
  const dataDir = path.resolve(asked.values.data ?? defaultDataDir());
  const shop = (asked.values.shop as Shop | undefined) ?? (fs.existsSync(databasePath(dataDir, 'own')) ? 'own' : 'practice');
  const from = databasePath(dataDir, shop);
  if (!fs.existsSync(from)) {
    complain(`There is no till's data in ${dataDir}. Name the folder with --data.`);
    process.exitCode = 1;
    return;
  }
  const key = await keyOf(from, dataDir);
  if (typeof key === 'string') {
    complain(`${key}\nNothing was written. Save the journal on the till's Exports page instead.`);
    process.exitCode = 1;
    return;
  }
  const store = openExportStore(from);
  const file = createWholeFile(path.resolve(asked.file));
  try {
    const settings = store.settingsHistory().at(-1)?.settings;
    if (!settings) throw new Error('a journal without a shop');
    const { name, terminalId, practice } = settings;
    const header = {
      format: 'flash-till-journal',
      formatVersion: 1,
      shop: name,
      terminalId,
      practice,
      fromSeq: 1,
      toSeq: store.lastSeq(),
      previousHash: store.hashAt(0),
      publicKey: key.publicKey,
      madeAtMs: Date.now(),
    } as const;
    writeJournal(file.write, store, header, (text) => signed(text, key.secret), showProgress);
    const { bytes, sha256 } = file.publish();
    say(`${asked.file}: ${count(header.toSeq, 'entry', 'entries')}, ${bytes.toLocaleString('en')} bytes, SHA-256 ${sha256}`);
    say(`Signed with ${fingerprintOf(key.publicKey)}`);
  } finally {
    file.discard();
    store.close();
  }
}

/** The key as the till has sealed it, or why it is not to be had here. */
async function keyOf(from: string, dataDir: string): Promise<{ publicKey: string; secret: Buffer } | string> {
  const db = new Database(from, { readonly: true, fileMustExist: true });
  try {
    const store = createSecretStore(db);
    const master = createKeyFileMaster({ path: keyFilePath(dataDir), randomBytes });
    if (store.root()?.master !== master.kind)
      return 'The till keeps its signing key with a passphrase or in the keychain of this computer, where this command does not reach.';
    const log = createLog((line) => process.stderr.write(line), Date.now);
    const secrets = await openSecrets({ store, masters: [master], expendable: false, randomBytes, log });
    if (secrets.trouble !== null) return 'The key file that opens the signing key is not there, or is not the one of this till.';
    return keptSigningKey(secrets, createSigningKeyStore(db)) ?? 'No file of this journal has been signed yet, so there is no key.';
  } finally {
    db.close();
  }
}
