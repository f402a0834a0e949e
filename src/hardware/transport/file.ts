// A device file that takes and gives bytes as they are: USB printers (/dev/usb/lp0), parallel ports (/dev/lp0). Opened so that
// nothing on it ever waits in one of Node's few threads: a printer that is off would keep that thread for as long as it is off.
import fs from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { faultOfFile, type OpenTransport, type Transport, TransportError } from './transport.ts';

/** How often a device that has nothing to say is asked again, and one that has no room: USB takes 8 KB in about 8 ms. */
const POLL_MS = 20;
const BUSY_MS = 4;
/** How often it is looked for while it has nothing to say: some drivers do not tell a reader that their device is gone. */
const LOOK_MS = 1000;
const READ_BYTES = 4096;
/** Linux, devices.txt: the character devices lp0, lp1, ... */
const PARALLEL_MAJOR = 6;

export function fileTransport(path: string): OpenTransport {
  return async (listener, signal) => {
    const { file, is, isParallel } = await open(path);
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
      let oneWay = false;
      const ifSilent = (error: NodeJS.ErrnoException) => {
        oneWay = hasNoWayBack(error, isParallel);
        return oneWay ? 0 : ifBusy(error);
      };
      for (let idleMs = 0; !ended; ) {
        const bytesRead = oneWay ? 0 : await file.read(buffer, 0, READ_BYTES, null).then(({ bytesRead }) => bytesRead, ifSilent);
        if (ended) return;
        if (bytesRead > 0) {
          idleMs = 0;
          listener.onData(Buffer.from(buffer.subarray(0, bytesRead)));
          continue;
        }
        // Nothing to read is no end: usblp says so when it has nothing to say.
        await setTimeout(POLL_MS);
        idleMs += POLL_MS;
        if (idleMs < LOOK_MS) continue;
        idleMs = 0;
        if (!is(await fs.promises.stat(path))) throw new Error('another device has its name');
      }
    };
    const write = async (bytes: Uint8Array) => {
      for (let start = 0; start < bytes.length; ) {
        if (ended) throw new Error('closed');
        const written = await file.write(bytes, start, bytes.length - start, null).then(({ bytesWritten }) => bytesWritten, ifBusy);
        start += written;
        if (written === 0) await setTimeout(BUSY_MS);
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

interface Opened {
  file: fs.promises.FileHandle;
  /** Whether what has its name now is still the device that was opened. */
  is(now: fs.Stats): boolean;
  isParallel: boolean;
}

async function open(path: string): Promise<Opened> {
  const { O_RDWR, O_WRONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = fs.constants;
  // Not as a terminal that could end the till with a key.
  const openAs = (access: number) => fs.promises.open(path, access | O_NONBLOCK | O_NOCTTY);
  const file = await openAs(O_RDWR)
    // Some parallel ports give nothing back, and are not to be opened for it.
    .catch((error: unknown) => (faultOfFile(error) === 'missing' && fs.existsSync(path) ? openAs(O_WRONLY) : Promise.reject(error)))
    .catch((error: NodeJS.ErrnoException) => {
      const fault = error.code === 'EISDIR' ? 'wrong_device' : faultOfFile(error);
      throw new TransportError(fault, `the device file ${path} cannot be opened`, { cause: error });
    });
  const opened = await file.stat();
  if (opened.isFile()) {
    await file.close();
    // It would take every paper, and print none.
    throw new TransportError('wrong_device', `${path} is a file, and no device`);
  }
  return {
    file,
    is: ({ ino, rdev }) => ino === opened.ino && rdev === opened.rdev,
    isParallel: ((opened.rdev >> 8) & 0xfff) === PARALLEL_MAJOR,
  };
}

/** A device that only takes bytes: usblp says EINVAL of such a printer, lp EIO each time that it does not answer in nibble mode. */
function hasNoWayBack({ code }: NodeJS.ErrnoException, isParallel: boolean): boolean {
  return code === 'EINVAL' || code === 'EBADF' || (code === 'EIO' && isParallel);
}

/** No bytes now; anything else is an end. */
function ifBusy(error: NodeJS.ErrnoException): number {
  if (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK') return 0;
  throw error;
}
