// Looks for secrets where they must not be, in every form in which one is written.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secret {
  /** What is said of it when it is found; itself it is said nowhere. */
  name: string;
  bytes: Buffer;
}

/** The names of the secrets that `text` has in it, as bytes, hex or base64. */
export function leaksIn(text: Buffer, secrets: readonly Secret[]): string[] {
  return secrets.filter(({ bytes }) => formsOf(bytes).some((form) => text.includes(form))).map(({ name }) => name);
}

/** `file: secret` for each secret found in a file under `dir`. */
export function leaksUnder(dir: string, secrets: readonly Secret[]): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => leaksIn(readFileSync(file), secrets).map((name) => `${file}: ${name}`));
}

function formsOf(bytes: Buffer): Buffer[] {
  const hex = bytes.toString('hex');
  return [bytes, Buffer.from(hex), Buffer.from(hex.toUpperCase()), ...base64Forms(bytes)];
}

/** Base64 has three faces, by where in the whole the bytes begin; what neighbours have a part in is left off. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const own = whole.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
    return [Buffer.from(own), Buffer.from(own.replaceAll('+', '-').replaceAll('/', '_'))];
  });
}
