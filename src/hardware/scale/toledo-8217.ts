// Bytes of the Toledo 8217 protocol: what is asked, and what is answered. Mettler Toledo, "8217 protocol" (service manuals of
// DIVA and of Magellan scanner scales, ASCII commands and scale status byte). Pure.
import type { WeighingTrouble } from '../../shared/weighing.ts';

/** `C` forgets the tare. */
export type ScaleCommand = 'W' | 'Z' | 'T' | 'C';

export type ScaleAnswer =
  | { kind: 'weight'; grams: number; net: boolean }
  | { kind: 'status'; moving: boolean; tooHeavy: boolean; belowZero: boolean; outsideZero: boolean; atZero: boolean; net: boolean }
  /** A whole frame, and not of this protocol. */
  | { kind: 'foreign' };

const STX = 0x02;
const CR = 0x0d;
/** Of the longest answer, `012.345N`, and some more. */
const LONGEST_FRAME = 16;
/** An international pound is 453.59237 g exactly; the scale says hundredths of it. */
const MICROGRAMS_PER_LB_HUNDREDTH = 4_535_923.7;

export function askScale(command: ScaleCommand): Uint8Array {
  return Uint8Array.of(command.charCodeAt(0));
}

/** Of what stands between STX and CR. */
export function readAnswer(frame: string): ScaleAnswer {
  const weight = /^(\d{1,3})\.(\d{2,3})(N?)$/.exec(frame);
  if (weight) {
    const [, whole = '', part = '', net = ''] = weight;
    const digits = Number(whole + part);
    // Three decimals are kilograms, two are pounds.
    return { kind: 'weight', grams: part.length === 3 ? digits : Math.round((digits * MICROGRAMS_PER_LB_HUNDREDTH) / 1_000_000), net: net === 'N' };
  }
  const status = frame.length === 2 && frame.startsWith('?') ? frame.charCodeAt(1) : 0;
  // Bit 6 is always 1.
  if ((status & 0x40) === 0) return { kind: 'foreign' };
  const bit = (place: number) => (status & (1 << place)) !== 0;
  return { kind: 'status', moving: bit(0), tooHeavy: bit(1), belowZero: bit(2), outsideZero: bit(3), atZero: bit(4), net: bit(5) };
}

/** Why a scale that was asked for its weight answered with its status. */
export function troubleOf({ moving, tooHeavy, belowZero, outsideZero }: ScaleAnswer & { kind: 'status' }): WeighingTrouble {
  if (tooHeavy) return 'too_heavy';
  if (belowZero) return 'below_zero';
  if (moving) return 'moving';
  return outsideZero ? 'not_zeroed' : 'moving';
}

/** Cuts the stream into what stands between STX and CR. The parity bit, where the line left it in, is not looked at. */
export function createScaleFramer(): (piece: Uint8Array) => string[] {
  /** Null: between two frames. */
  let frame: string | null = null;
  return (piece) => {
    const frames: string[] = [];
    for (const byte of piece) {
      const seven = byte & 0x7f;
      if (seven === STX) frame = '';
      else if (frame === null) continue;
      else if (seven === CR) {
        frames.push(frame);
        frame = null;
      } else {
        frame += String.fromCharCode(seven);
        if (frame.length > LONGEST_FRAME) frame = null;
      }
    }
    return frames;
  };
}
