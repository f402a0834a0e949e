// CODE128 (ISO/IEC 15417): a text as bars, as narrow as it can be. Pure: printers, screens and pages draw the same bars, or are told
// in their own language how the text is divided into code sets.

/** Characters one after the other in one code set: `B` has the letters, `C` two figures in one symbol character. */
export interface Code128Run {
  set: 'B' | 'C';
  text: string;
}

/** The symbol characters' values beside those of texts (ISO/IEC 15417, table 1). */
const VALUES = { toC: 99, toB: 100, startB: 104, startC: 105 } as const;
const CHECK_MODULUS = 103;
/** Modules of a symbol character, and of the stop character with its last bar. */
const CHARACTER_MODULES = 11;
const STOP_MODULES = 13;
/** Blank on either side, in modules. */
export const CODE128_QUIET_MODULES = 10;

/** Bars and spaces in turns, in modules: each value's six, from 0 (table 1). */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231' +
  '213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311' +
  '112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111' +
  '111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212' +
  '124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214' +
  '211232';
const STOP_WIDTHS = '2331112';

/** Whether a text can be a barcode at all: ASCII that is printed. */
export function isCode128Text(text: string): boolean {
  return /^[ -~]{1,80}$/.test(text);
}

/** The text in the fewest symbol characters. It has to be one that CODE128 can say. */
export function code128Runs(text: string): Code128Run[] {
  if (!isCode128Text(text)) throw new Error('not a text for CODE128');
  // From the end: how many symbol characters the rest takes in each set, and whether it is better to change the set here.
  const after = text.length;
  const cost = { B: new Array<number>(after + 1).fill(0), C: new Array<number>(after + 1).fill(0) };
  const stay = { B: new Array<number>(after).fill(0), C: new Array<number>(after).fill(0) };
  for (let at = after - 1; at >= 0; at -= 1) {
    stay.B[at] = 1 + (cost.B[at + 1] ?? 0);
    stay.C[at] = twoFigures(text, at) ? 1 + (cost.C[at + 2] ?? 0) : Number.POSITIVE_INFINITY;
    cost.B[at] = Math.min(stay.B[at] ?? 0, 1 + (stay.C[at] ?? 0));
    cost.C[at] = Math.min(stay.C[at] ?? 0, 1 + (stay.B[at] ?? 0));
  }
  const runs: Code128Run[] = [];
  let set: Code128Run['set'] = (stay.C[0] ?? 0) < (stay.B[0] ?? 0) ? 'C' : 'B';
  for (let at = 0; at < after; ) {
    const other = set === 'B' ? 'C' : 'B';
    if (at > 0 && 1 + (stay[other][at] ?? 0) < (stay[set][at] ?? 0)) set = other;
    const step = set === 'C' ? 2 : 1;
    const piece = text.slice(at, at + step);
    const last = runs.at(-1);
    if (last?.set === set) last.text += piece;
    else runs.push({ set, text: piece });
    at += step;
  }
  return runs;
}

function twoFigures(text: string, at: number): boolean {
  return /^\d\d$/.test(text.slice(at, at + 2));
}

/** The value of each symbol character of a run. */
export function valuesOfRun({ set, text }: Code128Run): number[] {
  return set === 'B' ? Array.from(text, (character) => character.charCodeAt(0) - 0x20) : (text.match(/\d\d/g) ?? []).map(Number);
}

/** How wide the bars are together, in modules, without the quiet zones. */
export function code128Modules(runs: readonly Code128Run[]): number {
  // A start or a change of set before each run, and the check character behind all.
  const characters = runs.reduce((sum, run) => sum + 1 + valuesOfRun(run).length, 1);
  return characters * CHARACTER_MODULES + STOP_MODULES;
}

/** Bars and spaces in turns, the first of them a bar, in modules. */
export function code128Widths(text: string): number[] {
  const values = code128Runs(text).flatMap((run, place) => [
    place === 0 ? (run.set === 'B' ? VALUES.startB : VALUES.startC) : run.set === 'B' ? VALUES.toB : VALUES.toC,
    ...valuesOfRun(run),
  ]);
  const check = values.reduce((sum, value, place) => sum + value * Math.max(1, place), 0) % CHECK_MODULUS;
  return [...[...values, check].map((value) => WIDTHS.slice(value * 6, value * 6 + 6)).join(''), ...STOP_WIDTHS].map(Number);
}

/** The bars as an SVG path, one high, in modules, with the blank on both sides: `width` is all of it. */
export function code128Path(text: string): { path: string; width: number } {
  let path = '';
  let x = CODE128_QUIET_MODULES;
  for (const [place, modules] of code128Widths(text).entries()) {
    if (place % 2 === 0) path += `M${x} 0h${modules}v1h-${modules}z`;
    x += modules;
  }
  return { path, width: x + CODE128_QUIET_MODULES };
}
