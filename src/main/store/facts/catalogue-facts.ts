// What the shop sells.
import { z } from 'zod';
import { int, names } from './fact-parts.ts';

const article = z.object({
  id: z.string(),
  names,
  categoryId: z.string(),
  priceMinor: int,
  taxClassId: z.string(),
  barcodes: z.array(z.string()),
  position: int,
});
const category = z.object({ id: z.string(), names, colour: z.enum(['clay', 'sand', 'moss', 'sea', 'dusk', 'rose', 'stone']), position: int });

export const CATALOGUE_FACTS = {
  categories_put: z.object({ categories: z.array(category) }),
  articles_put: z.object({ articles: z.array(article) }),
} as const;
