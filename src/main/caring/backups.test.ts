import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackupsState } from '../../shared/lightning-care.ts';
import { NodeError } from '../lightning/lightning-node.ts';
import type { ChannelBackup, NodeCare } from '../lightning/node-care.ts';
import { type KeptBackup, superfluous } from './backup-folder.ts';
import { type Backups, keepBackups } from './backups.ts';

const NODE_ID = `02${'ab'.repeat(32)}`;

let shopDir: string;
let stick: string;
let secondDir: string | null;
let nowMs: number;
let state: BackupsState;
let node: { backup: ChannelBackup; readable: boolean; away: boolean; change: (backup: ChannelBackup) => void; hangUp: () => void; listeners: number };
let backups: Backups | null;

const backupOf = (text: string, channelCount = 1): ChannelBackup => ({ bytes: Buffer.from(text), channelCount });
const filesIn = (dir: string) => readdirSync(dir).sort();
const contents = (dir: string) => filesIn(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
const until = (condition: () => void) => vi.waitFor(condition, { timeout: 20_000 });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  shopDir = mkdtempSync(join(tmpdir(), 'till-backups-'));
  stick = join(shopDir, 'stick');
  mkdirSync(stick);
  secondDir = null;
  nowMs = Date.UTC(2026, 10, 22, 9, 30);
  node = { backup: backupOf('first'), readable: true, away: false, change: () => undefined, hangUp: () => undefined, listeners: 0 };
  state = { newest: null, unreadable: false, places: [] };
  backups = null;
});
afterEach(async () => {
  await backups?.close();
  vi.useRealTimers();
  rmSync(shopDir, { recursive: true, force: true });
});

const away = () => {
  if (node.away) throw new NodeError('unreachable', 'no answer');
};
const care = {
  async channelBackup() {
    away();
    return node.backup;
  },
  onChannelBackup(listener, onEnd) {
    node.listeners += 1;
    node.change = listener;
    node.hangUp = onEnd;
    return () => {
      node.listeners -= 1;
    };
  },
  async verifyBackup() {
    away();
    return node.readable;
  },
} satisfies Partial<NodeCare> as Partial<NodeCare> as NodeCare;

const start = () => {
  backups = keepBackups({
    care,
    nodeId: NODE_ID,
    shopDir,
    secondDir: () => secondDir,
    nowMs: () => nowMs,
    publish: (told) => {
      state = told;
    },
    log: { info: vi.fn(), warn: vi.fn(), error: vi.fn() },
  });
  return backups;
};
const firstDir = () => join(shopDir, 'channel-backups');

describe('the channel backups', () => {
  it('are taken at the start, named by node, time and channels, and for the owner’s eyes only', async () => {
    start();
    await until(() => expect(state.newest).toEqual({ takenAtMs: nowMs, channelCount: 1 }));
    expect(filesIn(firstDir())).toEqual(['channels-02ababababababab-2026-11-22T09-30-00.000Z-1.backup']);
    expect(contents(firstDir())).toEqual(['first']);
    expect(statSync(join(firstDir(), filesIn(firstDir())[0] as string)).mode & 0o077).toBe(0);
  });

  it('are written to both places with each change of the channels', async () => {
    secondDir = stick;
    start();
    await until(() => expect(contents(stick)).toEqual(['first']));
    nowMs += 1000;
    node.change(backupOf('second', 2));
    await until(() => expect(contents(stick)).toEqual(['first', 'second']));
    expect(contents(firstDir())).toEqual(['first', 'second']);
    expect(state.newest).toEqual({ takenAtMs: nowMs, channelCount: 2 });
    expect(state.places.map(({ kind, newestAtMs }) => ({ kind, newestAtMs }))).toEqual([
      { kind: 'till', newestAtMs: nowMs },
      { kind: 'second', newestAtMs: nowMs },
    ]);
  });

  it('say that a second place on the till’s own disk would be lost with it', async () => {
    secondDir = stick;
    start();
    await until(() => expect(state.places[1]?.trouble).toBe('same_disk'));
  });

  it('wait for a stick that was pulled out, keep the other place going, and are written when it is back', async () => {
    secondDir = stick;
    start();
    await until(() => expect(contents(stick)).toEqual(['first']));
    renameSync(stick, `${stick}-in-a-pocket`);
    nowMs += 1000;
    node.change(backupOf('second'));
    await until(() => expect(state.places[1]).toMatchObject({ trouble: 'missing', newestAtMs: nowMs - 1000 }));
    expect(contents(firstDir())).toEqual(['first', 'second']);
    expect(existsSync(stick), 'a folder made in its place would be on the wrong disk').toBe(false);

    renameSync(`${stick}-in-a-pocket`, stick);
    vi.advanceTimersByTime(60_000);
    await until(() => expect(contents(stick)).toEqual(['first', 'second']));
    await until(() => expect(state.places[1]?.trouble).toBe('same_disk'));
  });

  it('are written again where somebody emptied the folder', async () => {
    start();
    await until(() => expect(contents(firstDir())).toEqual(['first']));
    rmSync(join(firstDir(), filesIn(firstDir())[0] as string));
    vi.advanceTimersByTime(60_000);
    await until(() => expect(contents(firstDir())).toEqual(['first']));
  });

  it('say that a place is no folder, or cannot be written to', async () => {
    secondDir = join(shopDir, 'file');
    writeFileSync(secondDir, '');
    start();
    await until(() => expect(state.places[1]?.trouble).toBe('missing'));
  });

  it('go to another second place as soon as the settings name one', async () => {
    const opened = start();
    await until(() => expect(state.newest).not.toBeNull());
    expect(state.places).toHaveLength(1);
    secondDir = stick;
    opened.placesChanged();
    await until(() => expect(contents(stick)).toEqual(['first']));
  });

  it('take nothing that the node itself cannot read, and keep what there is', async () => {
    start();
    await until(() => expect(contents(firstDir())).toEqual(['first']));
    node.readable = false;
    nowMs += 1000;
    node.change(backupOf('garbage'));
    await until(() => expect(state.unreadable).toBe(true));
    expect(contents(firstDir())).toEqual(['first']);
    node.readable = true;
    node.change(backupOf('second'));
    await until(() => expect(contents(firstDir())).toEqual(['first', 'second']));
    expect(state.unreadable).toBe(false);
  });

  it('tell of the ones from before while the node is away, and are taken when it is back', async () => {
    start();
    await until(() => expect(contents(firstDir())).toEqual(['first']));
    await backups?.close();
    const before = nowMs;
    nowMs += 1000;
    node.away = true;
    const opened = start();
    await until(() => expect(state).toMatchObject({ newest: null, places: [{ newestAtMs: before }] }));
    expect(opened.newest()).toBeNull();
    node.away = false;
    vi.advanceTimersByTime(60_000);
    await until(() => expect(state.newest?.takenAtMs).toBe(nowMs));
  });

  it('are listened for again when the node hung up, and taken anew for what was missed', async () => {
    start();
    await until(() => expect(contents(firstDir())).toEqual(['first']));
    nowMs += 1000;
    node.backup = backupOf('missed');
    node.hangUp();
    vi.advanceTimersByTime(5_000);
    await until(() => expect(contents(firstDir())).toEqual(['first', 'missed']));
  });

  it('can be carried away by hand: the newest, under its name', async () => {
    const opened = start();
    await until(() => expect(state.newest).not.toBeNull());
    expect(opened.newest()).toEqual({ fileName: filesIn(firstDir())[0], bytes: node.backup.bytes });
  });

  it('listen no more once they are closed', async () => {
    await start().close();
    expect(node.listeners).toBe(0);
  });

  it('let go of old ones, and never of the one that a node without channels is restored from', async () => {
    start();
    node.change(backupOf('five channels', 5));
    await until(() => expect(contents(firstDir())).toContain('five channels'));
    for (let i = 0; i < 12; i += 1) {
      nowMs += 1000;
      node.change(backupOf(`none ${i}`, 0));
      await until(() => expect(contents(firstDir())).toContain(`none ${i}`));
    }
    const kept = contents(firstDir());
    expect(kept).toHaveLength(11);
    expect(kept).toContain('five channels');
    expect(kept).toContain('none 2');
    expect(kept).not.toContain('none 1');
  });
});

it('whatever is kept, the newest and the richest backup stay', () => {
  const some = fc
    .array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 })
    .map((counts) => counts.map((channelCount, i): KeptBackup => ({ fileName: `${i}`, takenAtMs: 100 - i, channelCount })));
  fc.assert(
    fc.property(some, (kept) => {
      const gone = new Set(superfluous(kept));
      const left = kept.filter((one) => !gone.has(one));
      expect(left.slice(0, 10)).toEqual(kept.slice(0, 10));
      expect(left.length).toBeLessThanOrEqual(11);
      expect(Math.max(0, ...left.map((one) => one.channelCount))).toBe(Math.max(0, ...kept.map((one) => one.channelCount)));
    }),
  );
});
