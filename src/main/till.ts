// Composition root: takes the data folder, opens the shop in it, serves the calls; and goes over to another shop or ends.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from '@orpc/server';
import type { Contract, OwnShop } from '../shared/contract.ts';
import { TillError } from '../shared/errors.ts';
import type { Screen } from '../shared/state.ts';
import { createCalls, type TillConnection } from './calls.ts';
import type { SampleId } from './catalogue/samples.ts';
import { keyFilePath, shopDatabasePath } from './data-dir.ts';
import { foundShop, ownFoundation, practiceFoundation } from './founding.ts';
import type { Log } from './log.ts';
import { createKeeper } from './own-node/keeper.ts';
import type { Fetch } from './rates/ask.ts';
import { createKeyFileMaster } from './secrets/key-file.ts';
import { createKeychainMaster, type Keychain } from './secrets/keychain.ts';
import type { MasterKey } from './secrets/master-key.ts';
import { createPassphraseMaster } from './secrets/passphrase.ts';
import { openShop, type Shop } from './shop.ts';
import type { Sessions } from './staff/rest.ts';
import { createStateBoard } from './state-board.ts';
import { lockDataDir } from './store/data-lock.ts';
import { publishFile } from './store/durable-file.ts';

export interface TillOptions {
  /** Where everything is kept; made when it is not there. One till at a time. */
  dataDir: string;
  /** The practice shop that is founded in an empty `dataDir`. */
  sample: SampleId;
  /** Milliseconds since the epoch. */
  nowMs: () => number;
  log: Log;
  /** The system's keychain, where the shell has a way to it. */
  keychain?: Keychain;
  /** What the owner chose to give at each start instead. */
  passphrase?: string | undefined;
  /** The script of the reports' worker thread (differs between the built program and the sources). */
  reportWorkerUrl: URL;
  filesWorkerUrl: URL;
  exportWorkerUrl: URL;
  pcscWorkerUrl: URL;
  /** The way to the exchanges, where it is not the usual one. */
  fetch?: Fetch;
  /** LNURL services of the shop's own network that may be asked, by their origins (`http://10.0.0.5:5000`). */
  localServices?: readonly string[];
}

/** One page's connection; the transports give it to each call as `context.connection`. */
export type Connection = TillConnection;

export interface CallContext {
  connection: Connection;
}

export interface Till {
  /** The contract served, for the RPCHandler of a transport. */
  router: Router<Contract, CallContext>;
  /** `sessionKey`: the same for all connections of one screen in one browser; unguessable where it comes from outside. */
  connect(screen: Screen, sessionKey: string): Connection;
  /** Stops taking calls, lets running work end, closes the database. */
  close(): Promise<void>;
}

type ShopName = 'practice' | 'own';

/** Throws StoreOpenError, whose message is for the shop's owner. */
export async function openTill({
  dataDir,
  sample,
  nowMs,
  log,
  keychain,
  passphrase,
  reportWorkerUrl,
  filesWorkerUrl,
  exportWorkerUrl,
  pcscWorkerUrl,
  fetch = globalThis.fetch,
  localServices = [],
}: TillOptions): Promise<Till> {
  const unlock = lockDataDir(dataDir);
  const board = createStateBoard(nowMs);
  const connections = new Set<Connection>();
  let current: Shop | null = null;
  let moving: Promise<void> | null = null;

  const dirOf = (name: ShopName) => join(dataDir, name);
  const ownShopExists = () => existsSync(shopDatabasePath(dirOf('own')));
  const markerPath = join(dataDir, 'open-shop');
  const masters: readonly MasterKey[] = [
    ...(passphrase === undefined ? [] : [createPassphraseMaster({ passphrase, randomBytes })]),
    ...(keychain ? [createKeychainMaster(keychain)] : []),
    createKeyFileMaster({ path: keyFilePath(dataDir), randomBytes }),
  ];

  const sessions: Sessions = new Map();
  const keeper = createKeeper({ dir: join(dirOf('own'), 'lnd'), log });
  const reopen = (write: () => void, prepare = () => Promise.resolve()) => move(shopOpen(), prepare, write);
  const shopOpen = (): ShopName => (shop().settings().practice ? 'practice' : 'own');

  const open = async (name: ShopName) => {
    current = await openShop({
      dir: dirOf(name),
      masters,
      sessions,
      reopen,
      ownShopExists,
      board,
      reportWorkerUrl,
      filesWorkerUrl,
      exportWorkerUrl,
      pcscWorkerUrl,
      fetch,
      localServices,
      keeper,
      nowMs,
      log,
    });
  };
  const leave = async () => {
    const left = current;
    current = null;
    await left?.close();
  };
  const remember = (name: ShopName) => {
    writeFileSync(`${markerPath}.new`, name);
    publishFile(`${markerPath}.new`, markerPath);
  };
  const shop = (): Shop => {
    if (!current) throw new TillError('SHUTTING_DOWN');
    return current;
  };

  /**
   * Closes the open shop and opens the other (or itself again), prepared before; when that fails, the first one is opened again.
   * `write` is the open shop's last word, when nothing stands in the way any more.
   */
  const move = (name: ShopName, prepare: () => Promise<void>, write: () => void = () => undefined): Promise<void> => {
    if (moving !== null) throw new TillError('SHUTTING_DOWN');
    const from = shop();
    if (from.waitsForMoney()) throw new TillError('SALE_HAS_PAYMENT');
    const back = shopOpen();
    moving = (async () => {
      await prepare();
      if (from.waitsForMoney()) throw new TillError('SALE_HAS_PAYMENT');
      write();
      try {
        await leave();
        if (name !== back) sessions.clear();
        await open(name);
        remember(name);
      } catch (cause) {
        await leave();
        await open(back);
        throw cause;
      } finally {
        board.touch('session');
      }
    })().finally(() => {
      moving = null;
    });
    return moving;
  };

  const router = createCalls({
    shop,
    board,
    log,
    async setUpOwnShop(answers: OwnShop) {
      if (ownShopExists()) throw new TillError('SHOP_EXISTS');
      const foundation = ownFoundation(answers);
      await move('own', () => foundShop(dirOf('own'), foundation, { nowMs, log }));
    },
    async openShop(which) {
      if (which === 'own' && !ownShopExists()) throw new TillError('NOT_FOUND');
      if (which !== shopOpen()) await move(which, () => Promise.resolve());
    },
  });

  try {
    const last = existsSync(markerPath) && readFileSync(markerPath, 'utf8') === 'own' && ownShopExists() ? 'own' : 'practice';
    if (isEmptyOrMissing(dirOf('practice'))) await foundShop(dirOf('practice'), practiceFoundation(sample), { nowMs, log });
    await open(last);
  } catch (cause) {
    await keeper.stop();
    unlock();
    throw cause;
  }

  return {
    router,
    connect(screen, sessionKey) {
      const end = new AbortController();
      const connection: Connection = {
        screen,
        sessionKey,
        signal: end.signal,
        close() {
          connections.delete(connection);
          end.abort();
        },
      };
      connections.add(connection);
      return connection;
    },
    async close() {
      for (const connection of connections) connection.close();
      // A move in progress ends first; its own caller hears of its failure.
      await moving?.catch((cause: unknown) => log.error('till.move_failed', cause));
      await leave();
      await keeper.stop();
      unlock();
    },
  };
}

function isEmptyOrMissing(dir: string): boolean {
  return !existsSync(dir) || readdirSync(dir).length === 0;
}
