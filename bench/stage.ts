// What the benchmarks of the screens play on: the built till on its large shop and the bare page, each a process of its own,
// both shown by one Chromium, and a printer that tells when the first byte of a receipt has come.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { findChromium } from '../scripts/browsers.mjs';
import { startPrinterSimulator } from '../src/hardware/simulators/printer.ts';
import { SIMULATED_PRINTER } from '../src/main/catalogue/samples/sample-shop.ts';
import { OWNER } from '../src/shared/rights.ts';
import { startTill, type TillProcess, type Page as TillScreen } from '../tests/crash/till-process.ts';
import { installPageClock, nowMs } from './page-clock.ts';

/** A status request has a few bytes, a receipt hundreds. */
const RECEIPT_BYTES = 100;

export interface PrinterDoor {
  port: number;
  /** When the next receipt's first bytes come, ms since the epoch. */
  nextReceipt(): Promise<number>;
  close(): void;
}

export interface Stage {
  till: TillProcess;
  manager: TillScreen;
  /** The cashier's connection of this process: signed in, and so is the page with it. */
  cashier: TillScreen;
  tillPage: Page;
  tillPrinter: PrinterDoor;
  floorPage: Page;
  floorSocket: WebSocket;
  floorPrinter: PrinterDoor;
  close(): Promise<void>;
}

export async function openStage(dataDir: string): Promise<Stage> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return { ...(await open(dataDir, closers)), close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function open(dataDir: string, closers: (() => unknown)[]): Promise<Omit<Stage, 'close'>> {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
  closers.push(() => simulator.close());
  const tillPrinter = await openPrinterDoor(simulator.port);
  const floorPrinter = await openPrinterDoor(null);
  closers.push(tillPrinter.close, floorPrinter.close);

  const till = await startTill(dataDir);
  closers.push(() => till.stop());
  const manager = await signedIn(till, 'manager', '9999');
  await manager.call.shop.change({ printers: [{ ...SIMULATED_PRINTER, connection: { kind: 'tcp', host: '127.0.0.1', port: tillPrinter.port } }] });
  closers.push(() => manager.call.shop.change({ printers: [SIMULATED_PRINTER] }));
  const cashier = await signedIn(till, 'cashier', '1111');
  const { sale } = cashier.state.checkout;
  // What a run before left behind.
  if (sale.status === 'completed') await cashier.call.sale.next({ saleId: sale.id });
  else await cashier.call.sale.cancel({ saleId: sale.id });

  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] : [],
  });
  closers.push(() => browser.close());
  const newPage = async (url: string, cookie?: { name: string; value: string }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    if (cookie) await context.addCookies([{ ...cookie, domain: '127.0.0.1', path: new URL(url).pathname }]);
    const page = await context.newPage();
    await page.addInitScript(installPageClock);
    await page.goto(url);
    return page;
  };

  const floorDir = mkdtempSync(join(tmpdir(), 'flash-till-floor-'));
  closers.push(() => rmSync(floorDir, { recursive: true }));
  const floor = spawn(
    process.execPath,
    [new URL('floor-server.ts', import.meta.url).pathname, join(floorDir, 'bare.sqlite'), String(floorPrinter.port)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  closers.push(async () => {
    floor.kill();
    if (floor.exitCode === null && floor.signalCode === null) await once(floor, 'exit');
  });
  const [port] = (await once(createInterface({ input: floor.stdout }), 'line')) as [string];
  const floorPage = await newPage(`http://127.0.0.1:${port}/`);
  const floorSocket = new WebSocket(`ws://127.0.0.1:${port}/ws`);
  closers.push(() => floorSocket.terminate());
  await once(floorSocket, 'open');

  const tillPage = await newPage(cashier.door.url, cashier.door.cookie);
  await tillPage.locator('.cashier-tile').first().waitFor();
  return { till, manager, cashier, tillPage, tillPrinter, floorPage, floorSocket, floorPrinter };
}

async function signedIn(till: TillProcess, at: 'cashier' | 'manager', pin: string): Promise<TillScreen> {
  const screen = await till.page(at);
  const role = at === 'manager' ? OWNER : 'cashier';
  const person = screen.state.staff.tiles.find((tile) => tile.role === role);
  if (!person) throw new Error(`no ${role} in the shop`);
  await screen.call.session.signIn({ staffId: person.id, pin });
  await screen.until((state) => state.session.staff !== null);
  return screen;
}

/** Passes everything on to the printer at `behind`; alone, it only listens. */
async function openPrinterDoor(behind: number | null): Promise<PrinterDoor> {
  let tell: (atMs: number) => void = () => undefined;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', ({ length }: Buffer) => {
      if (length >= RECEIPT_BYTES) tell(nowMs());
    });
    if (behind === null) return;
    const printer = net.connect(behind, '127.0.0.1');
    printer.on('error', () => socket.destroy());
    socket.on('close', () => printer.destroy());
    socket.pipe(printer).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    nextReceipt: () =>
      new Promise((resolve) => {
        tell = (atMs) => {
          tell = () => undefined;
          resolve(atMs);
        };
      }),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
