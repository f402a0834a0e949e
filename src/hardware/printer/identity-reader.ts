// A printer's answers to GS I 66, 67 and 65: 5F, up to 80 characters, 00 (Epson GS I, "printer information B"). Their letters look
// like status bytes, so they are taken out of the stream before anybody else reads it, and only while they are asked for.
import type { PrinterIdentity } from './profiles/profiles.ts';

const HEADER = 0x5f;
const LONGEST = 80;

export interface IdentityReader {
  /** Takes the next bytes and returns those that belong to no such answer. */
  take(bytes: Uint8Array): Uint8Array;
  /** The answers so far, in their order. */
  readonly texts: readonly string[];
}

export function createIdentityReader(): IdentityReader {
  const texts: string[] = [];
  /** The answer that comes in, with its header; empty while none does. */
  let held: number[] = [];
  return {
    texts,
    take(bytes) {
      const rest: number[] = [];
      for (const byte of bytes) {
        if (held.length === 0) {
          if (byte === HEADER) held = [byte];
          else rest.push(byte);
        } else if (byte === 0) {
          texts.push(String.fromCharCode(...held.slice(1)).trim());
          held = [];
        } else if (byte >= 0x20 && byte < 0x7f && held.length <= LONGEST) {
          held.push(byte);
        } else {
          // No answer after all.
          rest.push(...held, byte);
          held = [];
        }
      }
      return Uint8Array.from(rest);
    },
  };
}

/** Asked for maker, model and firmware. A printer that leaves out one of them cannot be told which: the model is the likeliest. */
export function identityOf(texts: readonly string[]): PrinterIdentity | null {
  const said = texts.slice(0, 3);
  if (said.every((text) => text === '')) return null;
  const [maker = '', model = '', firmware = ''] = said;
  return said.length === 3 ? { maker, model, firmware } : { maker: '', model: said.at(-1) ?? '', firmware: '' };
}
