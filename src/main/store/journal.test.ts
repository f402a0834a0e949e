import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { createLog } from '../log.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { createJournal, GENESIS_HASH, hashOf, type Journal } from './journal.ts';
import { createProjection } from './projection.ts';

let dir: string;
let database: TillDatabase;
let journal: Journal;
let logged: string;

const open = () => {
  const log = createLog((line) => {
    logged += line;
  }, Date.now);
  database = openTillDatabase(join(dir, 'till.sqlite'), { nowMs: Date.now, log });
  journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: () => 1_700_000_000_000, log });
};
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'));
  logged = '';
  open();
});
afterEach(() => {
  database.close();
  rmSync(dir, { recursive: true });
});

const rows = () =>
  database.facts.prepare('SELECT * FROM journal ORDER BY seq').all() as { seq: number; body: string; prev_hash: string; hash: string }[];
const addStaff = (id: string) => journal.transact((append) => append('staff_put', { name: 'Minji', id, role: 'cashier', active: true }, null));

describe('the journal', () => {
  test('chains each entry to the one before, over a restart as well', () => {
    addStaff('a');
    addStaff('b');
    database.close();
    open();
    addStaff('c');
    const [first, second, third] = rows();
    expect([first?.seq, second?.seq, third?.seq]).toEqual([1, 2, 3]);
    expect([first?.prev_hash, second?.prev_hash, third?.prev_hash]).toEqual([GENESIS_HASH, first?.hash, second?.hash]);
    expect(journal.seq).toBe(3);
  });

  test('hashes the canonical form: the order in which a body was written does not matter', () => {
    addStaff('a');
    const [row] = rows();
    expect(row?.body).toBe('{"active":true,"id":"a","name":"Minji","role":"cashier"}');
    const fields = {
      seq: 1,
      atMs: 1_700_000_000_000,
      terminalId: 'T1',
      staffId: null,
      kind: 'staff_put',
      version: 1,
      bodyText: row?.body ?? '',
      prevHash: GENESIS_HASH,
    };
    expect(row?.hash).toBe(hashOf(fields));
    for (const [name, other] of Object.entries({
      seq: 2,
      atMs: 1,
      terminalId: 'T2',
      staffId: 'x',
      kind: 'pin_set',
      version: 2,
      bodyText: '{}',
      prevHash: 'f'.repeat(64),
    })) {
      expect(hashOf({ ...fields, [name]: other }), name).not.toBe(row?.hash);
    }
  });

  test('is never changed, deleted from or replaced in', () => {
    addStaff('a');
    for (const sql of [
      "UPDATE journal SET kind = 'x'",
      'DELETE FROM journal',
      "INSERT OR REPLACE INTO journal VALUES (1, 0, 'T1', NULL, 'x', 1, '{}', '', '')",
    ]) {
      expect(() => database.facts.exec(sql), sql).toThrow('the journal is never changed');
    }
    expect(rows()).toHaveLength(1);
  });

  test('a rule that is broken in the middle leaves nothing, neither entries nor rows, and the next entry follows on', () => {
    addStaff('a');
    expect(() =>
      journal.transact((append) => {
        append('staff_put', { id: 'b', name: 'B', role: 'cashier', active: true }, null);
        throw new TillError('SALE_CHANGED');
      }),
    ).toThrow('SALE_CHANGED');
    addStaff('c');
    expect(rows().map(({ seq }) => seq)).toEqual([1, 2]);
    expect(database.facts.prepare('SELECT id FROM staff ORDER BY id').pluck().all()).toEqual(['a', 'c']);
  });

  test('announces after the commit, all entries of it, and a listener that fails harms nobody', () => {
    const heard: string[][] = [];
    journal.onCommitted(() => {
      throw new Error('a listener of ours');
    });
    journal.onCommitted((entries) => {
      expect(database.facts.inTransaction).toBe(false);
      heard.push(entries.map(({ kind }) => kind));
    });
    journal.transact((append) => {
      append('pin_set', { staffId: 'a', name: 'A', spending: 'none' }, null);
      append('signed_in', { screen: 'cashier' }, 'a');
    });
    expect(heard).toEqual([['pin_set', 'signed_in']]);
    expect(logged).toContain('a listener of ours');
  });
});
