// What is to be lived through, and what passes between the process that lives the days and the one that counts them again.
import { join } from 'node:path';
import type { SampleId } from '../../src/main/catalogue/samples.ts';
import type { Evening } from './evening.ts';
import type { Pockets } from './floor.ts';

export interface Plan {
  dataDir: string;
  sample: SampleId;
  seed: number;
  firstDay: string;
  days: number;
  actionsADay: number;
}

/** What is to be known after a kill, and what has been done so far. */
export interface Notes {
  day: number;
  action: number;
  zsOfDay: number[];
  pockets: Pockets;
  done: [string, number][];
}
export type Message = { kind: 'evening'; evening: Evening; done: [string, number][] };

export const notesPath = (dataDir: string) => join(dataDir, 'notes.json');
/** Sales that were shown as paid while the process was about to be killed, one id a line. */
export const witnessPath = (dataDir: string) => join(dataDir, 'witness');
