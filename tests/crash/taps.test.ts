// SIGKILL of the built till in the middle of taps, at moments that are drawn: while a card is read, as its service gets the invoice, as
// its wallet pays, at any time. Card reader, services and wallets go on without it, in this process. The money that came is one for each
// sale that was paid by it, or on the list, to the msat; nobody was handed a second invoice while a first could be paid. KILLS and SEED as
// in crash.test.ts. Skipped where socat, which is the reader's cable, is not installed.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { type CardReaderSimulator, startCardReaderSimulator } from '../../src/hardware/simulators/card-reader.ts';
import { serialCable, socatMissing } from '../../src/hardware/transport/socat-test-bed.ts';
import { startFarEnd } from '../devices/taps-far-end.ts';
import { auditPracticeBooks, type Witness } from './audit.ts';
import { signIn } from './cashier-day.ts';
import { workUntilKilled } from './killed.ts';
import { type Random, seeded } from './random.ts';
import { openPracticeWallet, type PracticeWallet, type TapCounter, type TapWitness, takePlaceAtReader, tapStep } from './tap-counter.ts';
import { startTill } from './till-process.ts';

const KILLS = Number(process.env.KILLS ?? 6);
const SEED = Number(process.env.SEED ?? Math.floor(Date.now() % 1_000_000));
const LONGEST_LIFE_MS = 6000;

/** Resolves when the till is to die. */
function moment(random: Random, reader: CardReaderSimulator, wallet: PracticeWallet): Promise<unknown> {
  const latest = pause(3000 + random.below(LONGEST_LIFE_MS));
  const way = random.next();
  if (way < 0.15) return pause(random.below(LONGEST_LIFE_MS));
  const after = random.below(2) * random.below(60);
  if (way < 0.3) {
    const until = reader.exchanges + 1 + random.below(30);
    let over = false;
    void latest.then(() => {
      over = true;
    });
    return (async () => {
      while (!over && reader.exchanges < until) await pause(1);
      await pause(after);
    })();
  }
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = random.below(2);
  // Most of all while a service has the invoice and has not answered: who may pay then is only on the disk.
  const stop = (way < 0.75 ? wallet.onAsked : wallet.onPaying)(() => {
    left -= 1;
    if (left < 0) resolve();
  });
  return Promise.race([promise.then(() => pause(after)), latest]).finally(stop);
}

/** Each settlement is one that paid a part of its sale, or on the list; no part was paid by two. */
function auditTaps(dataDir: string): void {
  const db = new Database(join(dataDir, 'practice', 'till.sqlite'), { readonly: true });
  try {
    const recorded = db
      .prepare<[], { id: string; disposition: string; saleId: string }>('SELECT settlement_id AS id, disposition, sale_id AS saleId FROM settlement')
      .all();
    const listed = new Set(db.prepare("SELECT settlement_id FROM attention WHERE status = 'open'").pluck().all());
    expect(recorded.filter(({ id, disposition }) => disposition !== 'paid' && !listed.has(id))).toEqual([]);
    const paid = db.prepare("SELECT sale_id FROM tender WHERE kind = 'lightning' AND status = 'paid' ORDER BY sale_id").pluck().all();
    expect(
      recorded
        .filter(({ disposition }) => disposition === 'paid')
        .map(({ saleId }) => saleId)
        .sort(),
    ).toEqual(paid);
    const twice = db
      .prepare(
        `SELECT sale_id FROM tender JOIN sale ON sale.id = sale_id WHERE tender.status = 'paid' GROUP BY sale_id
         HAVING sum(amount_minor) > max(sale.total_minor)`,
      )
      .all();
    expect(twice).toEqual([]);
  } finally {
    db.close();
  }
}

test.skipIf(socatMissing)(
  `the money of taps at a till that is killed ${KILLS} times is one for each sale, or on the list (SEED=${SEED})`,
  { timeout: 90_000 + KILLS * 30_000 },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'crash-taps-'));
    const random = seeded(SEED);
    const reader = await startCardReaderSimulator({ random: random.next });
    const wallet = openPracticeWallet(dataDir);
    const farEnd = await startFarEnd(wallet);
    const cable = serialCable();
    const witness: TapWitness = { completed: new Map(), taps: 0, torn: 0, byCard: 0, byCash: 0, newCodes: 0 };
    const books: Witness = { completed: witness.completed, parked: new Set(), vouchers: [], printedAgain: new Map(), notWanted: new Set() };
    const begin = async () => {
      reader.takeAway();
      // The far end of a cable goes with the program that had it open.
      await cable.pull();
      await vi.waitFor(() => expect(existsSync(cable.path)).toBe(false), { timeout: 20_000, interval: 5 });
      await cable.plugIn(reader.port);
      return startTill(dataDir, ['--local-services', farEnd.origin]);
    };
    const parts = { reader, farEnd, random, witness };
    const audit = async () => {
      // What the node received while nobody was there is read within two seconds of the start.
      await vi.waitFor(() => auditPracticeBooks(dataDir, books), { timeout: 20_000, interval: 50 });
      auditTaps(dataDir);
      expect(farEnd.wrongs).toEqual([]);
    };

    try {
      let till = await begin();
      const manager = await till.page('manager');
      await signIn(manager, 'owner', '9999');
      const connection = { kind: 'serial' as const, path: cable.path, baudRate: 115_200, frame: '8N1' as const };
      await manager.call.shop.change({ devices: [{ kind: 'card_reader', id: 'reader', name: 'Counter reader', connection }] });
      for (let kill = 1; kill <= KILLS; kill += 1) {
        let place: TapCounter | null = null;
        await workUntilKilled(till, moment(random, reader, wallet), async () => {
          if (place === null) {
            const payer = await till.page('customer');
            wallet.reach(payer);
            place = await takePlaceAtReader(till, parts);
            await audit();
          }
          await tapStep(place);
        });
        wallet.reach(null);
        till = await begin();
      }
      wallet.reach(await till.page('customer'));
      const last = await takePlaceAtReader(till, parts);
      const { sale } = last.cashier.state.checkout;
      for (let steps = 0; steps < 60 && last.cashier.state.checkout.sale.id === sale.id; steps += 1) await tapStep(last);
      await farEnd.atRest();
      await audit();
      process.stderr.write(
        `taps, ${KILLS} kills, seed ${SEED}: ${JSON.stringify({ ...witness, completed: witness.completed.size, handedIn: farEnd.handedIn })}\n`,
      );
      expect(await till.stop()).toBe(0);
      expect(witness.taps).toBeGreaterThan(KILLS / 3);
      expect(farEnd.handedIn).toBeGreaterThan(0);
    } finally {
      wallet.reach(null);
      await cable.dispose();
      await farEnd.close();
      await reader.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
