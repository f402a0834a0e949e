// Writes docs/rights.md: who may call what.
import { writeFileSync } from 'node:fs';
import { rightsPage } from './rights-table.ts';

writeFileSync(new URL('../docs/rights.md', import.meta.url), rightsPage());
