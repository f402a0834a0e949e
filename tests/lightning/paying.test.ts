// Customers pay over the hub, one after the other, some of them more than any one channel can bring: each payment completes its
// sale, and the books are the node's own to the msat. PAYMENTS says how many (npm run soak -- lightning: 200).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInvoice, getInvoice } from 'ln-service';
import { expect, test } from 'vitest';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { startNetwork } from '../../tools/lightning/network.ts';
import { auditBooks } from '../crash/audit.ts';
import { charge, openConnectedTill } from './connected-till.ts';
import { receivedAt, sentBy, totalOf } from './node-books.ts';
import { createPayers } from './payers.ts';

const PAYMENTS = Number(process.env.PAYMENTS ?? 30);
const SMALL_CHANNELS = [60_000, 80_000, 100_000, 120_000].map((capacitySat) => ({ capacitySat, ownSat: 0 }));
/** 1,000 sat are a dollar: every fifth payment is more than the largest channel has. */
const LARGE_MINOR = 15_000;
const smallMinor = (turn: number) => 50 + (turn % 20);
/** What a channel keeps on each side, and fees. */
const RESERVE_SAT = 20_000;

test(`${PAYMENTS} payments over the hub, through small channels, are ${PAYMENTS} sales`, { timeout: 120_000 + PAYMENTS * 5_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'paying-'));
  const network = await startNetwork({ dir: join(dir, 'network'), merchantChannels: SMALL_CHANNELS });
  const { customer, merchant } = network.description;
  const connected = await openConnectedTill({ node: merchant, dataDir: join(dir, 'till') });
  const payers = createPayers(customer);
  const giveBack = createPayers(merchant);
  const completed = new Map<string, string>();
  let inParts = 0;
  try {
    const { cashier, till } = connected;
    for (let turn = 0; turn < PAYMENTS; turn += 1) {
      const large = turn % 5 === 4;
      const { sale, tender } = await charge(connected, large ? LARGE_MINOR : smallMinor(turn));
      expect(await payers.pay(tender.paymentRequest), `payment ${turn}`).toBe(true);
      await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
      const { receiptNumber, dueMinor } = cashier.state.checkout.sale;
      expect(dueMinor).toBe(0);
      completed.set(sale.id, receiptNumber ?? '');

      const { payments } = await getInvoice({ lnd: adminOf(merchant), id: tender.paymentHash });
      if (payments.filter((part) => part.is_confirmed).length > 1) inParts += 1;
      if (!large) continue;
      // The channels are small: what the merchant has received goes back over them.
      const tokens = tender.amountSat - (inParts === 1 ? RESERVE_SAT : 0);
      expect(await giveBack.pay((await createInvoice({ lnd: adminOf(customer), tokens })).request), `what came with payment ${turn} goes back`).toBe(
        true,
      );
    }
    expect(inParts).toBeGreaterThanOrEqual(Math.floor(PAYMENTS / 5));

    const received = await receivedAt(merchant);
    expect(received).toHaveLength(PAYMENTS);
    expect(totalOf(received)).toEqual(await sentBy(customer));
    await till.till.close();
    auditBooks(join(till.dataDir, 'own', 'till.sqlite'), received, { completed });
  } finally {
    await network.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
