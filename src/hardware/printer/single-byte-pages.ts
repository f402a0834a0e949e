// The code pages of one byte a character: which characters each has, by what name models know it, and the number that ESC t
// selects it by. Written from left to right only: what is shaped or joined (Arabic, Hebrew, Thai) is printed as a picture.
import iconv from 'iconv-lite';

/** Epson's numbers (ESC t in the command reference), which most makers follow, of the pages that a shop can name. */
const EPSON_PAGES = {
  pc858: 19,
  pc852: 18,
  pc866: 17,
  wpc1252: 16,
} as const;

/** How the database of profiles calls a page, and how iconv-lite does. The first that has a character is taken. */
const ENCODINGS: Readonly<Record<string, string>> = {
  pc858: 'cp858',
  pc437: 'cp437',
  pc850: 'cp850',
  pc852: 'cp852',
  pc866: 'cp866',
  wpc1252: 'cp1252',
  pc855: 'cp855',
  pc857: 'cp857',
  pc737: 'cp737',
  pc775: 'cp775',
  pc860: 'cp860',
  pc861: 'cp861',
  pc863: 'cp863',
  pc865: 'cp865',
  pc869: 'cp869',
  wpc1250: 'cp1250',
  wpc1251: 'cp1251',
  wpc1253: 'cp1253',
  wpc1254: 'cp1254',
  wpc1257: 'cp1257',
  latin2: 'iso_8859-2',
  latin9: 'iso_8859-15',
};

export interface SingleBytePage {
  name: string;
  /** ESC t n. */
  number: number;
  /** The byte of a character from 80 up; undefined where it has none. ASCII is the same in all. */
  codes: ReadonlyMap<string, number>;
}

const tables = new Map<string, ReadonlyMap<string, number>>();

function codesOf(encoding: string): ReadonlyMap<string, number> {
  let codes = tables.get(encoding);
  if (!codes) {
    const known = new Map<string, number>();
    for (let byte = 0x80; byte < 0x100; byte += 1) {
      const character = iconv.decode(Buffer.of(byte), encoding);
      // Not the places that a page leaves free, nor what is no printed character.
      if (!/[\p{Cc}\p{Cf}\ufffd]/u.test(character) && !known.has(character)) known.set(character, byte);
    }
    codes = known;
    tables.set(encoding, codes);
  }
  return codes;
}

function page(name: string, number: number): SingleBytePage[] {
  const encoding = ENCODINGS[name];
  return encoding === undefined ? [] : [{ name, number, codes: codesOf(encoding) }];
}

/** The page of that name first, then what else the model has, by what its profile says (`cp858`: 13), else Epson's number of the one. */
export function pagesOf(first: keyof typeof EPSON_PAGES, profile: Readonly<Record<string, number>> | null): SingleBytePage[] {
  if (!profile) return page(first, EPSON_PAGES[first]);
  const known = Object.entries(ENCODINGS).flatMap(([name, encoding]) => {
    const number = profile[encoding];
    return number === undefined ? [] : page(name, number);
  });
  const own = known.filter(({ name }) => name === first);
  return [...own, ...known.filter(({ name }) => name !== first)];
}
