// CODE128 as a printer's firmware makes it: from the data of its command to black and white modules. Written from the symbology's
// table and the makers' command references, apart from the encoder of ../../shared, so that the two check each other.

/** Eleven modules a value, black is 1, from 0 to 105: three hexadecimal digits each. */
const PATTERNS =
  '6cc66c66649848c44c4c84c446464864462459c4dc4ce5cc4ec4e667265c64e6e467476e74c72c7267647347326d86c6636518458446588468462688628622' +
  '5b858e46e5d85c647677668e62e6e86e26ee75874671676876271a77a64278a53050c4b048642c4265905844d04c24344326126507ba61447a53c4bc49e5e4' +
  '4f44f27a47947926de6f67b657851e45e5e85e27a87a25de5ee75e7ae68469069c';
const STOP = '1100011101011';
const MODULES = 11;
const CHANGE_TO: Record<string, number> = { A: 101, B: 100, C: 99 };
const START_IN: Record<string, number> = { A: 103, B: 104, C: 105 };
const FNC: Record<string, number> = { 1: 102, 2: 97, 3: 96 };

export interface Marks {
  /** What is written under them. */
  text: string;
  /** Black modules are true. */
  modules: boolean[];
}

/** GS k 73: `{A`, `{B` and `{C` change the set, `{1` to `{3` are functions, `{{` is itself. Null for what a printer does not print. */
export function epsonMarks(data: Uint8Array): Marks | null {
  const values: number[] = [];
  let set = '';
  let text = '';
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    if (byte === 0x7b) {
      at += 1;
      const named = String.fromCharCode(data[at] ?? 0);
      const change = (values.length === 0 ? START_IN : CHANGE_TO)[named];
      if (change !== undefined) {
        values.push(change);
        set = named;
        continue;
      }
      if (set === '') return null;
      const called = FNC[named];
      if (called !== undefined) values.push(called);
      else if (named === '{' && set === 'B') values.push(0x7b - 0x20);
      else return null;
      text += called === undefined ? named : '';
    } else if (set === 'C' && byte < 100) {
      values.push(byte);
      text += String(byte).padStart(2, '0');
    } else if ((set === 'A' || set === 'B') && byte >= 0x20 && byte < (set === 'A' ? 0x60 : 0x80)) {
      values.push(byte - 0x20);
      text += String.fromCharCode(byte);
    } else {
      return null;
    }
  }
  return values.length < 2 ? null : { text, modules: modulesOf(values) };
}

/** ESC b 6, where no start code is given and no figure or control code comes first: all in set B. %0 is the percent sign, %1 to %3 are functions. */
export function starMarks(data: Uint8Array): Marks | null {
  const said = Buffer.from(data).toString('latin1');
  if (!/^(?:[\x20-\x24\x26-\x7e]|%[0-3])+$/.test(said) || /^\d/.test(said)) return null;
  const pieces = said.match(/%.|[^%]/g) ?? [];
  const values = pieces.map((piece) => FNC[piece.slice(1)] ?? (piece === '%0' ? 5 : piece.charCodeAt(0) - 0x20));
  return { text: pieces.map((piece) => (piece.length === 1 ? piece : piece === '%0' ? '%' : '')).join(''), modules: modulesOf([104, ...values]) };
}

function modulesOf(values: readonly number[]): boolean[] {
  let sum = values[0] ?? 0;
  for (let place = 1; place < values.length; place += 1) sum += place * (values[place] ?? 0);
  const patterns = [...values, sum % 103].map((value) =>
    Number.parseInt(PATTERNS.slice(value * 3, value * 3 + 3), 16)
      .toString(2)
      .padStart(MODULES, '0'),
  );
  return Array.from(patterns.join('') + STOP, (module) => module === '1');
}
