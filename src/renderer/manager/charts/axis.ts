// Where amounts lie on an axis: from a round number to a round number, nothing left out, zero always on it, since a bar begins there. Pure.
import { nice, ticks as roundTicks } from 'd3-array';

/** From the least to the most, with zero. */
export interface Span {
  low: number;
  high: number;
}

export interface Axis extends Span {
  /** Round, whole, ascending; zero is one of them. */
  ticks: number[];
}

/** About how many lines are drawn; a picture is no ruler. */
const TICKS = 4;

/** Nothing but zeros have the span from 0 to 1. */
export function spanOf(amounts: Iterable<number>): Span {
  let low = 0;
  let high = 0;
  for (const amount of amounts) {
    low = Math.min(low, amount);
    high = Math.max(high, amount);
  }
  return { low, high: low === high ? 1 : high };
}

/** Over whole amounts (minor units, counts). */
export function axisOf(amounts: Iterable<number>): Axis {
  const span = spanOf(amounts);
  const [low, high] = nice(span.low, span.high, TICKS);
  // Steps of less than one minor unit are none.
  const ticks = roundTicks(low, high, TICKS).filter(Number.isInteger);
  return { low: Math.floor(low), high: Math.ceil(high), ticks };
}

/** A bar from zero to `amount`: where it begins and how long it is, as parts (0 to 1) of the span from its low end. */
export function barOf(amount: number, { low, high }: Span): { start: number; length: number } {
  const place = (value: number) => Math.min(1, Math.max(0, (value - low) / (high - low)));
  const start = place(Math.min(amount, 0));
  return { start, length: place(Math.max(amount, 0)) - start };
}
