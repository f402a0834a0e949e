// What tests of several open sales have in common: a till with its screens' sales, what is done with them, and its journal.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyJournal } from '../../src/main/store/verify.ts';
import type { Sale } from '../../src/shared/sale.ts';
import type { TestScreen, TestTill } from './open-test-till.ts';

export const sale = (screen: TestScreen): Sale => screen.state.checkout.sale;
export const parked = (screen: TestScreen) => screen.state.parking.sales;
/** Of those that are simply tapped. */
export const article = (screen: TestScreen, index = 0) =>
  screen.state.catalogue.tiles.filter(({ priceMinor }) => priceMinor !== null)[index]?.id ?? '';

export interface Fact {
  kind: string;
  body: string;
  staff_id: string | null;
}

function read<T>({ dataDir }: TestTill, work: (db: Database.Database) => T): T {
  const db = new Database(join(dataDir, 'practice', 'till.sqlite'), { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

export const facts = (till: TestTill) => read(till, (db) => db.prepare<[], Fact>('SELECT kind, body, staff_id FROM journal ORDER BY seq').all());
/** The kinds of facts, of these kinds, in their order. */
export const kinds = (till: TestTill, ...of: string[]) => facts(till).flatMap(({ kind }) => (of.includes(kind) ? [kind] : []));
export const verify = (till: TestTill) => read(till, verifyJournal);

export async function ringUp(screen: TestScreen, index = 0, quantity = 1): Promise<void> {
  const before = sale(screen);
  await screen.call.sale.addArticle({ articleId: article(screen, index), quantity });
  await screen.until(() => sale(screen) !== before && sale(screen).lines.length > 0);
}

export async function park(screen: TestScreen, label = ''): Promise<string> {
  const { id } = sale(screen);
  await screen.call.parking.park({ saleId: id, label });
  await screen.until(({ parking }) => parking.sales.some((one) => one.id === id));
  return id;
}

export async function recall(screen: TestScreen, saleId: string): Promise<void> {
  await screen.call.parking.recall({ saleId, handSaleId: sale(screen).id });
  await screen.until(({ checkout }) => checkout.sale.id === saleId);
}

/** Somebody at a register of their own or at the one that is there. */
export async function signIn(till: TestTill, name: string, pin: string, sessionKey = 'cashier'): Promise<TestScreen> {
  const screen = till.screen('cashier', sessionKey);
  await screen.until((state) => state.staff.tiles.length > 0);
  const person = screen.state.staff.tiles.find((tile) => tile.name === name);
  if (!person) throw new Error(`nobody is called ${name}: ${screen.state.staff.tiles.map((tile) => tile.name).join(', ')}`);
  await screen.call.session.signIn({ staffId: person.id, pin });
  await screen.until((state) => state.session.staff?.id === person.id);
  return screen;
}

export async function payCash(screen: TestScreen): Promise<void> {
  const { id: saleId, dueMinor } = sale(screen);
  await screen.call.checkout.takeCash({ saleId, dueMinor, givenMinor: Math.ceil(dueMinor / 10) * 10 });
  await screen.until(({ checkout }) => checkout.sale.status === 'completed');
}
