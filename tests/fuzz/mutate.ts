// Frames that no device would send: valid ones, broken by a seeded hand. SEED and COUNT (mutations a parser) say how; the whole run is
// `npm run soak -- fuzz`.
import { setImmediate } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

export type Random = () => number;

/** 0 <= n < 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LONGEST = 70_000;

/** One to six changes of a valid frame, or of two. */
export function mutate(valid: readonly Uint8Array[], random: Random): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  const any = (): Uint8Array => valid[below(valid.length)] ?? new Uint8Array();
  let bytes = Buffer.from(any());
  for (let changes = 1 + below(6); changes > 0; changes -= 1) {
    const at = below(bytes.length + 1);
    switch (below(7)) {
      case 0:
        if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        if (at < bytes.length) bytes[at] = [0x00, 0xff, 0x7f, 0x80, below(256)][below(5)] ?? 0;
        break;
      case 2:
        bytes = bytes.subarray(0, at);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + below(8)))]);
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(Uint8Array.from({ length: 1 + below(8) }, () => below(256))), bytes.subarray(at)]);
        break;
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, at), any(), bytes.subarray(at)]);
        break;
      default: {
        const part = bytes.subarray(at, at + 1 + below(16));
        bytes = Buffer.concat([bytes.subarray(0, at), ...Array<Uint8Array>(1 + below(20)).fill(part), bytes.subarray(at)]);
      }
    }
  }
  return bytes.subarray(0, LONGEST);
}

/** The bytes in pieces, as a line may deliver them. */
export function inPieces(bytes: Uint8Array, random: Random): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = random() < 0.5 ? bytes.length : 1 + Math.floor(random() * 7);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

const SEED = Number(process.env.SEED ?? 1);
const FUZZ_COUNT = Number(process.env.COUNT ?? 20_000);
/** How long a test of so many may take on a slow machine: `test(name, run, FUZZ_LIMIT_MS)`. */
export const FUZZ_LIMIT_MS = 120_000 + FUZZ_COUNT * 10;
/** What a run may leave behind, whatever its length. */
const GROWTH_BYTES = 48 * 1024 * 1024;
/** A parser that takes so long for one frame hangs. */
const LONGEST_MS = 5000;

/**
 * Feeds `FUZZ_COUNT` mutations to `take`. Throws where it throws, where one takes longer than five seconds, and where memory grows; the
 * message names the frame. What the parser makes of a frame is `take`'s to judge.
 */
export async function fuzz(valid: readonly Uint8Array[], take: (bytes: Uint8Array, random: Random) => unknown): Promise<void> {
  const random = randomOf(SEED);
  let restBytes = 0;
  for (let count = 0; count < FUZZ_COUNT; count += 1) {
    const bytes = mutate(valid, random);
    const startedAt = performance.now();
    try {
      await take(bytes, random);
    } catch (cause) {
      throw new Error(`mutation ${count} of seed ${SEED}: ${Buffer.from(bytes).toString('hex').slice(0, 2000)}`, { cause });
    }
    if (performance.now() - startedAt > LONGEST_MS) throw new Error(`mutation ${count} of seed ${SEED} took too long: ${bytes.length} bytes`);
    // Others of the process run, too; and what is measured is what is kept, not what waits to be collected.
    if (count % 1000 === 0) await setImmediate();
    if (count === Math.floor(FUZZ_COUNT / 5)) restBytes = heapBytes();
  }
  const grownBytes = heapBytes() - restBytes;
  if (grownBytes > GROWTH_BYTES) throw new Error(`memory grew by ${grownBytes} bytes over ${FUZZ_COUNT} mutations`);
}

// What waits to be collected is not kept: without this it is what the heap mostly has.
v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
