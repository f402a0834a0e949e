// Makes the golden pictures of papers anew (tests/devices/pictures): `npm run pictures`. Look at each before it is committed.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PAPERS, PICTURES, printPaper } from '../tests/devices/papers.ts';

fs.rmSync(PICTURES, { recursive: true, force: true });
fs.mkdirSync(PICTURES);
for (const name of Object.keys(PAPERS)) {
  const file = new URL(`${name}.png`, PICTURES);
  fs.writeFileSync(file, (await printPaper(name)).png);
  console.log(fileURLToPath(file));
}
