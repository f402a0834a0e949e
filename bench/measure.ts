// How a figure and its floor are compared: in turns (A B A B) within one run, so that whatever the machine does meanwhile
// is done to both; and what is told of them.

export interface Spread {
  count: number;
  medianMs: number;
  p99Ms: number;
}

/** What must hold of a figure. All that are given are judged. */
export interface Aim {
  /** Median over the floor's median. */
  ratio?: number;
  medianMs?: number;
  p99Ms?: number;
  /** Median less the floor's median. */
  beyondMs?: number;
}

export interface Figure {
  name: string;
  figure: Spread;
  floorName: string;
  floor: Spread;
  aim: Aim;
}

export type Measured = Omit<Figure, 'name' | 'floorName' | 'aim'>;

/** One measurement, in ms. */
export type Sample = () => number | Promise<number>;

/** How long `work` takes, in ms. */
export function timed(work: () => unknown): number {
  const fromMs = performance.now();
  work();
  return performance.now() - fromMs;
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, medianMs: at(0.5), p99Ms: at(0.99) };
}

/** Takes both in turns, after `warmUp` turns that do not count. */
export async function inTurns({ figure, floor, turns, warmUp }: { figure: Sample; floor: Sample; turns: number; warmUp: number }): Promise<Measured> {
  const figures: number[] = [];
  const floors: number[] = [];
  for (let turn = -warmUp; turn < turns; turn += 1) {
    const ofFigure = await figure();
    const ofFloor = await floor();
    if (turn < 0) continue;
    figures.push(ofFigure);
    floors.push(ofFloor);
  }
  return { figure: spreadOf(figures), floor: spreadOf(floors) };
}

export const ratioOf = ({ figure, floor }: Measured) => figure.medianMs / floor.medianMs;

/** Whether each part of the aim is reached. */
export function reached({ aim, ...measured }: Figure): boolean {
  const { figure, floor } = measured;
  return (
    ratioOf(measured) <= (aim.ratio ?? Number.POSITIVE_INFINITY) &&
    figure.medianMs <= (aim.medianMs ?? Number.POSITIVE_INFINITY) &&
    figure.p99Ms <= (aim.p99Ms ?? Number.POSITIVE_INFINITY) &&
    figure.medianMs - floor.medianMs <= (aim.beyondMs ?? Number.POSITIVE_INFINITY)
  );
}

export function aimWords({ ratio, medianMs, p99Ms, beyondMs }: Aim): string {
  const words = [
    ratio !== undefined && `<= ${ratio}x`,
    medianMs !== undefined && `<= ${medianMs} ms`,
    beyondMs !== undefined && `<= floor + ${beyondMs.toFixed(1)} ms`,
    p99Ms !== undefined && `p99 <= ${p99Ms} ms`,
  ].filter((word) => word !== false);
  return words.join(', ');
}

const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1));

export function tableOf(figures: readonly Figure[]): string {
  const head = ['figure', 'median', 'p99', 'floor', 'floor median', 'floor p99', 'ratio', 'aim', ''];
  const rows = figures.map((one) => [
    one.name,
    ms(one.figure.medianMs),
    ms(one.figure.p99Ms),
    one.floorName,
    ms(one.floor.medianMs),
    ms(one.floor.p99Ms),
    ratioOf(one).toFixed(2),
    aimWords(one.aim),
    aimWords(one.aim) === '' ? '' : reached(one) ? 'reached' : 'MISSED',
  ]);
  const all = [head, head.map((title) => '-'.repeat(title.length)), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`).join('\n');
}
