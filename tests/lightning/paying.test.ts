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

const PAYMENTS = Number(process.env.PAYMENTS ?? 20);
const SMALL_CHANNELS = Array.from({ length: 8 }, () => ({ capacitySat: 100_000, ownSat: 0 }));
/** 1,000 sat are a dollar: every tenth payment is more than a channel has. */
const LARGE_MINOR = 15_000;
const LARGE_EVERY = 10;
const smallMinor = (turn: number) => 50 + (turn % 20);
/** What the merchant sends back at a time: in one part, since a part whose others find no way is kept for a minute. */
const BACK_SAT = 5_000;

test(`${PAYMENTS} payments over the hub, through small channels, are ${PAYMENTS} sales`, { timeout: 120_000 + PAYMENTS * 5_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'paying-'));
  const network = await startNetwork({ dir: join(dir, 'network'), merchantChannels: SMALL_CHANNELS });
  const { customer, merchant } = network.description;
  const connected = await openConnectedTill({ node: merchant, dataDir: join(dir, 'till') });
  const payers = createPayers(customer);
  const giveBack = createPayers(merchant);
  const completed = new Map<string, string>();
  let inParts = 0;
  let keptSat = 0;
  try {
    const { cashier, till } = connected;
    for (let turn = 0; turn < PAYMENTS; turn += 1) {
      const large = turn % LARGE_EVERY === LARGE_EVERY - 1;
      const { sale, tender } = await charge(connected, large ? LARGE_MINOR : smallMinor(turn));
      expect(await payers.pay(tender.paymentRequest), `payment ${turn}`).toBe(true);
      await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
      const { receiptNumber, dueMinor } = cashier.state.checkout.sale;
      expect(dueMinor).toBe(0);
      completed.set(sale.id, receiptNumber ?? '');

      const { payments } = await getInvoice({ lnd: adminOf(merchant), id: tender.paymentHash });
      if (payments.filter((part) => part.is_confirmed).length > 1) inParts += 1;
      // The channels are small: what came goes back over them, piece by piece; what does not go now goes later.
      keptSat += tender.amountSat;
      while (large && keptSat >= BACK_SAT && (await giveBack.pay((await createInvoice({ lnd: adminOf(customer), tokens: BACK_SAT })).request)))
        keptSat -= BACK_SAT;
    }
    expect(inParts).toBeGreaterThanOrEqual(Math.floor(PAYMENTS / LARGE_EVERY));

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
