// "No node yet? Run one here", with a real lnd that reads a real chain: made, connected, unlocked at each start, started again when it
// ends, ended with the till; and what a manager is told when it cannot be.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { startExchanges } from '../../src/main/rates/rates-test-bed.ts';
import type { ConnectEvent } from '../../src/shared/connecting.ts';
import type { NewSeed } from '../../src/shared/own-node.ts';
import { getBinaries } from '../../tools/lightning/binaries.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from '../till/open-test-till.ts';

const PIN = '84613027';
const ANSWERS = { language: 'en', currency: 'USD', pin: PIN, article: { name: 'Bread', priceMinor: 320 } } as const;

/** Of the suite's network: a node that has none of its own asks it for blocks. */
const { peer } = inject('network').chain;

let till: TestTill;
let lnd: string;
let dir: string;
beforeEach(async () => {
  lnd = (await getBinaries()).lnd;
  dir = mkdtempSync(join(tmpdir(), 'own-node-'));
  till = await openTestTill();
  await till.screen('manager').call.shop.setUp(ANSWERS);
});
afterEach(async () => {
  await till.close();
  rmSync(dir, { recursive: true, force: true });
});

const openManager = async (): Promise<TestScreen> => {
  const manager = till.screen('manager');
  await manager.until(({ shop, staff }) => !shop.practice && staff.tiles.length > 0);
  if (!manager.state.session.staff) await manager.call.session.signIn({ staffId: manager.state.staff.tiles[0]?.id ?? '', pin: PIN });
  await manager.until(({ session }) => session.staff !== null);
  return manager;
};
const heard = async (events: AsyncIterable<ConnectEvent>): Promise<ConnectEvent[]> => {
  const told: ConnectEvent[] = [];
  for await (const event of events) told.push(event);
  return told;
};
const repeated = ({ words, repeat }: NewSeed) => repeat.map((position) => words[position - 1] ?? '');
const makeNode = async (manager: TestScreen): Promise<NewSeed> => {
  const seed = await manager.call.ownNode.begin({ program: lnd, network: 'simnet', peer });
  await manager.call.ownNode.make({ attemptId: seed.attemptId, words: repeated(seed) });
  const told = await heard(await manager.call.ownNode.connect());
  expect(told.at(-1), JSON.stringify(told)).toEqual({ connected: true });
  return seed;
};
/** The processes that run in this till's data folder. */
const running = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--lnddir=${till.dataDir}`);
      } catch {
        return false;
      }
    })
    .map(Number);
/** A program that is called lnd. */
const program = (script: string) => {
  const path = join(dir, 'lnd');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};
const troubleOf = async (call: Promise<unknown>) => {
  try {
    await call;
  } catch (cause) {
    return (cause as { data?: { trouble?: string } }).data?.trouble ?? cause;
  }
  return 'no trouble';
};

describe('a node of the till’s own', () => {
  test('is made from words that a person repeats, is connected by itself, and keeps its seed nowhere', async () => {
    const manager = await openManager();
    const seed = await manager.call.ownNode.begin({ program: lnd, network: 'simnet', peer });
    expect(seed.words).toHaveLength(24);
    expect(new Set(seed.repeat).size).toBe(3);
    expect(manager.state.ownNode).toMatchObject({ status: 'making', network: 'simnet', trouble: null });

    const words = repeated(seed);
    expect(await refusal(manager.call.ownNode.make({ attemptId: seed.attemptId, words: ['zoo', words[1] ?? '', words[2] ?? ''] }))).toBe(
      'SEED_WRONG',
    );
    expect(await refusal(manager.call.ownNode.make({ attemptId: 'another', words }))).toBe('NOT_FOUND');
    const making = manager.call.ownNode.make({ attemptId: seed.attemptId, words: words.map((word) => ` ${word.toUpperCase()} `) });
    // Whoever closes the dialog while the wallet is being made does not take its password from it.
    const other = { attemptId: seed.attemptId, words: ['zoo', 'zoo', 'zoo'] };
    await vi.waitFor(async () => expect(await refusal(manager.call.ownNode.make(other))).toBe('NOT_FOUND'));
    await manager.call.ownNode.giveUp();
    await making;
    const told = await heard(await manager.call.ownNode.connect());
    expect(told.at(-1), JSON.stringify(told)).toEqual({ connected: true });

    const owner = await openManager();
    await owner.until(({ lightning, ownNode }) => lightning.health !== 'missing' && ownNode.status === 'running');
    const connection = await owner.call.lightning.connection();
    expect(connection.node).toMatchObject({ prefix: 'lnsb', address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) });
    expect(await refusal(owner.call.ownNode.begin({ program: lnd, network: 'simnet', peer }))).toBe('OWN_NODE_EXISTS');

    const pair = seed.words.slice(0, 2).join(' ');
    const files = readdirSync(till.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(10);
    expect(files.map((file) => join(file.parentPath, file.name)).filter((path) => readFileSync(path).includes(pair))).toEqual([]);
    expect(till.logged()).not.toContain(pair);
  });

  test('is paid at the rate of the exchanges, which are asked from its connection on', async () => {
    const exchanges = await startExchanges();
    try {
      await till.close();
      till = await openTestTill({ exchanges: exchanges.fetch });
      await till.screen('manager').call.shop.setUp(ANSWERS);
      for (const name of ['Kraken', 'Coinbase', 'Bitstamp']) exchanges.say(name, '100000.00', till.clock.nowMs);
      const manager = await openManager();
      expect(manager.state.lightning.rate).toEqual({ ok: false, reason: 'missing' });
      expect(exchanges.asked).toEqual([]);
      await makeNode(manager);
      const cashier = till.screen('cashier');
      await cashier.until(({ lightning: { rate } }) => rate.ok && rate.minorPerBtc === 10_000_000 && rate.sources.length === 3);
      expect(cashier.state.lightning.rate).toMatchObject({ method: 'market', sources: ['Kraken', 'Coinbase', 'Bitstamp'] });
      const owner = await openManager();
      await owner.until(({ rates }) => rates.sources.length === 5 && rates.handLimits?.lowestMinorPerBtc === 7_000_000);
    } finally {
      await exchanges.close();
    }
  });

  test('is unlocked at each start, and ended with the till', async () => {
    await makeNode(await openManager());
    expect(running()).toHaveLength(1);
    await till.till.close();
    expect(running()).toEqual([]);
    await till.restart();
    const manager = await openManager();
    await manager.until(({ ownNode }) => ownNode.status === 'running');
    await manager.until(({ lightning }) => ['ready', 'unsynced'].includes(lightning.health));
    expect(running()).toHaveLength(1);
  });

  test('is connected after a restart, when the till was closed before it was', async () => {
    const first = await openManager();
    const seed = await first.call.ownNode.begin({ program: lnd, network: 'simnet', peer });
    await first.call.ownNode.make({ attemptId: seed.attemptId, words: repeated(seed) });
    await till.restart();
    const manager = await openManager();
    await manager.until(({ lightning }) => ['ready', 'unsynced'].includes(lightning.health));
    expect((await manager.call.lightning.connection()).node?.address).toMatch(/^127\.0\.0\.1:/);
  });

  test('is started again when it is killed', async () => {
    const manager = await openManager();
    await makeNode(manager);
    const owner = await openManager();
    await owner.until(({ ownNode }) => ownNode.status === 'running');
    const [killed] = running();
    process.kill(killed ?? 0, 'SIGKILL');
    await owner.until(({ ownNode }) => ownNode.status === 'stopped' && ownNode.trouble === 'ended');
    await owner.until(({ ownNode }) => ownNode.status === 'running' && ownNode.trouble === null);
    expect(running()).not.toContain(killed);
  });

  test('is given up without a trace when nobody repeats the words', async () => {
    const manager = await openManager();
    const seed = await manager.call.ownNode.begin({ program: lnd, network: 'simnet', peer });
    await manager.call.ownNode.giveUp();
    await manager.until(({ ownNode }) => ownNode.status === 'none');
    expect(running()).toEqual([]);
    expect(await refusal(manager.call.ownNode.make({ attemptId: seed.attemptId, words: repeated(seed) }))).toBe('NOT_FOUND');
    expect(await refusal(manager.call.ownNode.connect())).toBe('NODE_MISSING');
    // And from the beginning again, with another seed.
    const again = await manager.call.ownNode.begin({ program: lnd, network: 'simnet', peer });
    expect(again.words).not.toEqual(seed.words);
  });
});

describe('a manager is told that', () => {
  test.each([
    ['no_program', () => join(dir, 'lnd')],
    ['no_program', () => 'lnd'],
    ['not_lnd', () => '/bin/sh'],
    ['not_lnd', () => program('echo hello')],
    ['not_lnd', () => program('exit 1')],
    ['old_version', () => program('echo "lnd version 0.15.5-beta commit=v0.15.5-beta"')],
    ['ended', () => program('[ "$1" = --version ] && echo "lnd version 0.20.0-beta commit=" || exit 3')],
    [
      'port_taken',
      () =>
        program('[ "$1" = --version ] && echo "lnd version 0.20.0-beta commit=" || echo "listen tcp 127.0.0.1:10009: bind: address already in use"'),
    ],
    ['disk_full', () => program('[ "$1" = --version ] && echo "lnd version 0.20.0-beta commit=" || echo "write /x: no space left on device"')],
  ])('%s', async (trouble, path) => {
    const manager = await openManager();
    expect(await troubleOf(manager.call.ownNode.begin({ program: path(), network: 'simnet', peer }))).toBe(trouble);
    expect(running()).toEqual([]);
    await manager.until(({ ownNode }) => ownNode.status === 'none');
  });
});
