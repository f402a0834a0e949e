// lnd's gRPC services on one channel, under the names that ln-service's functions look for. ln-service could open them by
// itself, but then TLS, proxies, time-outs and connecting again would be its own affair.
import { dirname, join } from 'node:path';
import type { CallOptions, Channel, GrpcObject, Interceptor, ServiceClientConstructor, ServiceError } from '@grpc/grpc-js';
import type { AuthenticatedLnd, UnauthenticatedLnd } from 'ln-service';
import { grpc, protocolPackage, protoLoader } from './libraries.ts';

/** What ln-service's functions take as `lnd`. */
export type Lnd = AuthenticatedLnd & UnauthenticatedLnd & { status: Record<string, unknown> };

const SERVICES = {
  blocks: ['chainkit.proto', 'chainrpc', 'ChainKit'],
  chain: ['chainnotifier.proto', 'chainrpc', 'ChainNotifier'],
  default: ['lightning.proto', 'lnrpc', 'Lightning'],
  invoices: ['invoices.proto', 'invoicesrpc', 'Invoices'],
  router: ['router.proto', 'routerrpc', 'Router'],
  status: ['stateservice.proto', 'lnrpc', 'State'],
  tower_client: ['wtclient.proto', 'wtclientrpc', 'WatchtowerClient'],
  unlocker: ['walletunlocker.proto', 'lnrpc', 'WalletUnlocker'],
  version: ['verrpc.proto', 'verrpc', 'Versioner'],
  wallet: ['walletkit.proto', 'walletrpc', 'WalletKit'],
} as const;

let packages: GrpcObject | undefined;

/** Loading the protocol takes 100 ms: once, when the first node is opened. */
function protocol(): GrpcObject {
  if (!packages) {
    const dir = join(dirname(protocolPackage()), 'grpc/protos');
    const files = Object.values(SERVICES).map(([file]) => join(dir, file));
    // As ln-service's functions expect it: 64-bit numbers are decimal strings, names as in lnd's own files.
    packages = grpc().loadPackageDefinition(
      protoLoader().loadSync(files, { defaults: true, enums: String, keepCase: true, longs: String, oneofs: true }),
    );
  }
  return packages;
}

export function openServices(channel: Channel, interceptor: Interceptor): Lnd {
  const services = Object.entries(SERVICES).map(([name, [, inPackage, service]]) => {
    // Address and credentials are the channel's.
    const Service = (protocol()[inPackage] as GrpcObject)[service] as ServiceClientConstructor;
    return [name, new Service(channel.getTarget(), grpc().credentials.createInsecure(), { channelOverride: channel, interceptors: [interceptor] })];
  });
  return Object.fromEntries(services);
}

/** One question to one service, for what ln-service has no function for or none that fits. `Reply` as lnd's files say. */
export function ask<Reply>(service: Readonly<Record<string, unknown>>, method: string, request: object, options: CallOptions = {}): Promise<Reply> {
  const rpc = service[method] as (request: object, options: CallOptions, done: (cause: ServiceError | null, reply: Reply) => void) => void;
  return new Promise((resolve, reject) => rpc.call(service, request, options, (cause, reply) => (cause ? reject(cause) : resolve(reply))));
}
