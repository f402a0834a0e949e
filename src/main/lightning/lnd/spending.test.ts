// A payment whose call fails when it is on its way already: lnd ends a stream with a plain error when it is told to stop, or cannot
// read its own files.
import { randomBytes } from 'node:crypto';
import { type ServerWritableStream, status, type UntypedHandleCall } from '@grpc/grpc-js';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../log.ts';
import { createNodeKey, writePaymentRequest } from '../bolt11.ts';
import { serveAsLnd } from './lnd-server-test-bed.ts';
import { openLndSpending } from './spending.ts';

type Call = ServerWritableStream<unknown, object>;

const paymentRequest = writePaymentRequest(createNodeKey(randomBytes), {
  paymentHash: randomBytes(32).toString('hex'),
  paymentSecret: randomBytes(32).toString('hex'),
  amountMsat: 60_000,
  description: '',
  createdAtSec: Math.floor(Date.now() / 1000),
  expirySeconds: 600,
});

/** `payment`: what the node says of it once it was asked to send it; null when it has none. */
async function payAt(payment: object | null) {
  let sent = 0;
  const parts = await serveAsLnd({
    router: {
      trackPaymentV2: ((call: Call) => {
        if (sent > 0 && payment) call.write(payment);
        else call.emit('error', { code: status.NOT_FOUND, details: "payment isn't initiated" });
      }) as UntypedHandleCall,
      sendPaymentV2: ((call: Call) => {
        sent += 1;
        call.emit('error', { code: status.UNKNOWN, details: 'routerrpc server shutting down' });
      }) as UntypedHandleCall,
    },
  });
  const spender = openLndSpending({ ...parts, nowMs: Date.now, log: createLog(() => undefined, Date.now) });
  onTestFinished(() => spender.close());
  const outcome = await spender.payInvoice({ paymentRequest, amountMsat: 60_000, maxFeeMsat: 1000 });
  expect(sent).toBe(1);
  return outcome;
}

const payment = (state: string) => ({ status: state, failure_reason: 'FAILURE_REASON_NONE', value_msat: '60000', fee_msat: '7' });

test('is on its way when the node knows of it', async () => {
  expect(await payAt(payment('IN_FLIGHT'))).toEqual({ status: 'in_flight' });
});

test('has arrived when the node says so', async () => {
  expect(await payAt(payment('SUCCEEDED'))).toEqual({ status: 'paid', feeMsat: 7 });
});

test('was refused only when the node never heard of it', async () => {
  expect(await payAt(null)).toEqual({ status: 'failed', reason: 'refused' });
});
