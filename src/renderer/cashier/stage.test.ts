import { describe, expect, it } from 'vitest';
import type { Sale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand } from '../../shared/sale-examples.ts';
import type { LightningState } from '../../shared/state.ts';
import type { LightningTender, LightningTenderStatus, Tender } from '../../shared/tender.ts';
import { codeStateOf, lightningOutlook, lightOf, stageOf } from './stage.ts';

function code(status: LightningTenderStatus): LightningTender {
  return {
    kind: 'lightning',
    id: status,
    status,
    amountMinor: 4500,
    amountSat: 3000,
    quote: { currency: 'KRW', minorPerBtc: 150_000_000, method: 'practice', sources: [], quotedAtMs: 0, lockedAtMs: 0 },
    paymentHash: '00'.repeat(32),
    paymentRequest: 'lnbcrt',
    createdAtMs: 0,
    expiresAtMs: 600_000,
    receivedMsat: 0,
    address: null,
    seenOnChain: null,
    paidByOutpoint: null,
  };
}

const cash: Tender = { kind: 'cash', id: 'cash', status: 'paid', amountMinor: 1000, givenMinor: 1000, changeMinor: 0, roundingMinor: 0 };

function sale(status: Sale['status'], tenders: Tender[] = []): Sale {
  return exampleSaleInHand({ status, lines: [exampleLine()], tenders, dueMinor: 4500 });
}

describe('the stage of a sale', () => {
  it('is what the cashier turned to while the sale is open', () => {
    expect(stageOf(sale('open'), 'articles')).toBe('articles');
    expect(stageOf(sale('open'), 'cash')).toBe('cash');
  });

  it('is the code while one can be paid, whatever was turned to', () => {
    expect(stageOf(sale('tendering', [code('waiting')]), 'articles')).toBe('lightning');
    expect(stageOf(sale('tendering', [cash, code('arriving')]), 'cash')).toBe('lightning');
  });

  it('goes back to the choice when the code is closed', () => {
    expect(stageOf(sale('tendering', [code('expired')]), 'cash')).toBe('cash');
  });

  it('is paid when the sale is completed', () => {
    expect(stageOf(sale('completed', [code('paid')]), 'lightning')).toBe('paid');
  });

  it('is the articles while there is nothing to pay', () => {
    expect(stageOf({ ...sale('open'), lines: [] }, 'cash')).toBe('articles');
  });
});

describe('where the code stands', () => {
  const of = (tenders: Tender[], requestingInvoice = false) =>
    codeStateOf({ sale: sale('tendering', tenders), lastLineId: null, requestingInvoice, heldUntilMs: null, tip: 'not_asked', cardRefused: null });

  it('is asked for, whatever came before', () => {
    expect(of([code('expired')], true)).toBe('asking');
  });

  it('is what became of the last one', () => {
    expect(of([code('cancelled'), code('waiting')])).toBe('waiting');
    expect(of([cash, code('expired')])).toBe('expired');
  });

  it('is on chain while money that was seen there waits for its blocks, and payable again when it was replaced', () => {
    const seen = { outpoint: `${'a'.repeat(64)}:0`, amountSat: 3000, confirmations: 0, neededConfirmations: 1 };
    expect(of([{ ...code('waiting'), seenOnChain: { ...seen, status: 'seen' } }])).toBe('on_chain');
    expect(of([{ ...code('waiting'), seenOnChain: { ...seen, status: 'replaced' } }])).toBe('replaced');
    expect(of([{ ...code('expired'), seenOnChain: { ...seen, status: 'replaced' } }])).toBe('expired');
  });

  it('is none again once money has come', () => {
    expect(of([code('paid')])).toBe('none');
    expect(of([code('expired'), cash])).toBe('none');
  });
});

describe('what is to be expected of a code, before it is asked for', () => {
  const ready: LightningState = {
    health: 'ready',
    nodeName: 'practice',
    canReceiveSat: 10_000,
    canReceiveSingleSat: 6_000,
    chainFeeSat: 420,
    clockOffMs: 0,
    prefix: null,
    rate: { ok: true, currency: 'KRW', minorPerBtc: 150_000_000, method: 'practice', sources: [], quotedAtMs: 0 },
  };
  const outlook = (change: Partial<LightningState>, dueMinor: number, onChain = false) =>
    lightningOutlook({ ...ready, ...change }, dueMinor, onChain);

  it('is fine up to what one channel can receive', () => {
    expect(outlook({}, 9_000)).toBe('fine');
    expect(lightOf('fine')).toBe('fine');
  });

  it('is a payment in parts above it, which may work', () => {
    expect(outlook({}, 9_001)).toBe('in_parts');
    expect(outlook({}, 15_000)).toBe('in_parts');
    expect(lightOf('in_parts')).toBe('tight');
  });

  it('no warning that the node can’t receive: there is one, before Charge', () => {
    expect(outlook({}, 15_001)).toBe('too_much');
    expect(outlook({ canReceiveSat: 0, canReceiveSingleSat: 0 }, 1)).toBe('no_room');
    for (const told of ['too_much', 'no_room'] as const) expect(lightOf(told)).toBe('no');
  });

  it('is the chain, where the shop takes it, for what Lightning cannot receive', () => {
    expect(outlook({}, 15_001, true)).toBe('on_chain');
    expect(outlook({ canReceiveSat: 0, canReceiveSingleSat: 0 }, 1, true)).toBe('on_chain');
    expect(outlook({}, 15_000, true)).toBe('in_parts');
    expect(lightOf('on_chain')).toBe('tight');
  });

  it('is the node before the rate, and nothing a chain can help with', () => {
    expect(outlook({ health: 'unreachable', rate: { ok: false, reason: 'old' } }, 1, true)).toBe('unreachable');
    for (const health of ['missing', 'locked', 'denied', 'certificate', 'other_node', 'other_network', 'starting'] as const) {
      expect(outlook({ health }, 1)).toBe(health);
      expect(lightOf(health)).toBe('no');
    }
  });

  it('is a rate that is missing or old', () => {
    expect(outlook({ rate: { ok: false, reason: 'missing' } }, 1)).toBe('rate_missing');
    expect(outlook({ rate: { ok: false, reason: 'old' } }, 1)).toBe('rate_old');
  });

  it('is a try, while the node is behind the chain', () => {
    expect(outlook({ health: 'unsynced' }, 1)).toBe('unsynced');
    expect(outlook({ health: 'unsynced' }, 15_001)).toBe('too_much');
    expect(lightOf('unsynced')).toBe('tight');
  });

  it('is not known where the node does not say', () => {
    expect(outlook({ canReceiveSat: null, canReceiveSingleSat: null }, 15_001)).toBe('unknown');
    expect(lightOf('unknown')).toBe('unknown');
  });
});
