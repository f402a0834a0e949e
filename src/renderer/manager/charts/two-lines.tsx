// Two lines of ink, as long as now and before are; the words beside them say the same.
import type { CSSProperties } from 'react';
import { barOf, spanOf } from './axis.ts';
import './two-lines.css';

export function TwoLines({ now, before }: { now: number; before: number }) {
  const span = spanOf([now, before]);
  const lineOf = (amount: number): CSSProperties => {
    const { start, length } = barOf(amount, span);
    return { minInlineSize: amount === 0 ? 0 : undefined, marginInlineStart: `${start * 100}%`, inlineSize: `${length * 100}%` };
  };
  return (
    <div className="two-lines" aria-hidden>
      <span style={lineOf(now)} />
      <span data-before style={lineOf(before)} />
    </div>
  );
}
