// A receipt printer to train and test with: a TCP server that reads real ESC/POS or Star, sends real status and keeps what came out
// as papers. What is on paper and what the printer says about it are two things here, as they are in a shop.
import net from 'node:net';
import { encode as encodeQr } from 'uqr';
import { PRINT_DOTS } from '../printer/escpos-commands.ts';
import { createInterpreter, type PrintedRow } from './escpos-interpreter.ts';
import { createPaperTray } from './paper-tray.ts';
import type { PrintedPaper } from './printed-paper.ts';
import { automaticStatus, type PrinterFault, statusAnswer, stopsPrinting } from './printer-faults.ts';
import { EPSON, MODELS, type PrinterSimulatorOptions } from './printer-options.ts';
import { createRealTimeScanner } from './real-time.ts';
import { createSimulatedDrawer, type SimulatedDrawer } from './simulated-drawer.ts';
import { createStarInterpreter } from './star-interpreter.ts';
import { createStarScanner, starStatus } from './star-status.ts';

export interface PrinterSimulator {
  readonly port: number;
  /** Oldest first. */
  readonly papers: readonly PrintedPaper[];
  /** How often the drawer was opened. */
  readonly kicks: number;
  readonly drawer: SimulatedDrawer;
  /**
   * Begins now, or when so many bytes of the next receipt have been read (counted from its ESC @). `reset_in_job` without
   * a number waits for the next receipt's fifth line.
   */
  setFault(fault: PrinterFault, afterBytes?: number | undefined): void;
  /** Somebody takes out what is stuck: from now on the printer goes on when it is told to. */
  free(): void;
  onPaper(listener: (paper: PrintedPaper) => void): () => void;
  close(): Promise<void>;
}

const TICK_MS = 20;
const LINES_BEFORE_RESET = 5;

export async function startPrinterSimulator(options: PrinterSimulatorOptions): Promise<PrinterSimulator> {
  const dots = PRINT_DOTS[options.widthMm];
  const model = MODELS[options.codePage ?? 'cp949'];
  const random = options.random ?? Math.random;
  const tray = createPaperTray({
    widthMm: options.widthMm,
    dots,
    language: model === 'chinese' ? 'zh' : 'ja',
    nowMs: options.nowMs,
    keep: options.keep ?? 1000,
    ...(options.fontPath !== undefined && { fontPath: options.fontPath }),
  });
  const identity = options.identity === undefined ? EPSON : options.identity;
  const confirms = options.confirms ?? 'job_id';
  const drawer = createSimulatedDrawer(options.drawerOpenIsHigh ?? null, () => {
    if (automaticStatusMask !== 0) say(statusNow());
  });
  /** Star: how many ETB were printed up to. */
  let etbs = 0;
  /** It is being asked who it is: the ESC @ after that begins no receipt. */
  let asked = false;
  /** What is stuck was taken out; the printer waits to be told. */
  let freed = false;

  let fault: PrinterFault = 'none';
  /** A fault that waits for its place in the next receipt. */
  let armed: { fault: PrinterFault; afterBytes: number } | null = null;
  let bytesOfReceipt: number | null = null;

  // One connection is served at a time, as printers do; the others wait for its end.
  let served: net.Socket | null = null;
  const connections = new Set<net.Socket>();
  let automaticStatusMask = 0;
  let realTimeKickAllowed = true;

  let buffer: number[] = [];
  let tick: NodeJS.Timeout | undefined;

  function say(bytes: Uint8Array) {
    if (!served?.writable) return;
    if (fault === 'garbage') served.write(Uint8Array.from({ length: 1 + Math.floor(random() * 8) }, () => Math.floor(random() * 256)));
    served.write(bytes);
  }

  const statusNow = () =>
    options.family === 'star' ? starStatus(fault, confirms === 'never' ? null : etbs, drawer.high) : automaticStatus(fault, drawer.high);

  const mechanism = {
    dots,
    print(row: PrintedRow) {
      tray.print(row);
      if (armed?.fault === 'reset_in_job' && armed.afterBytes === Number.POSITIVE_INFINITY && tray.lineCount >= LINES_BEFORE_RESET) reset();
    },
    initialised() {
      // Lines that were never cut off belong to a receipt that will not go on: someone tears them off.
      tray.finish(false);
      tray.read(0x1b, 0x40);
      realTimeKickAllowed = true;
      automaticStatusMask = 0;
      bytesOfReceipt = asked ? null : 0;
      asked = false;
    },
    cut: () => tray.finish(true),
    kickDrawer: () => drawer.kick(),
    qrModules: (data: string) => encodeQr(data, { ecc: 'M', border: 0, maskPattern: 0 }).size,
  };
  const newEscPos = () =>
    createInterpreter({
      ...mechanism,
      model,
      knows: (command) => !options.printsUnknown || !{ I: identity === null, r: confirms === 'never', a: true, '(': confirms !== 'job_id' }[command],
      identify(which) {
        asked = true;
        const said = identity && { 65: identity.firmware, 66: identity.maker, 67: identity.model }[which];
        if (said) say(Buffer.from(`_${said}\0`, 'latin1'));
      },
      tellSensor() {
        if (confirms === 'never') return;
        bytesOfReceipt = null;
        if (fault !== 'no_ack') say(Uint8Array.of(fault === 'paper_low' ? 0x03 : 0));
      },
      setAutomaticStatus(mask) {
        automaticStatusMask = mask;
        if (mask !== 0) say(statusNow());
      },
      jobDone(jobId) {
        if (confirms !== 'job_id') return;
        bytesOfReceipt = null;
        if (fault !== 'no_ack') say(Buffer.concat([Uint8Array.of(0x37, 0x22), jobId, Uint8Array.of(0)]));
      },
      allowRealTimeKick(allowed) {
        realTimeKickAllowed = allowed;
      },
    });
  const newStar = () =>
    createStarInterpreter({
      ...mechanism,
      count() {
        bytesOfReceipt = null;
        if (fault === 'no_ack') return;
        etbs = (etbs + 1) % 32;
        if (automaticStatusMask !== 0) say(statusNow());
      },
      resetCounter() {
        etbs = 0;
      },
      setAutomaticStatus(on) {
        // Before the first receipt: the ESC @ in front of it begins none.
        bytesOfReceipt = null;
        automaticStatusMask = on ? 1 : 0;
      },
    });
  const newInterpreter = options.family === 'star' ? newStar : newEscPos;
  let interpret = newInterpreter();

  /** Power lost for a moment: the connection and all that was not on paper yet are gone. */
  function reset() {
    armed = null;
    fault = 'none';
    automaticStatusMask = 0;
    forget();
    for (const socket of connections) socket.resetAndDestroy();
  }

  /** What has come in and is not printed; the lines that are printed hang out of the printer. */
  function forget() {
    buffer = [];
    bytesOfReceipt = null;
    interpret = newInterpreter();
    tray.finish(false);
  }

  function begin(next: PrinterFault) {
    armed = null;
    if (next === 'reset_in_job') return reset();
    const before = statusNow();
    fault = next;
    freed = false;
    if (next === 'cover_open' && options.coverClears) forget();
    const after = statusNow();
    if (automaticStatusMask !== 0 && Buffer.compare(before, after) !== 0) say(after);
  }

  /** Reads from the buffer for as long as nothing stops it. */
  function work() {
    let allowance = typeof fault === 'object' ? Math.max(1, Math.round((fault.bytesPerSecond * TICK_MS) / 1000)) : Number.POSITIVE_INFINITY;
    let read = 0;
    while (read < buffer.length && allowance > 0 && !stopsPrinting(fault)) {
      if (armed && bytesOfReceipt !== null && bytesOfReceipt >= armed.afterBytes) {
        begin(armed.fault);
        continue;
      }
      const byte = buffer[read] ?? 0;
      read += 1;
      allowance -= 1;
      if (bytesOfReceipt !== null) {
        tray.read(byte);
        bytesOfReceipt += 1;
      }
      interpret(byte);
    }
    buffer = buffer.slice(read);
    clearTimeout(tick);
    if (buffer.length > 0 && !stopsPrinting(fault)) tick = setTimeout(work, TICK_MS);
  }

  function serve(socket: net.Socket) {
    served = socket;
    const scan =
      options.family === 'star'
        ? createStarScanner(() => say(statusNow()), forget)
        : createRealTimeScanner({
            askStatus: (query) => say(Uint8Array.of(statusAnswer(fault, query, drawer.high))),
            recover(way) {
              if (!freed) return;
              if (way === 2) forget();
              begin('none');
            },
            kickDrawer() {
              if (realTimeKickAllowed) drawer.kick();
            },
            clear() {
              forget();
              say(Uint8Array.of(0x37, 0x25, 0));
            },
          });
    socket.on('data', (bytes) => {
      for (const byte of bytes) {
        scan(byte);
        buffer.push(byte);
      }
      work();
    });
    socket.resume();
  }

  // Its answers are a few bytes each: collecting them would have every paper wait 40 ms.
  const server = net.createServer({ noDelay: true }, (socket) => {
    connections.add(socket);
    socket.pause();
    // A connection that breaks is closed, and that is all a printer makes of it.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      connections.delete(socket);
      if (served !== socket) return;
      served = null;
      automaticStatusMask = 0;
      const [next] = connections;
      if (next) serve(next);
    });
    if (!served) serve(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as net.AddressInfo).port,
    papers: tray.papers,
    get kicks() {
      return drawer.kicks;
    },
    drawer,
    free() {
      freed = fault === 'cutter_error' || fault === 'mechanical_error';
    },
    setFault(next, afterBytes) {
      const when = afterBytes ?? (next === 'reset_in_job' ? Number.POSITIVE_INFINITY : null);
      if (when !== null) {
        armed = { fault: next, afterBytes: when };
        return;
      }
      begin(next);
      work();
    },
    onPaper: tray.onPaper,
    async close() {
      clearTimeout(tick);
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
