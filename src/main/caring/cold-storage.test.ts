import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import type { ColdStorageState, SweepProposal } from '../../shared/lightning-care.ts';
import { NodeError, type Spending, type SpendingNode } from '../lightning/lightning-node.ts';
import type { NodeCare } from '../lightning/node-care.ts';
import { openTillDatabase, type TillDatabase } from '../store/database.ts';
import { createJournal, type Journal } from '../store/journal.ts';
import { createProjection } from '../store/projection.ts';
import { createSweepStore } from '../store/sweep-store.ts';
import { type ColdStorage, openColdStorage } from './cold-storage.ts';

const COLD = { address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', thresholdSat: 100_000 };
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

let dir: string;
let database: TillDatabase;
let journal: Journal;
let nowMs: number;
let state: ColdStorageState;
let opened: ColdStorage;
/** The node: what lies there, what it sent under which label, and how its next answer to a sending is. */
let node: { spendableSat: number; sent: Map<string, string>; answer: 'sends' | 'refuses' | 'sends and is lost' | 'is lost'; spendingOpen: number };
let settings: typeof COLD | null;

const care = {
  async chainFunds() {
    return { spendableSat: node.spendableSat, reservedSat: 10_000 };
  },
  async sendingCost() {
    return { feeSat: 300, satPerVbyte: 2 };
  },
  async findSent(label) {
    const txid = node.sent.get(label);
    return txid === undefined ? null : { txid };
  },
  takesAddress: async (address) => address.startsWith('bc1'),
} satisfies Partial<NodeCare> as Partial<NodeCare> as NodeCare;

const spendingNode = {
  async sendToAddress({ amountSat, label }) {
    expect(journalled().at(-1), 'the intent is on disk before anything leaves').toBe('sweep_started');
    if (node.answer === 'refuses') throw new NodeError('refused', 'It does not want to.');
    if (node.answer !== 'is lost') {
      node.spendableSat -= amountSat + 300;
      node.sent.set(label, `tx-${node.sent.size}`);
    }
    if (node.answer !== 'sends') throw new NodeError('unreachable', 'no answer');
    return `tx-${node.sent.size - 1}`;
  },
  async close() {
    node.spendingOpen -= 1;
  },
} satisfies Partial<SpendingNode> as Partial<SpendingNode> as SpendingNode;

const spending: Spending = {
  ready: () => true,
  async open(_staffId, pin) {
    if (pin !== '2580') throw new TillError('PIN_WRONG');
    node.spendingOpen += 1;
    return spendingNode;
  },
};

const open = () => {
  opened = openColdStorage({
    care,
    nodeId: 'node',
    spending,
    journal,
    sweeps: createSweepStore(database.facts),
    settings: () => settings,
    newId: () => uuidv7(),
    nowMs: () => nowMs,
    publish: (told) => {
      state = told;
    },
    log,
  });
};
const journalled = () => database.facts.prepare('SELECT kind FROM journal ORDER BY seq').pluck().all();
const until = (condition: () => void) => vi.waitFor(condition);
const proposed = async (): Promise<SweepProposal> => {
  await until(() => expect(state.proposal).not.toBeNull());
  return state.proposal as SweepProposal;
};
const refusal = (call: Promise<void>) => expect(call).rejects;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  dir = mkdtempSync(join(tmpdir(), 'till-cold-'));
  nowMs = Date.UTC(2026, 10, 22);
  database = openTillDatabase(join(dir, 'till.sqlite'), { nowMs: () => nowMs, log });
  journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: () => nowMs, log });
  node = { spendableSat: 1_000_000, sent: new Map(), answer: 'sends', spendingOpen: 0 };
  settings = COLD;
  state = { funds: null, proposal: null, last: null };
  open();
});
afterEach(() => {
  opened.close();
  database.close();
  vi.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
});

describe('moving money to cold storage', () => {
  it('is proposed for what lies above the threshold, with its fee', async () => {
    expect(await proposed()).toEqual({ address: COLD.address, amountSat: 900_000, feeSat: 300, satPerVbyte: 2 });
  });

  it('is not proposed for what is not worth a transaction, nor without an address', async () => {
    await proposed();
    node.spendableSat = COLD.thresholdSat + 9_999;
    opened.look();
    await until(() => expect(state.proposal).toBeNull());
    expect(state.funds?.spendableSat).toBe(109_999);
    node.spendableSat = 1_000_000;
    settings = null;
    opened.look();
    await until(() => expect(state.funds?.spendableSat).toBe(1_000_000));
    expect(state.proposal).toBeNull();
  });

  it('sends what was proposed, says so, and leaves nothing open behind it', async () => {
    await opened.sweep(await proposed(), 'manager', '2580');
    await until(() => expect(state.last).toMatchObject({ status: 'sent', amountSat: 900_000, txid: 'tx-0' }));
    await until(() => expect(state.funds?.spendableSat).toBe(99_700));
    expect(state.proposal).toBeNull();
    expect(journalled()).toEqual(['sweep_started', 'sweep_ended']);
    expect(node.spendingOpen).toBe(0);
  });

  it('sends nothing with a wrong PIN, and the proposal stays', async () => {
    await refusal(opened.sweep(await proposed(), 'manager', '1111')).toMatchObject({ code: 'PIN_WRONG' });
    expect(journalled()).toEqual([]);
    expect(state.proposal).not.toBeNull();
  });

  it('sends nothing that is not what was seen', async () => {
    const seen = await proposed();
    for (const other of [{ amountSat: 900_001 }, { satPerVbyte: 200 }, { address: 'bc1qsomebodyelse' }]) {
      await refusal(opened.sweep({ ...seen, ...other }, 'manager', '2580')).toMatchObject({ code: 'SWEEP_CHANGED' });
    }
    expect(node.sent.size).toBe(0);
  });

  it('sends once, whatever is pressed how often', async () => {
    const seen = await proposed();
    const presses = await Promise.allSettled([1, 2, 3].map(() => opened.sweep(seen, 'manager', '2580')));
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(node.sent.size).toBe(1);
  });

  it('says when the node does not send it, and proposes it again', async () => {
    node.answer = 'refuses';
    await refusal(opened.sweep(await proposed(), 'manager', '2580')).toMatchObject({ code: 'SWEEP_REFUSED' });
    await until(() => expect(state.last?.status).toBe('failed'));
    node.answer = 'sends';
    await opened.sweep(await proposed(), 'manager', '2580');
    expect(node.sent.size).toBe(1);
  });

  it('finds at the node what it sent without an answer, and proposes nothing before', async () => {
    node.answer = 'sends and is lost';
    await refusal(opened.sweep(await proposed(), 'manager', '2580')).toMatchObject({ code: 'SWEEP_UNKNOWN' });
    await until(() => expect(state.last).toMatchObject({ status: 'sent', txid: 'tx-0' }));
  });

  it('is never sent twice over a crash in between', async () => {
    node.answer = 'is lost';
    node.spendableSat = 5_000_000;
    opened.look();
    await until(() => expect(state.proposal?.amountSat).toBe(4_900_000));
    const seen = await proposed();
    await refusal(opened.sweep(seen, 'manager', '2580')).toMatchObject({ code: 'SWEEP_UNKNOWN' });
    opened.close();
    state = { funds: null, proposal: null, last: null };
    open();
    await until(() => expect(state.last?.status).toBe('started'));
    expect(state.proposal, 'nobody knows yet what became of the first').toBeNull();
    await refusal(opened.sweep(seen, 'manager', '2580')).toMatchObject({ code: 'SWEEP_CHANGED' });

    nowMs += 10 * 60_000;
    vi.advanceTimersByTime(60_000);
    await until(() => expect(state.last?.status).toBe('failed'));
    node.answer = 'sends';
    await opened.sweep(await proposed(), 'manager', '2580');
    expect(node.sent.size).toBe(1);
  });

  it('takes addresses of the node’s own network only', async () => {
    await opened.checkAddress(COLD.address);
    await refusal(opened.checkAddress('tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx')).toMatchObject({ code: 'ADDRESS_REFUSED' });
  });
});
