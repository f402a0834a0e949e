// The contract served: each call passes the same gate, and is then one call into the domain.

import { cardsCalls } from './calls/cards.ts';
import { accountingCalls, reportsCalls, shiftsCalls } from './calls/day.ts';
import { devicesCalls, scaleCalls } from './calls/devices.ts';
import { type CallsParts, createGate } from './calls/gate.ts';
import { articleFilesCalls, catalogueCalls, offersCalls } from './calls/goods.ts';
import { careCalls, lightningCalls, ownNodeCalls, practiceCalls, ratesCalls } from './calls/lightning.ts';
import { accountsCalls, attentionCalls, refundsCalls, vouchersCalls } from './calls/owed.ts';
import { digitalReceiptsCalls, mailCalls, papersCalls, printingCalls } from './calls/papers.ts';
import { sessionCalls, staffCalls } from './calls/people.ts';
import { scansCalls } from './calls/scans.ts';
import { checkoutCalls, kitchenCalls, parkingCalls, saleCalls } from './calls/selling.ts';
import { shopCalls, stateCalls } from './calls/shop.ts';
import { tapsCalls } from './calls/taps.ts';

export type { CallsParts, TillConnection } from './calls/gate.ts';

export function createCalls(parts: CallsParts) {
  const gate = createGate(parts);
  return gate.os.router({
    offers: offersCalls(gate),
    lightning: lightningCalls(gate),
    state: stateCalls(gate),
    session: sessionCalls(gate),
    staff: staffCalls(gate),
    catalogue: catalogueCalls(gate),
    articleFiles: articleFilesCalls(gate),
    sale: saleCalls(gate),
    checkout: checkoutCalls(gate),
    cards: cardsCalls(gate),
    kitchen: kitchenCalls(gate),
    papers: papersCalls(gate),
    digitalReceipts: digitalReceiptsCalls(gate),
    mail: mailCalls(gate),
    printing: printingCalls(gate),
    practice: practiceCalls(gate),
    reports: reportsCalls(gate),
    care: careCalls(gate),
    devices: devicesCalls(gate),
    scans: scansCalls(gate),
    taps: tapsCalls(gate),
    scale: scaleCalls(gate),
    ownNode: ownNodeCalls(gate),
    parking: parkingCalls(gate),
    rates: ratesCalls(gate),
    refunds: refundsCalls(gate),
    vouchers: vouchersCalls(gate),
    accounting: accountingCalls(gate),
    accounts: accountsCalls(gate),
    shifts: shiftsCalls(gate),
    attention: attentionCalls(gate),
    shop: shopCalls(gate),
  });
}
