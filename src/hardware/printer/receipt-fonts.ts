// The fonts that pictures of text are painted with. Pretendard, the till's own, has Latin, Greek, Cyrillic, kana and Hangul; for
// other scripts there are Noto fonts, each read with the first text that needs it; for the rest, whatever the system has.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { charactersOf } from '../../shared/receipt-text.ts';

const packages = createRequire(import.meta.url);
const beside = (name: string, file: string) => path.join(path.dirname(packages.resolve(name)), file);
const noto = (script: string, file: string) => (weight: '500Medium' | '700Bold') =>
  beside(`@expo-google-fonts/${script}/package.json`, `${weight}/${file}_${weight}.ttf`);

interface ScriptFont {
  script: RegExp;
  /** The file of a weight; fonts of one weight have the same for both. */
  file(weight: '500Medium' | '700Bold'): string;
}

const JAPANESE: ScriptFont = { script: /\p{Script=Han}/u, file: () => beside('@embedpdf/fonts-jp', '../fonts/NotoSansJP-Medium.otf') };
const CHINESE: ScriptFont = {
  script: /[\p{Script=Han}\p{Script=Bopomofo}]/u,
  file: () => beside('@embedpdf/fonts-sc', '../fonts/NotoSansHans-Medium.otf'),
};
const OTHERS: ScriptFont[] = [
  { script: /\p{Script=Thai}/u, file: noto('noto-sans-thai', 'NotoSansThai') },
  { script: /\p{Script=Arabic}/u, file: noto('noto-sans-arabic', 'NotoSansArabic') },
  { script: /\p{Script=Devanagari}/u, file: noto('noto-sans-devanagari', 'NotoSansDevanagari') },
  { script: /\p{Script=Hebrew}/u, file: noto('noto-sans-hebrew', 'NotoSansHebrew') },
  { script: /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u, file: () => noto('noto-emoji', 'NotoEmoji')('500Medium') },
];

/** The till's font: Latin and Hangul in all weights. Where it is not in node_modules, its path is passed in instead. */
export function receiptFontPath(): string {
  return packages.resolve('pretendard/dist/public/variable/PretendardVariable.ttf');
}

type GlobalFonts = typeof import('@napi-rs/canvas').GlobalFonts;

/** Makes the canvas know a font; returns the family name it has there. Read by us, since the canvas cannot look into Electron's archive. */
async function loadFont(fonts: GlobalFonts, fontPath: string): Promise<string> {
  const family = encodeURIComponent(fontPath);
  if (!fonts.has(family) && fonts.register(await readFile(fontPath), family) === null) throw new Error(`not a font: ${fontPath}`);
  return family;
}

export interface ReceiptFonts {
  /** What a canvas's `font` names after the size. */
  families: { normal: string; bold: string };
  /** Characters that no font has, of this system neither. */
  missing: ReadonlySet<string>;
}

/** The fonts that these texts need. `language`: BCP 47, whose way of writing Han comes first. */
export async function loadReceiptFonts(texts: readonly string[], language: string, fontPath: string): Promise<ReceiptFonts> {
  const { GlobalFonts } = await import('@napi-rs/canvas');
  const text = texts.join('');
  const han = language.startsWith('zh') ? [CHINESE, JAPANESE] : [JAPANESE, CHINESE];
  const needed = [...han, ...OTHERS].filter(({ script }) => script.test(text));
  const own = await loadFont(GlobalFonts, fontPath);
  const normal = [own];
  const bold = [own];
  for (const { file } of needed) {
    normal.push(await loadFont(GlobalFonts, file('500Medium')));
    bold.push(await loadFont(GlobalFonts, file('700Bold')));
  }
  const missing = new Set<string>();
  for (const character of new Set(charactersOf(text))) {
    if (await isDrawn(character, normal)) continue;
    const family = await systemFamilyWith(character, GlobalFonts);
    if (family === null) missing.add(character);
    else for (const families of [normal, bold]) if (!families.includes(family)) families.push(family);
  }
  return { families: { normal: named(normal), bold: named(bold) }, missing };
}

function named(families: readonly string[]): string {
  return families.map((family) => `"${family}"`).join(', ');
}

/** No font has anything there: what is drawn for it is what is drawn for what is missing. */
const NO_CHARACTER = '\u{10fffd}';
const drawn = new Map<string, boolean>();

async function isDrawn(character: string, families: readonly string[]): Promise<boolean> {
  // The till's own font has these; most receipts have no others.
  if (/^[\s\x20-\x7e\xa0-\xff\uac00-\ud7a3]$/.test(character)) return true;
  const key = `${character} ${families.join(' ')}`;
  let known = drawn.get(key);
  if (known === undefined) {
    known = !(await pixelsOf(character, families)).equals(await pixelsOf(NO_CHARACTER, families));
    drawn.set(key, known);
  }
  return known;
}

async function pixelsOf(character: string, families: readonly string[]): Promise<Buffer> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(48, 40);
  const context = canvas.getContext('2d');
  context.font = `24px ${named(families)}`;
  context.fillText(character, 4, 28);
  return canvas.data();
}

const systemFamilies = new Map<string, string | null>();

async function systemFamilyWith(character: string, fonts: GlobalFonts): Promise<string | null> {
  let family = systemFamilies.get(character);
  if (family === undefined) {
    family = null;
    for (const { family: candidate } of fonts.families) {
      // Ours are named by their paths.
      if (candidate.includes('%') || !(await isDrawn(character, [candidate]))) continue;
      family = candidate;
      break;
    }
    systemFamilies.set(character, family);
  }
  return family;
}
