import { describe, expect, it } from 'vitest';
import { exampleLine, exampleSaleInHand } from '../../shared/sale-examples.ts';
import type { CheckoutState } from '../../shared/state.ts';
import { lineWasAdded } from './happenings.ts';

function checkout(lastLineId: string | null, ...lines: [id: string, quantity: number][]): CheckoutState {
  const sale = exampleSaleInHand({ lines: lines.map(([id, quantity]) => exampleLine({ id, articleId: id, quantity })) });
  return { sale, lastLineId, requestingInvoice: false, heldUntilMs: null, tip: 'not_asked', cardRefused: null };
}

describe('the sound of an article added', () => {
  it('is heard for a new line and for one more of a line', () => {
    expect(lineWasAdded(checkout(null), checkout('a', ['a', 1]))).toBe(true);
    expect(lineWasAdded(checkout('a', ['a', 1]), checkout('a', ['a', 2]))).toBe(true);
  });

  it('is not heard when a line shrinks, goes, or only gets a note', () => {
    expect(lineWasAdded(checkout('a', ['a', 3]), checkout('a', ['a', 2]))).toBe(false);
    expect(lineWasAdded(checkout('a', ['a', 1]), checkout(null))).toBe(false);
    expect(lineWasAdded(checkout('a', ['a', 1]), checkout('a', ['a', 1]))).toBe(false);
  });
});
