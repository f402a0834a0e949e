// The network that all else here stands on: money goes over the hub, both ways.
import { createInvoice, pay } from 'ln-service';
import { expect, inject, it } from 'vitest';
import { adminOf } from '../../tools/lightning/lnd.ts';

const { customer, merchant } = inject('network');

it.each([
  ['the customer', 'the merchant', customer, merchant],
  ['the merchant', 'the customer', merchant, customer],
])('%s pays %s over the hub', async (_payerName, _payeeName, payer, payee) => {
  const { request } = await createInvoice({ lnd: adminOf(payee), tokens: 1000 });
  const paid = await pay({ lnd: adminOf(payer), request });
  expect(paid.is_confirmed).toBe(true);
  expect(paid.hops).toHaveLength(2);
});
