// Golden pictures: what the bytes of a receipt put on paper, pixel for pixel. `npm run pictures` makes them anew; then look at
// each before it is committed.
import fs from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { PAPERS, PICTURES, printPaper } from './papers.ts';

async function pixelsOf(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return { width: image.width, height: image.height, data: context.getImageData(0, 0, image.width, image.height).data };
}

test.each(Object.keys(PAPERS))('%s comes out as it always has', async (name) => {
  const printed = await printPaper(name);
  const golden = await pixelsOf(fs.readFileSync(new URL(`${name}.png`, PICTURES)));
  const now = await pixelsOf(printed.png);
  expect([now.width, now.height]).toEqual([golden.width, golden.height]);
  let different = 0;
  for (let at = 0; at < now.data.length; at += 1) if (now.data[at] !== golden.data[at]) different += 1;
  expect(different, 'bytes of pixels that differ').toBe(0);
  expect(printed.lines.join('\n')).not.toContain('□');
});

test('no picture is kept of a paper that is not printed any more', () => {
  const kept = fs.readdirSync(PICTURES).map((file) => file.replace(/\.png$/, ''));
  expect(kept.sort()).toEqual(Object.keys(PAPERS).sort());
});
