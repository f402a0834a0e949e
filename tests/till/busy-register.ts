// A register at which everything happens that can, one thing after another as a seed has it: the day's work of the simulated year
// (tests/simulation), for tests that want a journal with all in it.

import type { Random } from '../crash/random.ts';
import { chosen, DAYS_WORK } from '../simulation/actions.ts';
import { EMPTY_POCKETS, openFloor } from '../simulation/floor.ts';
import { Sums } from '../simulation/sums.ts';
import type { TestTill } from './open-test-till.ts';

let ids = 0;
export const newId = () => `made-${++ids}`;

/** Every call may be refused, as a person's would. */
export async function openRegister(till: TestTill, random: Random) {
  const floor = await openFloor(till, [], { random, pockets: structuredClone(EMPTY_POCKETS), done: new Sums() });
  return {
    manager: floor.manager,
    async act() {
      await chosen(DAYS_WORK, random)[2](floor);
      await floor.settled();
    },
  };
}
