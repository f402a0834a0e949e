// A TCP line to a network device. Raw printing is port 9100.
import net from 'node:net';
import { type OpenTransport, type Transport, TransportError, type TransportFault } from './transport.ts';

const CONNECT_TIMEOUT_MS = 3000;
/** An idle line is probed from here on, so that a pulled cable is noticed where the driver itself does not ask. */
const KEEP_ALIVE_MS = 10_000;

function faultOf(error: NodeJS.ErrnoException): TransportFault {
  return error.code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}

export function tcpTransport(address: { host: string; port: number }): OpenTransport {
  const name = `${address.host}:${address.port}`;
  return (listener, signal) =>
    new Promise((resolve, reject) => {
      const socket = net.connect({ ...address, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
      let opened = false;
      let failure: NodeJS.ErrnoException | null = null;
      const giveUp = () => socket.destroy(new Error('given up'));
      const timeout = setTimeout(() => socket.destroy(new Error(`no answer within ${CONNECT_TIMEOUT_MS} ms`)), CONNECT_TIMEOUT_MS);
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      const settle = () => {
        clearTimeout(timeout);
        signal.removeEventListener('abort', giveUp);
      };

      let closedByUs = false;
      const lost = () => new TransportError('lost', `the connection to ${name} ended`, failure ? { cause: failure } : {});
      const transport: Transport = {
        write: (bytes) => new Promise((written, failed) => socket.write(bytes, (error) => (error ? failed(lost()) : written()))),
        close() {
          closedByUs = true;
          socket.destroy();
        },
      };

      socket.on('connect', () => {
        settle();
        opened = true;
        resolve(transport);
      });
      socket.on('data', (bytes) => listener.onData(bytes));
      socket.on('error', (error) => {
        failure = error;
      });
      socket.on('close', () => {
        settle();
        if (!opened) reject(new TransportError(failure ? faultOf(failure) : 'unreachable', `no connection to ${name}`, { cause: failure }));
        else if (!closedByUs) listener.onEnd(lost());
      });
    });
}
