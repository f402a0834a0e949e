// Everything that happens in a shop, by how often it does.
import type { Random } from '../crash/random.ts';
import type { Floor } from './floor.ts';
import { GOING_BACK } from './going-back.ts';
import { OFFICE } from './office.ts';
import { OPEN_SALES } from './open-sales.ts';
import { PAYING } from './paying.ts';
import { PEOPLE } from './people.ts';

export type Action = readonly [name: string, weight: number, act: (floor: Floor) => Promise<void>];

export const DAYS_WORK: readonly Action[] = [...PAYING, ...OPEN_SALES, ...GOING_BACK, ...OFFICE, ...PEOPLE];

export function chosen(actions: readonly Action[], random: Random): Action {
  let left = random.next() * actions.reduce((sum, [, weight]) => sum + weight, 0);
  for (const action of actions) {
    left -= action[1];
    if (left <= 0) return action;
  }
  throw new Error('nothing to do');
}
