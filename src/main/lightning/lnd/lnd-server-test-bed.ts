// A far end that speaks lnd's protocol and says what a test wants: for what no lnd does when asked to.
import { dirname, join } from 'node:path';
import { Server, ServerCredentials, type ServiceClientConstructor, type sendUnaryData, type UntypedHandleCall } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import { KEY, VALID } from './certificates-test-bed.ts';
import type { NodeIdentity } from './client.ts';
import type { NodeAccess } from './dial.ts';
import { grpc, protocolPackage, protoLoader } from './libraries.ts';

const FILES = ['lightning.proto', 'router.proto'];
const EXPECTED: NodeIdentity = { nodeId: `02${'11'.repeat(32)}`, prefix: 'lnbcrt' };
const INFO = {
  version: '0.20.0-beta',
  identity_pubkey: EXPECTED.nodeId,
  alias: 'shop',
  color: '#000000',
  features: {},
  num_active_channels: 1,
  num_peers: 1,
  block_height: 1000,
  synced_to_chain: true,
  chains: [{ chain: 'bitcoin', network: 'regtest' }],
};

export type Handlers = Record<string, UntypedHandleCall>;

export function answer(reply: object): UntypedHandleCall {
  return ((_call: unknown, done: sendUnaryData<object>) => done(null, reply)) as UntypedHandleCall;
}

/** It is there until the test ends. */
export async function serveAsLnd({ lightning = {}, router = {} }: { lightning?: Handlers; router?: Handlers }) {
  const dir = join(dirname(protocolPackage()), 'grpc/protos');
  const options = { defaults: true, enums: String, keepCase: true, longs: String, oneofs: true };
  const protocol = grpc().loadPackageDefinition(
    protoLoader().loadSync(
      FILES.map((file) => join(dir, file)),
      options,
    ),
  );
  const serviceOf = (inPackage: string, name: string) =>
    ((protocol[inPackage] as typeof protocol)[name] as unknown as ServiceClientConstructor).service;
  const server = new Server();
  onTestFinished(() => server.forceShutdown());
  server.addService(serviceOf('lnrpc', 'Lightning'), { getInfo: answer(INFO), ...lightning });
  server.addService(serviceOf('routerrpc', 'Router'), router);
  const credentials = ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(VALID), private_key: Buffer.from(KEY) }]);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (cause, bound) => (cause ? reject(cause) : resolve(bound))),
  );
  const access: NodeAccess = { host: '127.0.0.1', port, socksProxy: null, certPem: VALID, macaroonHex: '' };
  return { access, expected: EXPECTED };
}
