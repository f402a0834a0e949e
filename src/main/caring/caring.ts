// Looking after the shop's node, put together: backups, watchtowers and cold storage, and what a manager sees of them.
import { TillError } from '../../shared/errors.ts';
import type { LightningSettings } from '../../shared/lightning.ts';
import type { CareState, SweepProposal } from '../../shared/lightning-care.ts';
import type { LightningNode, Spending } from '../lightning/lightning-node.ts';
import type { Log } from '../log.ts';
import type { Journal } from '../store/journal.ts';
import type { SweepStore } from '../store/sweep-store.ts';
import { keepBackups } from './backups.ts';
import { openColdStorage } from './cold-storage.ts';
import { watchOverTowers } from './watchtowers.ts';

export interface CaringParts {
  /** Null in a shop that has none. */
  node: LightningNode | null;
  spending: Spending | null;
  journal: Journal;
  sweeps: SweepStore;
  /** The shop's own folder. */
  shopDir: string;
  settings: () => LightningSettings;
  newId: () => string;
  nowMs: () => number;
  publish: (state: CareState) => void;
  log: Log;
}

export interface Caring {
  /** The newest channel backup, as a file to carry away. NOT_FOUND while the node has given none. */
  backup(): { fileName: string; base64: string };
  addWatchtower(uri: string, staffId: string, pin: string): Promise<void>;
  sweep(seen: SweepProposal, staffId: string, pin: string): Promise<void>;
  /** Refuses what cannot be kept: an address of another network. */
  check(change: { coldStorage?: LightningSettings['coldStorage'] | undefined }): Promise<void>;
  settingsChanged(): void;
  close(): Promise<void>;
}

export function lookAfter({ node, spending, journal, sweeps, shopDir, settings, newId, nowMs, publish, log }: CaringParts): Caring {
  const care = node?.care ?? null;
  let state: CareState = { backups: null, watchtowers: null, coldStorage: null };
  const tell = (change: Partial<CareState>) => {
    state = { ...state, ...change };
    publish(state);
  };
  tell({});
  if (!node || !care || !spending) return nothingToLookAfter;

  const parts = { care, nodeId: node.nodeId, spending, journal, nowMs, log };
  const backups = keepBackups({ ...parts, shopDir, secondDir: () => settings().backupDir, publish: (told) => tell({ backups: told }) });
  const towers = watchOverTowers({ ...parts, publish: (watchtowers) => tell({ watchtowers }) });
  const coldStorage = openColdStorage({
    ...parts,
    sweeps,
    settings: () => settings().coldStorage,
    newId,
    publish: (told) => tell({ coldStorage: told }),
  });
  return {
    backup() {
      const newest = backups.newest();
      if (!newest) throw new TillError('NOT_FOUND');
      return { fileName: newest.fileName, base64: Buffer.from(newest.bytes).toString('base64') };
    },
    addWatchtower: towers.add,
    sweep: coldStorage.sweep,
    async check({ coldStorage: cold }) {
      if (cold && cold.address !== settings().coldStorage?.address) await coldStorage.checkAddress(cold.address);
    },
    settingsChanged() {
      backups.placesChanged();
      coldStorage.look();
    },
    async close() {
      towers.close();
      coldStorage.close();
      await backups.close();
    },
  };
}

const missing = (): never => {
  throw new TillError('NODE_MISSING');
};
const nothingToLookAfter: Caring = {
  backup: missing,
  addWatchtower: async () => missing(),
  sweep: async () => missing(),
  async check({ coldStorage }) {
    if (coldStorage) missing();
  },
  settingsChanged() {
    // Nothing here follows them.
  },
  close: () => Promise.resolve(),
};
