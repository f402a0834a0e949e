// New PINs by whoever has the till's files: PINs are not in the journal, so a restore can lose them, and people forget them.
// Otherwise nobody could sign in.
import { TERMINAL_ID } from '../founding.ts';
import type { Log } from '../log.ts';
import { openTillDatabase } from '../store/database.ts';
import { type Append, createJournal } from '../store/journal.ts';
import { createProjection } from '../store/projection.ts';
import { createSecondFactorStore } from '../store/second-factor-store.ts';
import { createSecretStore } from '../store/secret-store.ts';
import { createStaffStore } from '../store/staff-store.ts';
import { hashPin, isSimplePin } from './pins.ts';
import { secretNameOf } from './second-factor.ts';

export interface NewPin {
  name: string;
  pin: string;
}

/**
 * Gives a PIN to everyone of the shop at `path` who may sign in and has none, and to whoever of this name has forgotten theirs; with it
 * their second factor goes. `randomInt` gives a number below its argument.
 */
export async function replaceLostPins(
  path: string,
  { nowMs, randomInt, log, forgotten = null }: { nowMs: () => number; randomInt: (below: number) => number; log: Log; forgotten?: string | null },
): Promise<NewPin[]> {
  const database = openTillDatabase(path, { nowMs, log });
  try {
    const store = createStaffStore(database.facts);
    const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, nowMs, log });
    const secondFactors = createSecondFactorStore(database.facts);
    const secrets = createSecretStore(database.facts);
    /** Whoever has the files lets them in: with a phone that may be lost as well. */
    const takeOff = (append: Append, staffId: string, name: string) => {
      const { enrolmentId } = secondFactors.of(staffId);
      if (enrolmentId === null) return;
      append('second_factor_removed', { staffId, name, enrolmentId, why: 'lost' }, null);
      secrets.remove(secretNameOf(enrolmentId));
    };
    const given: NewPin[] = [];
    // One whose seed did not come back lets nobody in.
    const lost = store.active().filter(({ id }) => {
      const { enrolmentId } = secondFactors.of(id);
      return store.pin(id) && enrolmentId !== null && secrets.get(secretNameOf(enrolmentId)) === undefined;
    });
    if (lost.length > 0) journal.transact((append) => lost.forEach(({ id, name }) => void takeOff(append, id, name)));
    for (const { id, name } of store.active().filter((person) => !store.pin(person.id) || person.name === forgotten)) {
      const pin = newPin(randomInt);
      const pinHash = await hashPin(pin);
      journal.transact((append) => {
        // What was sealed under the lost one stays for the node to be told of it; opening it is refused in words.
        append('pin_set', { staffId: id, name, spending: 'none' }, null);
        store.setPin(id, pinHash, pin.length);
        takeOff(append, id, name);
      });
      given.push({ name, pin });
    }
    return given;
  } finally {
    database.close();
  }
}

/** Of everyone: after a restore nobody knows which were used since. The codes of their apps count as before. Gives whom it concerns. */
export function withdrawRecoveryCodes(path: string, { nowMs, log }: { nowMs: () => number; log: Log }): string[] {
  const database = openTillDatabase(path, { nowMs, log });
  try {
    const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, nowMs, log });
    const secondFactors = createSecondFactorStore(database.facts);
    const concerned = createStaffStore(database.facts)
      .all()
      .flatMap(({ id, name }) => {
        const { enrolmentId, recoveryLeft } = secondFactors.of(id);
        return enrolmentId !== null && recoveryLeft > 0 ? [{ staffId: id, name, enrolmentId }] : [];
      });
    if (concerned.length > 0) journal.transact((append) => concerned.forEach((person) => void append('recovery_codes_withdrawn', person, null)));
    return concerned.map(({ name }) => name);
  } finally {
    database.close();
  }
}

function newPin(randomInt: (below: number) => number): string {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    if (!isSimplePin(pin)) return pin;
  }
}
