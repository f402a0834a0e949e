// Of whom a second factor is asked, and who has one. What it is made of is sealed elsewhere, by its enrolment.
import type { Database } from 'better-sqlite3';
import type { FactBody } from './facts.ts';

export interface StoredSecondFactor {
  asked: boolean;
  /** Null where there is none. */
  enrolmentId: string | null;
  recoveryLeft: number;
}

export interface SecondFactorStore {
  of(staffId: string): StoredSecondFactor;
}

export function createSecondFactorStore(db: Database): SecondFactorStore {
  const find = db.prepare<[string], { asked: number; enrolment_id: string | null; recovery_left: number }>(
    'SELECT asked, enrolment_id, recovery_left FROM second_factor WHERE staff_id = ?',
  );
  return {
    of(staffId) {
      const row = find.get(staffId);
      return { asked: row?.asked === 1, enrolmentId: row?.enrolment_id ?? null, recoveryLeft: row?.recovery_left ?? 0 };
    },
  };
}

export function createSecondFactorWriter(db: Database) {
  const ask = db.prepare('INSERT INTO second_factor (staff_id, asked) VALUES (?, ?) ON CONFLICT (staff_id) DO UPDATE SET asked = excluded.asked');
  const set = db.prepare(
    `INSERT INTO second_factor (staff_id, asked, enrolment_id, recovery_left) VALUES (?, 0, ?, ?)
     ON CONFLICT (staff_id) DO UPDATE SET enrolment_id = excluded.enrolment_id, recovery_left = excluded.recovery_left`,
  );
  const useRecovery = db.prepare('UPDATE second_factor SET recovery_left = ? WHERE staff_id = ?');
  return {
    ask: ({ staffId, asked }: FactBody<'second_factor_asked'>) => void ask.run(staffId, asked ? 1 : 0),
    set: ({ staffId, enrolmentId, recoveryCodes }: FactBody<'second_factor_set'>) => void set.run(staffId, enrolmentId, recoveryCodes),
    remove: ({ staffId }: FactBody<'second_factor_removed'>) => void set.run(staffId, null, 0),
    withdrawRecovery: ({ staffId }: FactBody<'recovery_codes_withdrawn'>) => void useRecovery.run(0, staffId),
    useRecovery: ({ staffId, left }: FactBody<'recovery_code_used'>) => void useRecovery.run(left, staffId),
  };
}
