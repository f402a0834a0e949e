// What waits for somebody else's yes on a screen.
import { expect, it } from 'vitest';
import { createApprovals, deedOf, requestOf } from './approvals.ts';

const request = (refusalId: string) => ({ kind: 'approval', refusalId, right: 'refund', detail: {} }) as const;

it('asks one after the other, and tells each caller its own answer', async () => {
  const approvals = createApprovals();
  approvals.attend();
  const answers = [approvals.ask(request('1')), approvals.ask(request('2'))];
  const shown = () => {
    const [first] = approvals.asked.getState().waiting;
    return first?.request.kind === 'approval' ? { ...first, refusalId: first.request.refusalId } : undefined;
  };
  expect(shown()?.refusalId).toBe('1');
  shown()?.answer('approved');
  expect(shown()?.refusalId).toBe('2');
  shown()?.answer('declined');
  expect(await Promise.all(answers)).toEqual(['approved', 'declined']);
  expect(shown()).toBeUndefined();
});

it('declines all that waits when whoever was asked for has left', async () => {
  const approvals = createApprovals();
  const leave = approvals.attend();
  const answers = [approvals.ask(request('1')), approvals.ask(request('2'))];
  leave();
  expect(await Promise.all(answers)).toEqual(['declined', 'declined']);
});

it('leaves no call waiting where nobody could be asked', async () => {
  expect(await createApprovals().ask(request('1'))).toBe('nobody');
});

it('asks for what can be approved, and for nothing else', () => {
  const detail = { refusalId: '1', right: 'discount', ppm: 200_000 };
  expect(requestOf({ code: 'NOT_ALLOWED', detail })).toEqual({ kind: 'approval', refusalId: '1', right: 'discount', detail: { ppm: 200_000 } });
  expect(requestOf({ code: 'NOT_ALLOWED', detail: {} })).toBeNull();
  expect(requestOf({ code: 'NOT_ALLOWED', detail: { right: 'refund' } })).toBeNull();
  expect(requestOf({ code: 'PIN_WRONG', detail })).toBeNull();
  expect(requestOf({ code: 'CODE_AGAIN', detail: {} })).toEqual({ kind: 'code' });
});

it('calls a sale without tax what it is, and not a price', () => {
  expect(deedOf({ right: 'price_change', detail: { doing: 'exempt', reason: 'Embassy' } })).toBe('approval.exempt');
  expect(deedOf({ right: 'price_change', detail: { priceMinor: 500, newPriceMinor: 400 } })).toBe('right.price_change');
});
