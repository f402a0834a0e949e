// The words of tables of figures by language. Those of shifts are in shift-words.ts.
import type { Language } from './state.ts';
import { en } from './table-words/en.ts';
import { ko } from './table-words/ko.ts';

export type TableWords = typeof en;

export const TABLE_WORDS: Record<Language, TableWords> = { en, ko };
