import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { createJournal, type Journal } from './journal.ts';
import { createNodeStore, type NodeStore } from './node-store.ts';
import { createProjection } from './projection.ts';

let dir: string;
let database: TillDatabase;
let journal: Journal;
let nodes: NodeStore;
let nowMs: number;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-nodes-'));
  nowMs = 1_000;
  const log = createLog(
    () => undefined,
    () => nowMs,
  );
  database = openTillDatabase(join(dir, 'own', 'till.sqlite'), { nowMs: () => nowMs, log });
  journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: () => nowMs, log });
  nodes = createNodeStore(database.facts);
});
afterEach(() => {
  database.close();
  rmSync(dir, { recursive: true, force: true });
});

const connect = (nodeId: string, prefix: string, sinceMs: number) =>
  journal.transact((append) =>
    append('node_connected', { nodeId, alias: nodeId, prefix, address: 'node:10009', certificateSha256: null, rootKeyId: '7', sinceMs }, null),
  );
const forget = (nodeId: string) => journal.transact((append) => append('node_forgotten', { nodeId, revoked: false }, null));
const receive = (nodeId: string) =>
  journal.transact((append) =>
    append(
      'settlement_recorded',
      {
        settlementId: 'aa',
        nodeId,
        settleIndex: 1,
        kind: 'keysend',
        paymentHash: 'aa',
        receivedMsat: 1_000,
        settledAtMs: 1_000,
        saleId: null,
        tenderId: null,
        disposition: 'unexplained',
        creditedMinor: 0,
        attention: null,
        chain: null,
      },
      null,
    ),
  );

test('one node is connected at a time, and the last one is remembered when it is forgotten', () => {
  connect('02aa', 'lnbc', 1);
  nowMs = 2_000;
  connect('02bb', 'lnbc', 2);
  expect(nodes.connected()?.nodeId).toBe('02bb');
  forget('02bb');
  expect(nodes.connected()).toBeNull();
  expect(nodes.last()?.nodeId).toBe('02bb');
});

test('a node that comes back takes money for the shop since its first time', () => {
  connect('02aa', 'lnbc', 5);
  forget('02aa');
  nowMs = 9_000;
  connect('02aa', 'lnbc', 9);
  expect(nodes.connected()).toMatchObject({ sinceMs: 5, connectedAtMs: 9_000 });
});

test('money of another network is known as such, also of a node that was forgotten; a node without money is no matter', () => {
  connect('02aa', 'lntbs', 1);
  forget('02aa');
  expect(nodes.hasMoneyOfOtherNetwork('lnbc')).toBe(false);
  receive('02aa');
  expect(nodes.hasMoneyOfOtherNetwork('lnbc')).toBe(true);
  expect(nodes.hasMoneyOfOtherNetwork('lntbs')).toBe(false);
});
