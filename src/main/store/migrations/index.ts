// Every schema change there ever was, oldest first. Forward only: a released migration is never edited, the next one follows it.
import type { Migration } from '../migrate.ts';
import { first } from './001-first.ts';

export const MIGRATIONS: readonly Migration[] = [first];
