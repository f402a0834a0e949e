// Practice nodes on one file, for their tests: the node can be closed and opened again, and its file looked into.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLog } from '../log.ts';
import type { CreatedInvoice, InvoiceState, NodeError } from './lightning-node.ts';
import { openPracticeNode, type PracticeNode } from './practice.ts';

export interface PracticeBench {
  /** The clock; moved by tests. */
  nowMs: number;
  readonly logged: string;
  open(): PracticeNode;
  /** The node's file from the outside. */
  onFile<T>(work: (db: DatabaseSync) => T): T;
  rows(table: 'invoice' | 'node_key' | 'payment'): Record<string, unknown>[];
  /** Closes the nodes that are open, and removes the file. */
  close(): Promise<void>;
}

export function openPracticeBench(): PracticeBench {
  const directory = mkdtempSync(join(tmpdir(), 'practice-node-'));
  const storePath = join(directory, 'node.sqlite');
  const opened: PracticeNode[] = [];
  let logged = '';
  const log = createLog((line) => {
    logged += line;
  }, Date.now);
  const bench: PracticeBench = {
    nowMs: Date.UTC(2026, 10, 22, 9, 30, 0, 250),
    get logged() {
      return logged;
    },
    open() {
      const node = openPracticeNode({ storePath, nowMs: () => bench.nowMs, randomBytes, log });
      opened.push(node);
      return node;
    },
    onFile(work) {
      const db = new DatabaseSync(storePath);
      try {
        return work(db);
      } finally {
        db.close();
      }
    },
    rows: (table) => bench.onFile((db) => db.prepare(`SELECT * FROM ${table}`).all()),
    async close() {
      for (const node of opened) await node.close();
      rmSync(directory, { recursive: true });
    },
  };
  return bench;
}

export function invoiceFor(node: PracticeNode, amountSat = 1000, expirySeconds = 300): Promise<CreatedInvoice> {
  return node.createInvoice({ amountSat, memo: '플래시 카페', expirySeconds });
}

export interface TestWatch {
  readonly states: InvoiceState[];
  /** The first state that fits, those already told included. */
  until(fits: (state: InvoiceState) => boolean): Promise<InvoiceState>;
  ended: Promise<NodeError>;
  stop(): void;
}

export function watch(node: PracticeNode, paymentHash: string): TestWatch {
  const states: InvoiceState[] = [];
  let heard = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<NodeError>();
  const onState = (state: InvoiceState) => {
    states.push(state);
    heard.resolve();
    heard = Promise.withResolvers();
  };
  const stop = node.watchInvoice(paymentHash, onState, ended.resolve);
  const until = async (fits: (state: InvoiceState) => boolean): Promise<InvoiceState> => {
    for (;;) {
      const found = states.find(fits);
      if (found) return found;
      await heard.promise;
    }
  };
  return { states, until, ended: ended.promise, stop };
}
