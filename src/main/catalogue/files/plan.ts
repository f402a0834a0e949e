// The plan of an import on disk: the parts in which it is written, each a file, and the rows that were rejected.
import { join } from 'node:path';
import { z } from 'zod';
import { CATALOGUE_FACTS } from '../../store/facts/catalogue-facts.ts';

/** So many that a part is written within a few milliseconds: between two of them the till answers the counter. */
export const ARTICLES_A_PART = 200;

export const importPartSchema = CATALOGUE_FACTS.import_written.pick({ articles: true, categories: true });
export type ImportPart = z.infer<typeof importPartSchema>;

export const REJECTED_FILE = 'rejected.jsonl';
export const partPath = (planDir: string, part: number) => join(planDir, `part-${part}.json`);

export const rejectedLineSchema = z.object({
  row: z.int(),
  fault: z.string(),
  field: z.string().nullable(),
  found: z.string(),
  cells: z.array(z.string()),
});
