// A serial line: RS-232, or USB behind a virtual COM port. 8 data bits, no parity, 1 stop bit, as printers leave the factory.
import type { SerialPort } from 'serialport';
import { type OpenTransport, type Transport, TransportError } from './transport.ts';

export function serialTransport(settings: { path: string; baudRate: number }): OpenTransport {
  return async (listener, signal) => {
    // Loaded here: most tills have no serial device, and this brings a native module along.
    const { SerialPort } = await import('serialport');
    // XON/XOFF is obeyed by the operating system's driver and costs nothing where the device does not use it.
    const port = new SerialPort({ ...settings, autoOpen: false, xon: true });
    await open(port, settings.path);
    if (signal.aborted) {
      port.close();
      throw new TransportError('unreachable', 'given up');
    }

    let closedByUs = false;
    const lost = (cause?: Error | null) => new TransportError('lost', `the serial line ${settings.path} ended`, cause ? { cause } : {});
    let failure: Error | null = null;
    port.on('data', (bytes: Buffer) => listener.onData(bytes));
    port.on('error', (error) => {
      failure = error;
    });
    port.on('close', (error: Error | null) => {
      if (!closedByUs) listener.onEnd(lost(error ?? failure));
    });

    const transport: Transport = {
      write: (bytes) =>
        new Promise((written, failed) => {
          port.write(bytes, (error) => (error ? failed(lost(error)) : written()));
        }),
      close() {
        closedByUs = true;
        if (port.isOpen) port.close();
      },
    };
    return transport;
  };
}

function open(port: SerialPort, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    port.open((error) => (error ? reject(new TransportError('missing', `the serial line ${path} cannot be opened`, { cause: error })) : resolve()));
  });
}
