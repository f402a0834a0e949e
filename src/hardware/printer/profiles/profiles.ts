// What each model of printer can do, from escpos-printer-db (README.md), and which model a printer is by its own word.
import profilesJson from './profiles.json' with { type: 'json' };

export interface CapabilityProfile {
  id: string;
  vendor: string;
  model: string;
  family: 'escpos' | 'star';
  /** Across the printable width; null where the database does not say. */
  dots: number | null;
  /** By the name of the encoding, in lower case: the number that ESC t (Star: ESC GS t) selects it by. */
  codePages: Readonly<Record<string, number>>;
  cutter: boolean;
  /** GS v 0. */
  raster: boolean;
  /** GS k function B, with CODE128 among its codes. */
  barcode: boolean;
  /** GS ( k functions 165 to 181. */
  qr: boolean;
  /** Opens a drawer (ESC p). */
  pulse: boolean;
}

/** What a printer answers to GS I 66, 67 and 65. Any of it may be empty. */
export interface PrinterIdentity {
  maker: string;
  model: string;
  firmware: string;
}

export const PROFILES: readonly CapabilityProfile[] = profilesJson.map((profile) => ({
  ...profile,
  family: profile.family === 'star' ? 'star' : 'escpos',
  // In JSON a code page that one model lacks is an absent key, which TypeScript reads as one that may be undefined.
  codePages: Object.fromEntries(Object.entries(profile.codePages).filter((entry): entry is [string, number] => typeof entry[1] === 'number')),
}));

export function profileNamed(id: string): CapabilityProfile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}

/** A series has this much of its name in common: TM-T88, RP-F10, CT-S6. */
const LEAST_IN_COMMON = 5;

/**
 * The profile of the model that a printer says it is: the same name, else the one of the same maker with most of its name in
 * common (a TM-T88VI is a TM-T88V to us), else null.
 */
export function profileOfPrinter({ maker, model }: PrinterIdentity): CapabilityProfile | null {
  const wanted = plain(model);
  if (wanted === '') return null;
  const exact = PROFILES.find((profile) => plain(profile.model) === wanted || plain(profile.id) === wanted);
  if (exact) return exact;
  let best: { profile: CapabilityProfile; length: number } | null = null;
  for (const profile of PROFILES) {
    if (!isSameMaker(profile.vendor, maker)) continue;
    const length = commonLength(plain(profile.model), wanted);
    // Of models that are as much alike, the one that is named last is the newest (TM-T88II to TM-T88V).
    if (length >= LEAST_IN_COMMON && length >= (best?.length ?? 0)) best = { profile, length };
  }
  return best?.profile ?? null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function isSameMaker(vendor: string, maker: string): boolean {
  const [one, other] = [plain(vendor), plain(maker)];
  return other === '' || one.startsWith(other) || other.startsWith(one);
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
