// A device file that takes and gives bytes as they are: USB printers (/dev/usb/lp0), parallel ports (/dev/lp0). Opened so that
// nothing on it ever waits in one of Node's few threads: a printer that is off would keep that thread for as long as it is off.
import fs from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { faultOfFile, type OpenTransport, type Transport, TransportError } from './transport.ts';

/** How often a device that has nothing to say, or no room, is asked again. */
const POLL_MS = 20;
const READ_BYTES = 4096;

export function fileTransport(path: string): OpenTransport {
  return async (listener, signal) => {
    const file = await open(path);
    if (signal.aborted) {
      await file.close();
      throw new TransportError('unreachable', 'given up');
    }
    let ended = false;
    let writing: Promise<void> = Promise.resolve();
    const lost = (cause: unknown) => new TransportError('lost', `the device file ${path} ended`, { cause });
    const end = () => {
      if (ended) return false;
      ended = true;
      // Closed when what is under way on it is over: the number may be another file's in the next moment.
      void Promise.allSettled([reading, writing]).then(() => file.close());
      return true;
    };
    const fail = (cause: unknown) => {
      const error = lost(cause);
      if (end()) listener.onEnd(error);
      return error;
    };

    const read = async () => {
      const buffer = Buffer.alloc(READ_BYTES);
      while (!ended) {
        const bytesRead = await file.read(buffer, 0, READ_BYTES, null).then(({ bytesRead }) => bytesRead, ifBusy);
        if (ended) return;
        if (bytesRead > 0) listener.onData(Buffer.from(buffer.subarray(0, bytesRead)));
        // Nothing to read is no end: usblp says so when it has nothing to say.
        else await setTimeout(POLL_MS);
      }
    };
    const write = async (bytes: Uint8Array) => {
      for (let start = 0; start < bytes.length; ) {
        if (ended) throw new Error('closed');
        const written = await file.write(bytes, start, bytes.length - start, null).then(({ bytesWritten }) => bytesWritten, ifBusy);
        start += written;
        if (written === 0) await setTimeout(POLL_MS);
      }
    };
    // In the next turn: who opened it has it before it can end.
    const reading = setTimeout(0)
      .then(read)
      .catch((cause: unknown) => void fail(cause));

    const transport: Transport = {
      write(bytes) {
        const written = writing.then(() => write(bytes)).catch((cause: unknown) => Promise.reject(fail(cause)));
        writing = written.catch(() => undefined);
        return written;
      },
      close: () => void end(),
    };
    return transport;
  };
}

function open(path: string): Promise<fs.promises.FileHandle> {
  const { O_RDWR, O_WRONLY, O_NONBLOCK = 0 } = fs.constants;
  const openAs = (access: number) => fs.promises.open(path, access | O_NONBLOCK);
  return (
    openAs(O_RDWR)
      // Some parallel ports give nothing back, and are not to be opened for it.
      .catch((error: unknown) => (faultOfFile(error) === 'missing' && fs.existsSync(path) ? openAs(O_WRONLY) : Promise.reject(error)))
      .catch((error: unknown) => Promise.reject(new TransportError(faultOfFile(error), `the device file ${path} cannot be opened`, { cause: error })))
  );
}

/** No bytes now; anything else is an end. */
function ifBusy(error: NodeJS.ErrnoException): number {
  if (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK') return 0;
  throw error;
}
