// A serial line: RS-232, or USB behind a virtual COM port.
import type { SerialPort } from 'serialport';
import type { SerialFrame } from '../../shared/connections.ts';
import { missingCase } from '../../shared/errors.ts';
import { faultOfFile, type OpenTransport, type Transport, TransportError } from './transport.ts';

export interface SerialLine {
  path: string;
  baudRate: number;
  frame: SerialFrame;
  /** XON/XOFF, obeyed by the operating system's driver: for devices that print, never where bytes 11 and 13 are data. */
  softwareFlow?: boolean;
}

/** A port of the machine's own takes a moment, one behind a radio some seconds. */
const OPENS_WITHIN_MS = 20_000;

/**
 * A line that hung up (an adapter that was pulled) may read as empty for ever instead of ending: Linux swaps its driver for one that does, and
 * the library reads on. What it then answers to a question about its modem lines is EIO.
 */
const LOOKED_AT_MS = 500;
const HUNG_UP = /input\/output error|EIO/i;

function bitsOf(frame: SerialFrame) {
  switch (frame) {
    case '8N1':
      return { dataBits: 8, parity: 'none', stopBits: 1 } as const;
    case '8E1':
      return { dataBits: 8, parity: 'even', stopBits: 1 } as const;
    case '7E1':
      return { dataBits: 7, parity: 'even', stopBits: 1 } as const;
    case '7O1':
      return { dataBits: 7, parity: 'odd', stopBits: 1 } as const;
    case '8N2':
      return { dataBits: 8, parity: 'none', stopBits: 2 } as const;
    default:
      return missingCase(frame);
  }
}

export function serialTransport({ path, baudRate, frame, softwareFlow = false }: SerialLine): OpenTransport {
  return async (listener, signal) => {
    // Loaded here: most tills have no serial device, and this brings a native module along.
    const { SerialPort } = await import('serialport');
    const port = new SerialPort({ path, baudRate, ...bitsOf(frame), autoOpen: false, xon: softwareFlow, xoff: softwareFlow });
    let failure: Error | null = null;
    port.on('error', (error) => {
      failure = error;
    });
    await open(port, path, signal);

    let closedByUs = false;
    const lost = (cause?: Error | null) => new TransportError('lost', `the serial line ${path} ended`, cause ? { cause } : {});
    port.on('data', (bytes: Buffer) => listener.onData(bytes));
    port.on('close', (error: Error | null) => {
      clearInterval(watch);
      if (!closedByUs) listener.onEnd(lost(error ?? failure));
    });
    const watch = setInterval(() => {
      port.get((error) => {
        if (!error || !HUNG_UP.test(error.message) || closedByUs || !port.isOpen) return;
        failure = error;
        port.close();
      });
    }, LOOKED_AT_MS);

    const transport: Transport = {
      write: (bytes) =>
        new Promise((written, failed) => {
          port.write(bytes, (error) => (error ? failed(lost(error)) : written()));
        }),
      close() {
        closedByUs = true;
        clearInterval(watch);
        if (port.isOpen) port.close();
      },
    };
    return transport;
  };
}

/** Some drivers (of Bluetooth ports) look for the device as long as they like, and cannot be told to stop: they are not waited for. */
function open(port: SerialPort, path: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let givenUp = false;
    const giveUp = () => {
      givenUp = true;
      settle();
      reject(new TransportError('unreachable', `the serial line ${path} was given up`));
    };
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    };
    const timer = setTimeout(giveUp, OPENS_WITHIN_MS);
    signal.addEventListener('abort', giveUp);
    port.open((error) => {
      if (givenUp) {
        // Nobody else would get it.
        if (!error) port.close();
        return;
      }
      settle();
      if (error) reject(new TransportError(faultOfFile(error), `the serial line ${path} cannot be opened`, { cause: error }));
      else resolve();
    });
    if (signal.aborted) giveUp();
  });
}
