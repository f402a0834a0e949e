import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { openTillDatabase } from '../store/database.ts';
import { createJournal } from '../store/journal.ts';
import { createProjection } from '../store/projection.ts';
import { createSecondFactorStore } from '../store/second-factor-store.ts';
import { createSecretStore } from '../store/secret-store.ts';
import { createStaffStore } from '../store/staff-store.ts';
import { verifyShop } from '../store/verify.ts';
import { replaceLostPins, withdrawRecoveryCodes } from './lost-pins.ts';

const nowMs = () => 1_000;
const log = createLog(() => undefined, nowMs);
let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-pins-'));
  path = join(dir, 'own', 'till.sqlite');
  const database = openTillDatabase(path, { nowMs, log });
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs, log });
  journal.transact((append) => {
    append('staff_put', { id: 'kim', name: 'Kim', role: 'manager', active: true }, null);
    append('staff_put', { id: 'lee', name: 'Lee', role: 'cashier', active: true }, null);
    append('staff_put', { id: 'gone', name: 'Gone', role: 'cashier', active: false }, null);
    createStaffStore(database.facts).setPin('lee', 'hash of lee', 4);
  });
  database.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('after a restore', () => {
  it('those whose PIN is lost get a new one that is not simple, and the others keep theirs', async () => {
    const numbers = [111_111, 123_456, 4_711];
    const given = await replaceLostPins(path, { nowMs, log, randomInt: () => numbers.shift() ?? 0 });
    expect(given).toEqual([{ name: 'Kim', pin: '004711' }]);

    const database = openTillDatabase(path, { nowMs, log });
    const store = createStaffStore(database.facts);
    expect(await verify(store.pin('kim')?.pinHash ?? '', '004711')).toBe(true);
    expect(store.pin('lee')?.pinHash).toBe('hash of lee');
    expect(store.pin('gone')).toBeUndefined();
    expect(database.facts.prepare("SELECT body FROM journal WHERE kind = 'pin_set'").pluck().all()).toEqual([
      '{"name":"Kim","spending":"none","staffId":"kim"}',
    ]);
    database.close();
    expect(verifyShop(path).journal.ok).toBe(true);
  });

  it('who has forgotten theirs gets a new one by name, and no code of a lost phone is asked for with it', async () => {
    const database = openTillDatabase(path, { nowMs, log });
    const journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs, log });
    const enrolled = (staffId: string, name: string) =>
      journal.transact((append) => {
        append('second_factor_set', { staffId, name, enrolmentId: `of ${staffId}`, recoveryCodes: 10 }, staffId);
        createSecretStore(database.facts).put(`second_factor.of ${staffId}`, Buffer.from('sealed'));
      });
    createStaffStore(database.facts).setPin('kim', 'hash of kim', 6);
    enrolled('lee', 'Lee');
    enrolled('kim', 'Kim');
    database.close();
    expect(await replaceLostPins(path, { nowMs, log, randomInt: () => 4_711, forgotten: 'Lee' })).toEqual([{ name: 'Lee', pin: '004711' }]);

    const after = openTillDatabase(path, { nowMs, log });
    const factors = createSecondFactorStore(after.facts);
    expect([factors.of('lee').enrolmentId, factors.of('kim').enrolmentId]).toEqual([null, 'of kim']);
    // As after a restore without what is sealed.
    createSecretStore(after.facts).remove('second_factor.of kim');
    after.close();
    expect(await replaceLostPins(path, { nowMs, log, randomInt: () => 4_712 })).toEqual([]);
    const last = openTillDatabase(path, { nowMs, log });
    expect(createSecondFactorStore(last.facts).of('kim').enrolmentId).toBeNull();
    last.close();
    expect(verifyShop(path).journal.ok).toBe(true);
  });

  it('no recovery code counts any more, since used ones may have come back, and it is said whose', () => {
    const database = openTillDatabase(path, { nowMs, log });
    const journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs, log });
    journal.transact((append) => append('second_factor_set', { staffId: 'kim', name: 'Kim', enrolmentId: 'of kim', recoveryCodes: 10 }, 'kim'));
    database.close();
    expect(withdrawRecoveryCodes(path, { nowMs, log })).toEqual(['Kim']);
    expect(withdrawRecoveryCodes(path, { nowMs, log })).toEqual([]);
    const after = openTillDatabase(path, { nowMs, log });
    expect(createSecondFactorStore(after.facts).of('kim')).toMatchObject({ enrolmentId: 'of kim', recoveryLeft: 0 });
    after.close();
    expect(verifyShop(path).journal.ok).toBe(true);
  });

  it('nothing is done where no PIN is lost', async () => {
    const numbers = [4_711];
    await replaceLostPins(path, { nowMs, log, randomInt: () => numbers.shift() ?? 0 });
    expect(await replaceLostPins(path, { nowMs, log, randomInt: () => 4_712 })).toEqual([]);
  });
});
