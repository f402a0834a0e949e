// Thousands of papers through a spooler, a driver and a printer on whose line everything goes wrong at any byte: each ends
// confirmed and once on paper, or is shown to a person. COUNT and SEED say how many and which; `npm run soak -- printing`.
import { expect, test } from 'vitest';
import { runPrintLane } from './print-lane.ts';

const COUNT = Number(process.env.COUNT ?? 300);
const SEED = Number(process.env.SEED ?? 1);
/** Printers side by side: they mostly wait. */
const LANES = 10;

test(`of ${COUNT} papers with seed ${SEED} none is lost, and none comes twice by itself`, { timeout: 10_000 + COUNT * 2000 }, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, lane) => runPrintLane(lane, Math.ceil(COUNT / LANES), SEED)));
  const all = lanes.flatMap(({ witnesses }) => [...witnesses]);
  for (const [serial, { whole, torn, askedAgain, shown, confirmed }] of all) {
    expect(whole, `${serial} is on paper once`).toBe(1);
    expect(whole + torn, `${serial} was sent only as often as somebody asked`).toBeLessThanOrEqual(1 + askedAgain);
    expect(confirmed || shown > 0, `${serial} was vouched for by the printer or by a person`).toBe(true);
  }
  expect(all.length).toBeGreaterThanOrEqual(COUNT);
  for (const { kicks, witnesses } of lanes) expect(kicks).toBeLessThanOrEqual(witnesses.size);

  const of = (fits: (witness: (typeof all)[number][1]) => boolean) => all.filter(([, witness]) => fits(witness)).length;
  const troubles: Record<string, number> = {};
  for (const lane of lanes) for (const [name, times] of Object.entries(lane.troubles)) troubles[name] = (troubles[name] ?? 0) + times;
  console.log(
    `${all.length} papers: ${of(({ shown }) => shown === 0)} confirmed by the printer, ${of(({ shown }) => shown > 0)} shown to a person, ` +
      `of which ${of(({ askedAgain }) => askedAgain > 0)} were asked for again. Troubles: ${JSON.stringify(troubles)}`,
  );
  // What never happens is not shown by it.
  for (const name of ['cut', 'stall', 'mute', 'reset_in_job', 'paper_out', 'till_killed']) expect(troubles[name] ?? 0, name).toBeGreaterThan(0);
});
