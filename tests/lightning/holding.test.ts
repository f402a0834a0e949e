// Money that a real node holds until the cashier has checked: taken, given back, or gone back by itself after a stop of the till.
import { getInvoice } from 'ln-service';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { type ConnectedTill, charge, openConnectedTill, signInOwner } from './connected-till.ts';
import { createPayers } from './payers.ts';
import { tellFailures } from './tell-failures.ts';

const { customer, merchant } = inject('network');
const payers = createPayers(customer);

let connected: ConnectedTill;
tellFailures(() => connected);
beforeEach(async () => {
  connected = await openConnectedTill({ node: merchant });
  await connected.manager.call.shop.change({ lightning: { checkFirst: true } });
});
afterEach(() => connected.till.close());

/** A sale whose customer has paid, and waits for the shop to take the money. */
const hold = async () => {
  const { cashier } = connected;
  const { sale, tender } = await charge(connected, 70);
  const paid = payers.pay(tender.paymentRequest);
  await cashier.until(({ checkout }) => checkout.sale.tenders.at(-1)?.status === 'held');
  return { code: { saleId: sale.id, tenderId: tender.id }, paymentHash: tender.paymentHash, paid };
};
const atNode = async (paymentHash: string) => {
  const { is_confirmed, is_canceled } = await getInvoice({ lnd: adminOf(merchant), id: paymentHash });
  return is_confirmed ? 'settled' : is_canceled ? 'cancelled' : 'open';
};

test('taken, it is paid: at the till, at the node and to the customer', async () => {
  const { code, paymentHash, paid } = await hold();
  expect(connected.cashier.state.checkout.heldUntilMs).toBeGreaterThan(Date.now());
  expect(await atNode(paymentHash)).toBe('open');
  await connected.cashier.call.checkout.takeHeld(code);
  await connected.cashier.until(({ checkout }) => checkout.sale.status === 'completed');
  expect(await paid).toBe(true);
  expect(await atNode(paymentHash)).toBe('settled');
});

test('given back, the customer has it again, and cash can be taken', async () => {
  const { code, paymentHash, paid } = await hold();
  await connected.cashier.call.checkout.returnHeld(code);
  expect(await paid).toBe(false);
  expect(await atNode(paymentHash)).toBe('cancelled');
  await connected.cashier.call.checkout.takeCash({ saleId: code.saleId, dueMinor: 70, givenMinor: 100 });
  await connected.cashier.until(({ checkout }) => checkout.sale.status === 'completed');
});

test('undecided when the till stopped, it goes back as soon as the till is there again', async () => {
  const { paymentHash, paid } = await hold();
  await connected.till.restart();
  expect(await paid).toBe(false);
  expect(await atNode(paymentHash)).toBe('cancelled');
  const cashier = connected.till.screen('cashier');
  await signInOwner(cashier);
  await cashier.until(({ checkout }) => checkout.sale.tenders.at(-1)?.status === 'cancelled');
});
