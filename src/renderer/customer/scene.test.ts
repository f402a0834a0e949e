// Which scene a sale shows to the customer.
import { describe, expect, it } from 'vitest';
import type { Sale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand } from '../../shared/sale-examples.ts';
import { type CashTender, changeMinorOf, type LightningTender } from '../../shared/tender.ts';
import { EMPTY_TOTALS } from '../../shared/totals.ts';
import { excessSat, isPartPaid, sceneOf } from './scene.ts';

function lightning(change: Partial<LightningTender>): LightningTender {
  return {
    kind: 'lightning',
    id: 'tender',
    status: 'waiting',
    amountMinor: 5000,
    amountSat: 3283,
    quote: { currency: 'KRW', minorPerBtc: 152_340_000, method: 'practice', sources: [], quotedAtMs: 0, lockedAtMs: 0 },
    paymentHash: '00'.repeat(32),
    paymentRequest: 'lnbcrt1',
    createdAtMs: 0,
    expiresAtMs: 600_000,
    receivedMsat: 0,
    address: null,
    seenOnChain: null,
    paidByOutpoint: null,
    ...change,
  };
}

const cash: CashTender = { kind: 'cash', id: 'cash', status: 'paid', amountMinor: 2000, givenMinor: 5000, changeMinor: 3000, roundingMinor: 0 };

function sale(change: Partial<Sale>): Sale {
  return exampleSaleInHand({ lines: [exampleLine()], totals: { ...EMPTY_TOTALS, totalMinor: 5000 }, dueMinor: 5000, ...change });
}

const scene = (change: Partial<Sale>, requestingInvoice = false) =>
  sceneOf({ sale: sale(change), lastLineId: null, requestingInvoice, heldUntilMs: null, tip: 'not_asked', cardRefused: null });

describe('the scene', () => {
  it('is idle before the first line and after a cancelled sale', () => {
    expect(scene({ lines: [] }).kind).toBe('idle');
    expect(scene({ status: 'cancelled' }).kind).toBe('idle');
  });

  it('shows the order, and that a code is on its way', () => {
    expect(scene({})).toEqual({ kind: 'ringing', preparing: false });
    expect(scene({}, true)).toEqual({ kind: 'ringing', preparing: true });
  });

  it('shows the code, then the money on its way, then that it is paid', () => {
    expect(scene({ status: 'tendering', tenders: [lightning({})] }).kind).toBe('pay');
    expect(scene({ status: 'tendering', tenders: [lightning({ status: 'arriving' })] }).kind).toBe('arriving');
    expect(scene({ status: 'completed', tenders: [lightning({ status: 'paid', receivedMsat: 3_283_000 })] }).kind).toBe('paid');
  });

  it('says of held money that it is not taken yet, and then that it is on its way', () => {
    const of = (status: 'held' | 'taking') => scene({ status: 'tendering', tenders: [lightning({ status })] }).kind;
    expect([of('held'), of('taking')]).toEqual(['held', 'arriving']);
  });

  it('says that a card was refused, in front of the order and behind whatever goes on', () => {
    const refused = { kind: 'payment', reason: 'declined' } as const;
    const of = (change: Partial<Sale>) =>
      sceneOf({ sale: sale(change), lastLineId: null, requestingInvoice: false, heldUntilMs: null, tip: 'not_asked', cardRefused: refused });
    expect(of({})).toEqual({ kind: 'card_refused', refused });
    expect(of({ status: 'tendering', tenders: [lightning({ status: 'expired' })] }).kind).toBe('card_refused');
    expect(of({ status: 'tendering', tenders: [lightning({})] }).kind).toBe('pay');
    expect(of({ status: 'completed' }).kind).toBe('paid');
    expect(of({ lines: [] }).kind).toBe('idle');
  });

  it('says that a code ran out until the next one is asked for', () => {
    const tenders = [lightning({ status: 'expired' })];
    expect(scene({ tenders }).kind).toBe('expired');
    expect(scene({ tenders }, true).kind).toBe('ringing');
    expect(scene({ tenders: [...tenders, lightning({ id: 'next' })] }).kind).toBe('pay');
    expect(scene({ tenders: [...tenders, cash] }).kind).toBe('ringing');
  });

  it('goes back to the order when the cashier cancels the code', () => {
    expect(scene({ tenders: [lightning({ status: 'cancelled' })] }).kind).toBe('ringing');
  });

  it.each(['expired', 'cancelled'] as const)('says that we have the money that came for an %s code', (status) => {
    const late = lightning({ status, receivedMsat: 3_283_000 });
    expect(scene({ tenders: [late] })).toEqual({ kind: 'late', tender: late });
  });

  it('says so too when the sale was cancelled after it was paid', () => {
    expect(scene({ status: 'cancelled', tenders: [lightning({ status: 'paid', receivedMsat: 3_283_000 })] }).kind).toBe('late');
  });
});

it('counts the change of paid cash only', () => {
  expect(changeMinorOf([cash, { ...cash, id: 'back', status: 'returned' }])).toBe(3000);
});

it('counts what was paid too much in whole sat', () => {
  expect(excessSat(sale({ tenders: [lightning({ status: 'paid', receivedMsat: 4_000_500 })] }))).toBe(717);
  expect(excessSat(sale({ tenders: [lightning({ status: 'paid', receivedMsat: 1_000_000 })] }))).toBe(0);
  expect(excessSat(sale({ tenders: [lightning({ status: 'paid', receivedMsat: 3_290_000 })] }))).toBe(0);
});

it('knows a sale that is paid in part', () => {
  expect(isPartPaid(sale({ tenders: [cash], dueMinor: 3000 }))).toBe(true);
  expect(isPartPaid(sale({ tenders: [] }))).toBe(false);
});

describe('a payment seen on chain', () => {
  const seen = { outpoint: `${'a'.repeat(64)}:0`, amountSat: 3283, confirmations: 0, neededConfirmations: 1 };

  it('is said to be seen, so that nobody pays again', () => {
    const tender = lightning({ seenOnChain: { ...seen, status: 'seen' } });
    expect(scene({ status: 'tendering', tenders: [tender] })).toEqual({ kind: 'on_chain', tender, seen: tender.seenOnChain });
  });

  it.each(['cancelled', 'expired'] as const)('stays on chain for an %s code until its money is listed or another code is asked for', (status) => {
    const tender = lightning({ status, seenOnChain: { ...seen, status: 'seen' } });
    expect(scene({ tenders: [tender, cash] })).toEqual({ kind: 'on_chain', tender, seen: tender.seenOnChain });
    expect(scene({ tenders: [{ ...tender, receivedMsat: 3_283_000 }] }).kind).toBe('late');
    expect(scene({ tenders: [tender] }, true).kind).toBe('ringing');
  });

  it('that was replaced leaves the code to be paid', () => {
    const tender = lightning({ seenOnChain: { ...seen, status: 'replaced' } });
    expect(scene({ status: 'tendering', tenders: [tender] })).toEqual({ kind: 'pay', tender });
  });
});
