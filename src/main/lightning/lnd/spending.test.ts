// A payment whose call fails when it is on its way already: lnd ends a stream with a plain error when it is told to stop, or cannot
// read its own files. The far end is a server that speaks lnd's protocol, since no lnd fails in that moment when asked to.
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import {
  Server,
  ServerCredentials,
  type ServerWritableStream,
  type ServiceClientConstructor,
  type sendUnaryData,
  status,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../log.ts';
import { createNodeKey, networkPrefix, writePaymentRequest } from '../bolt11.ts';
import { KEY, VALID } from './certificates-test-bed.ts';
import { grpc, protocolPackage, protoLoader } from './libraries.ts';
import { openLndSpending } from './spending.ts';

type Call = ServerWritableStream<unknown, object>;

const NODE_ID = `02${'11'.repeat(32)}`;
const INFO = {
  version: '0.20.0-beta',
  identity_pubkey: NODE_ID,
  alias: 'shop',
  num_active_channels: 1,
  num_peers: 1,
  block_height: 1,
  synced_to_chain: true,
  best_header_timestamp: '0',
  chains: [{ chain: 'bitcoin', network: 'regtest' }],
};

const nowSec = Math.floor(Date.now() / 1000);
const paymentRequest = writePaymentRequest(createNodeKey(randomBytes), {
  paymentHash: randomBytes(32).toString('hex'),
  paymentSecret: randomBytes(32).toString('hex'),
  amountMsat: 60_000,
  description: '',
  createdAtSec: nowSec,
  expirySeconds: 600,
});

/** `payment`: what the node says of it once it was asked to send it; null when it has none. */
async function payAt(payment: object | null) {
  const dir = join(dirname(protocolPackage()), 'grpc/protos');
  const options = { defaults: true, enums: String, keepCase: true, longs: String, oneofs: true };
  const protocol = grpc().loadPackageDefinition(protoLoader().loadSync([join(dir, 'lightning.proto'), join(dir, 'router.proto')], options));
  const serviceOf = (inPackage: string, name: string) =>
    ((protocol[inPackage] as typeof protocol)[name] as unknown as ServiceClientConstructor).service;
  let sent = 0;
  const server = new Server();
  onTestFinished(() => server.forceShutdown());
  server.addService(serviceOf('lnrpc', 'Lightning'), {
    getInfo: ((_call: unknown, reply: sendUnaryData<object>) => reply(null, INFO)) as UntypedHandleCall,
  });
  server.addService(serviceOf('routerrpc', 'Router'), {
    trackPaymentV2: ((call: Call) => {
      if (sent > 0 && payment) call.write(payment);
      else call.emit('error', { code: status.NOT_FOUND, details: "payment isn't initiated" });
    }) as UntypedHandleCall,
    sendPaymentV2: ((call: Call) => {
      sent += 1;
      call.emit('error', { code: status.UNKNOWN, details: 'routerrpc server shutting down' });
    }) as UntypedHandleCall,
  });
  const credentials = ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(VALID), private_key: Buffer.from(KEY) }]);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (cause, bound) => (cause ? reject(cause) : resolve(bound))),
  );
  const spender = openLndSpending({
    access: { host: '127.0.0.1', port, socksProxy: null, certPem: VALID, macaroonHex: '' },
    expected: { nodeId: NODE_ID, prefix: networkPrefix(paymentRequest) },
    nowMs: Date.now,
    log: createLog(() => undefined, Date.now),
  });
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
