// A shop with nobody in it but its people, on a real file: for tests of who may do what.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { typingReader } from '../../hardware/card-reader/typing-reader.ts';
import { scannedBadge } from '../../shared/badge.ts';
import { FIRST_ROLES } from '../../shared/rights.ts';
import { createLog } from '../log.ts';
import { createKeyFileMaster } from '../secrets/key-file.ts';
import { createPrintedCodes } from '../secrets/printed-codes.ts';
import { openSecrets } from '../secrets/secrets.ts';
import { createWrongCodes } from '../secrets/wrong-codes.ts';
import { createBadgeStore } from '../store/badge-store.ts';
import { openTillDatabase } from '../store/database.ts';
import type { JournalEntry } from '../store/facts.ts';
import { createJournal } from '../store/journal.ts';
import { createProjection } from '../store/projection.ts';
import { createSecondFactorStore } from '../store/second-factor-store.ts';
import { createSecretStore } from '../store/secret-store.ts';
import { createStaffStore } from '../store/staff-store.ts';
import { createBadges } from './badges.ts';
import { createCardKeys } from './card-keys.ts';
import { createPins, hashPin } from './pins.ts';
import { createSecondFactors } from './second-factor.ts';

/** An article's. */
export const BARCODE = '8801234567893';
export const PINS = { lee: '2580', lea: '1470', kim: '135790', olga: '975310' } as const;
const ROLE_OF = { lee: 'cashier', lea: 'lead', kim: 'manager', olga: 'owner' } as const;
const hashes = new Map<string, Promise<string>>();

export type StaffBed = Awaited<ReturnType<typeof openStaffBed>>;

/** Lee is a cashier, Lea a shift lead, Kim a manager and Olga the owner. */
export async function openStaffBed() {
  const dir = mkdtempSync(join(tmpdir(), 'flash-till-staff-'));
  let nowMs = 1_000_000;
  let lastId = 0;
  const clock = () => nowMs;
  const log = createLog(() => undefined, clock);
  const database = openTillDatabase(join(dir, 'till.sqlite'), { nowMs: clock, log });
  const journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: clock, log });
  const store = createStaffStore(database.facts);
  const masters = [createKeyFileMaster({ path: join(dir, 'secrets.key'), randomBytes })];
  const secrets = await openSecrets({ store: createSecretStore(database.facts), masters, expendable: false, randomBytes, log });
  const newId = () => {
    lastId += 1;
    return `id-${lastId}`;
  };
  const codes = createPrintedCodes({ purpose: 'badge', secrets, randomBytes });
  /** What was queued: the badge, and what its code is scanned as. */
  const printed: { badgeId: string; scanned: string }[] = [];
  const badges = createBadges({
    journal,
    store: createBadgeStore(database.facts),
    staff: store,
    codes,
    wrongCodes: createWrongCodes(clock, 'BADGE_LOCKED'),
    cards: createCardKeys(typingReader, () => null),
    isBarcode: (text) => text === BARCODE,
    canPrint: () => true,
    print: (badgeId) => void printed.push({ badgeId, scanned: scannedBadge(codes.read(badgeId) ?? '') }),
    newId,
    nowMs: clock,
  });
  const pins = createPins({ journal, store, nowMs: clock });
  const secondFactorStore = createSecondFactorStore(database.facts);
  const openSecondFactors = () =>
    createSecondFactors({
      journal,
      store: secondFactorStore,
      staff: store,
      secrets,
      pins,
      shopName: () => 'Flash Coffee',
      randomBytes,
      newId,
      nowMs: clock,
      onChange: () => undefined,
    });
  const people = await Promise.all(
    Object.entries(PINS).map(async ([id, pin]) => {
      const hash = hashes.get(pin) ?? hashPin(pin);
      hashes.set(pin, hash);
      return { id, pin, hash: await hash };
    }),
  );
  journal.transact((append) => {
    for (const role of FIRST_ROLES) append('role_put', { ...role, rights: [...role.rights], active: true }, null);
    for (const { id, pin, hash } of people) {
      const name = `${id[0]?.toUpperCase()}${id.slice(1)}`;
      append('staff_put', { id, name, role: ROLE_OF[id as keyof typeof PINS], active: true }, null);
      append('pin_set', { staffId: id, name, spending: 'none' }, null);
      store.setPin(id, hash, pin.length);
    }
  });
  const facts: JournalEntry[] = [];
  journal.onCommitted((entries) => void facts.push(...entries));
  return {
    database,
    journal,
    store,
    log,
    nowMs: clock,
    newId,
    secrets,
    pins,
    secondFactors: openSecondFactors(),
    /** As a start of the till would: what was in memory alone is gone. */
    openSecondFactors,
    badges,
    printed,
    codes,
    /** What has been stated since the shop was there: kind, who, body. */
    facts,
    stated: (kind: JournalEntry['kind']) => facts.filter((fact) => fact.kind === kind).map(({ staffId, body }) => ({ by: staffId, ...body })),
    passTime(ms: number) {
      nowMs += ms;
    },
    close() {
      database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What it is refused with. */
export async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (cause) {
    if (cause instanceof Error) return cause.message;
    throw cause;
  }
}
