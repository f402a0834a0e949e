// Whatever is done to a file of the journal is told: a byte changed, a line taken out, put twice or moved, an end cut off, another key.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { openExampleShop } from '../store/example-shop.ts';
import { openExportStore } from '../store/export-store.ts';
import { createJournal } from '../store/journal.ts';
import { createProjection } from '../store/projection.ts';
import { type JournalHeader, writeJournal } from './journal-file.ts';
import { signed } from './signing-key.ts';
import { verifyJournalFile } from './verify-journal-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'journal-'));
const path = join(dir, 'till.sqlite');
const log = createLog(
  () => undefined,
  () => 0,
);
const made = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { secret: der(privateKey), publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex') };
};
const der = (key: KeyObject) => key.export({ format: 'der', type: 'pkcs8' });
const key = made();
const stranger = made();
let last = 0;
let bytes: Buffer;

/** A file of entries `fromSeq` to `toSeq`, signed by `by`. */
function fileOf(fromSeq: number, toSeq: number, by = key, header: Partial<JournalHeader> = {}): Buffer {
  const store = openExportStore(path);
  const pieces: Uint8Array[] = [];
  try {
    const head: JournalHeader = {
      format: 'flash-till-journal',
      formatVersion: 1,
      shop: 'Blitz & Brot',
      terminalId: 'T1',
      practice: false,
      fromSeq,
      toSeq,
      previousHash: store.hashAt(fromSeq - 1),
      publicKey: by.publicKey,
      madeAtMs: 0,
      ...header,
    };
    writeJournal(
      (piece) => pieces.push(Buffer.from(piece)),
      store,
      head,
      (text) => signed(text, by.secret),
      () => undefined,
    );
    return Buffer.concat(pieces);
  } finally {
    store.close();
  }
}

beforeAll(() => {
  const shop = openExampleShop(path);
  shop.sell(6);
  const { facts } = shop.database;
  const journal = createJournal({ database: shop.database, project: createProjection(facts), terminalId: 'T1', nowMs: () => 1, log });
  journal.transact((append) => append('signing_key_made', { publicKey: key.publicKey }, null));
  last = journal.seq;
  shop.database.close();
  bytes = fileOf(1, last);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const faultOf = (file: Uint8Array, expected?: Parameters<typeof verifyJournalFile>[1]) => {
  const verdict = verifyJournalFile([file], expected);
  return verdict.ok ? null : verdict.fault;
};

test('A file as it was written is right, in whatever pieces it is read', () => {
  const verdict = verifyJournalFile([bytes]);
  expect(verdict).toMatchObject({ ok: true, entries: last, completedSales: 6, keyStated: true });
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      expect(verifyJournalFile(at.slice(1).map((end, index) => bytes.subarray(at[index], end)))).toEqual(verdict);
    }),
    { numRuns: 20 },
  );
});

describe('A file is refused', () => {
  test('when any byte of it is another', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ change;
        expect(faultOf(other)).not.toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  test('when any byte of its first or last line is another, whichever', { timeout: 60_000 }, () => {
    const footerAt = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    const headerEnd = bytes.indexOf('\n');
    const places = [...Array(headerEnd + 1).keys(), ...Array.from({ length: bytes.length - footerAt }, (_, index) => footerAt + index)];
    for (const at of places) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 0x20;
      expect(faultOf(other), `byte ${at}`).not.toBeNull();
    }
  });

  const lines = () => bytes.toString().trimEnd().split('\n');
  const joined = (texts: string[]) => Buffer.from(texts.map((text) => `${text}\n`).join(''));

  test('when any line is missing, there twice, or in another place', () => {
    for (const at of lines().keys()) {
      expect(faultOf(joined(lines().toSpliced(at, 1))), `without line ${at + 1}`).not.toBeNull();
      expect(faultOf(joined(lines().toSpliced(at, 0, lines()[at] ?? ''))), `line ${at + 1} twice`).not.toBeNull();
      const [line = ''] = lines().slice(at, at + 1);
      if (at + 1 < lines().length)
        expect(
          faultOf(
            joined(
              lines()
                .toSpliced(at, 1)
                .toSpliced(at + 1, 0, line),
            ),
          ),
          `line ${at + 1} moved`,
        ).not.toBeNull();
    }
  });

  test('when it is cut off anywhere, or goes on', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (end) => {
        expect(faultOf(bytes.subarray(0, end))).toBe(end === 0 ? 'empty' : 'cut_off');
      }),
      { numRuns: 60 },
    );
    expect(faultOf(Buffer.concat([bytes, Buffer.from('x')]))).toBe('goes_on');
    expect(faultOf(Buffer.concat([bytes, bytes]))).toBe('goes_on');
  });

  test('when an entry says something else, and everything after it was hashed anew', () => {
    const [header = '', ...rest] = lines();
    expect(faultOf(joined([header, ...rest.slice(0, -1)]))).toBe('cut_off');
    // A forger has no key of the shop's: they sign with their own, and the journal names another.
    expect(faultOf(fileOf(1, last, stranger))).toBe('key_not_the_shops');
    expect(faultOf(fileOf(1, last, { ...stranger, publicKey: key.publicKey }))).toBe('signature_wrong');
  });

  test('when another key was expected, or another file before it', () => {
    const part = fileOf(3, last);
    const before = verifyJournalFile([fileOf(1, 2)]);
    expect(faultOf(part, { after: before.lastHash, key: key.publicKey })).toBeNull();
    expect(faultOf(part, { after: 'f'.repeat(64), key: null })).toBe('not_after_expected');
    expect(faultOf(fileOf(1, 2, stranger), { after: null, key: key.publicKey })).toBe('key_not_expected');
    // Two entries are missing between them.
    expect(faultOf(fileOf(5, last), { after: before.lastHash, key: null })).toBe('not_after_expected');
  });

  test('when it says of itself what its entries do not', () => {
    expect(faultOf(fileOf(2, last, key, { previousHash: '0'.repeat(64) }))).toBe('not_the_start');
    expect(faultOf(Buffer.from('{"shop":"x"}\n'))).toBe('no_header');
    expect(faultOf(Buffer.from('PK\u0003\u0004'))).toBe('cut_off');
  });
});

test('A part of the journal names no key, and says so', () => {
  expect(verifyJournalFile([fileOf(1, 3)])).toMatchObject({ ok: true, keyStated: false, entries: 3 });
});
