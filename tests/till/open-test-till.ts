// A whole till in this process, on real files, with a clock that a test can move; calls go through the contract's gate
// as a screen's would.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { createLog } from '../../src/main/log.ts';
import type { Fetch } from '../../src/main/rates/ask.ts';
import { openTill, type Till } from '../../src/main/till.ts';
import type { Contract } from '../../src/shared/contract.ts';
import type { Sale } from '../../src/shared/sale.ts';
import type { Screen, StatePush, TillState } from '../../src/shared/state.ts';
import type { LightningTender } from '../../src/shared/tender.ts';

export type Client = ContractRouterClient<Contract>;

export interface TestScreen {
  call: Client;
  /** What the screen has been sent so far. */
  state: TillState;
  /** Resolves when what the screen was sent satisfies `condition`. */
  until(condition: (state: TillState) => boolean): Promise<void>;
  close(): void;
}

export interface TestTill {
  till: Till;
  dataDir: string;
  clock: { nowMs: number };
  /** Everything the till logged, as text. */
  logged: () => string;
  screen(screen: Screen, sessionKey?: string): TestScreen;
  /** A cashier's screen with Minji's PIN entered. */
  cashier(): Promise<TestScreen>;
  manager(): Promise<TestScreen>;
  /** Closes the till as a start after it would find it, and opens it again on the same files. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const noExchange: Fetch = () => Promise.reject(new TypeError('fetch failed'));

const FILES_WORKER = new URL('../../src/main/catalogue/files/files-worker.ts', import.meta.url);
const PCSC_WORKER = new URL('../../src/hardware/card-reader/pcsc-worker.ts', import.meta.url);
const EXPORT_WORKER = new URL('../../src/main/accounting/export-worker.ts', import.meta.url);
const REPORT_WORKER = new URL('../../src/main/reports/worker.ts', import.meta.url);

export async function openTestTill({
  sample = 'kr' as const,
  dataDir = mkdtempSync(join(tmpdir(), 'till-')),
  localServices = [] as readonly string[],
  exchanges = noExchange,
  startsAtMs = Date.now(),
}: {
  sample?: 'kr' | 'eu' | 'us';
  dataDir?: string;
  /** LNURL services on loopback, by their origins. */
  localServices?: readonly string[];
  /** The way to the exchanges; without one nobody is there. */
  exchanges?: Fetch;
  /** What its clock shows when it is opened. */
  startsAtMs?: number;
} = {}): Promise<TestTill> {
  // Runs with the real clock, ahead of it by what a test adds.
  let aheadMs = startsAtMs - Date.now();
  const clock = {
    get nowMs() {
      return Date.now() + aheadMs;
    },
    set nowMs(value: number) {
      aheadMs = value - Date.now();
    },
  };
  let lines = '';
  const log = createLog(
    (line) => {
      lines += line;
    },
    () => clock.nowMs,
  );
  const open = () =>
    openTill({
      dataDir,
      sample,
      nowMs: () => clock.nowMs,
      log,
      reportWorkerUrl: REPORT_WORKER,
      filesWorkerUrl: FILES_WORKER,
      exportWorkerUrl: EXPORT_WORKER,
      pcscWorkerUrl: PCSC_WORKER,
      fetch: exchanges,
      localServices,
    });
  let till = await open();
  const screens = new Set<TestScreen>();

  const screen = (name: Screen, sessionKey: string = name): TestScreen => {
    const connection = till.connect(name, sessionKey);
    const call: Client = createRouterClient(till.router, { context: { connection } });
    const state = {} as TillState;
    const waiting = new Set<() => void>();
    const mirror = async () => {
      for await (const push of (await call.state.watch()) as AsyncIterable<StatePush>) {
        const { withdrawn = [], ...slices } = push;
        Object.assign(state, slices);
        for (const slice of withdrawn) delete (state as Partial<TillState>)[slice];
        for (const look of [...waiting]) look();
      }
    };
    const mirroring = mirror();
    const opened: TestScreen = {
      call,
      state,
      until: (condition) =>
        new Promise((resolve, reject) => {
          const look = () => {
            if (!('shop' in state) || !condition(state)) return;
            waiting.delete(look);
            resolve();
          };
          waiting.add(look);
          mirroring.then(() => waiting.has(look) && reject(new Error('the till closed first')), reject);
          look();
        }),
      close: () => connection.close(),
    };
    screens.add(opened);
    return opened;
  };

  const signedIn = async (name: 'cashier' | 'manager', pin: string): Promise<TestScreen> => {
    const opened = screen(name);
    await opened.until((state) => state.staff.tiles.length > 0);
    const role = name === 'manager' ? 'owner' : name;
    const person = opened.state.staff.tiles.find((tile) => tile.role === role);
    if (!person) throw new Error(`no ${name} in the sample shop`);
    await opened.call.session.signIn({ staffId: person.id, pin });
    await opened.until((state) => state.session.staff !== null);
    return opened;
  };

  const closeTill = async () => {
    for (const opened of screens) opened.close();
    screens.clear();
    await till.close();
  };

  return {
    get till() {
      return till;
    },
    dataDir,
    clock,
    logged: () => lines,
    screen,
    cashier: () => signedIn('cashier', '1111'),
    manager: () => signedIn('manager', '9999'),
    async restart() {
      await closeTill();
      till = await open();
    },
    async close() {
      await closeTill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The code that a rejected call declares. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return String(cause.code);
    throw cause;
  }
  return 'no refusal';
}

/** The Lightning tender asked for last. */
export function lastCode(sale: Sale): LightningTender {
  const tender = sale.tenders.findLast((other) => other.kind === 'lightning');
  if (tender?.kind !== 'lightning') throw new Error('no code in this sale');
  return tender;
}
