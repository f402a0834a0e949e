// New PINs after a restore: PINs are not in the journal, so they can be lost, and then nobody could sign in.

import { TERMINAL_ID } from '../founding.ts';
import type { Log } from '../log.ts';
import { openTillDatabase } from '../store/database.ts';
import { createJournal } from '../store/journal.ts';
import { createProjection } from '../store/projection.ts';
import { createStaffStore } from '../store/staff-store.ts';
import { hashPin, isSimplePin } from './pins.ts';

export interface NewPin {
  name: string;
  pin: string;
}

/** Gives a PIN to everyone of the shop at `path` who may sign in and has none. `randomInt` gives a number below its argument. */
export async function replaceLostPins(
  path: string,
  { nowMs, randomInt, log }: { nowMs: () => number; randomInt: (below: number) => number; log: Log },
): Promise<NewPin[]> {
  const database = openTillDatabase(path, { nowMs, log });
  try {
    const store = createStaffStore(database.facts);
    const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, nowMs, log });
    const given: NewPin[] = [];
    for (const { id, name } of store.active().filter((person) => !store.pin(person.id))) {
      const pin = newPin(randomInt);
      const pinHash = await hashPin(pin);
      journal.transact((append) => {
        // What was sealed under the lost one stays for the node to be told of it; opening it is refused in words.
        append('pin_set', { staffId: id, name, spending: 'none' }, null);
        store.setPin(id, pinHash, pin.length);
      });
      given.push({ name, pin });
    }
    return given;
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
