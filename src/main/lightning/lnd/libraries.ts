// gRPC and ln-service, loaded when the first node is spoken to: together they take a third of a second, which no shop without a
// node of its own should wait for at each start.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// Required at each use: Node keeps what it has loaded.
export const grpc = () => require('@grpc/grpc-js') as typeof import('@grpc/grpc-js');
export const protoLoader = () => require('@grpc/proto-loader') as typeof import('@grpc/proto-loader');
export const lnService = () => require('ln-service') as typeof import('ln-service');

/** Where lnd's protocol is: the files that ln-service's functions are made for. */
export const protocolPackage = () => require.resolve('lightning');
