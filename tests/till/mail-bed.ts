// An own shop that mails its receipts through a server of the test's: only there do mails go to customers.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { MailJobStatus, MailSettings } from '../../src/shared/mail.ts';
import { MAIL_PASSWORD, MAIL_USER, type MailServer } from './mail-server.ts';
import type { TestScreen, TestTill } from './open-test-till.ts';

const PIN = '258013';

export const serverSettings = ({ port }: { port: number }, change: Partial<MailSettings> = {}): MailSettings => ({
  host: 'localhost',
  port,
  security: 'tls',
  sender: 'till@shop.example',
  user: MAIL_USER,
  keepDays: 30,
  ...change,
});

export interface Counter {
  cashier: TestScreen;
  manager: TestScreen;
}

export async function signInOwner(till: TestTill): Promise<Counter> {
  const cashier = till.screen('cashier');
  const manager = till.screen('manager');
  for (const screen of [cashier, manager]) {
    await screen.until(({ staff }) => staff.tiles.length > 0);
    await screen.call.session.signIn({ staffId: screen.state.staff.tiles[0]?.id ?? '', pin: PIN });
    await screen.until(({ session }) => session.staff !== null);
  }
  return { cashier, manager };
}

export async function ownShopWithMail(till: TestTill, server: MailServer, change: Partial<MailSettings> = {}): Promise<Counter> {
  const screen = till.screen('cashier', 'setting up');
  await screen.call.shop.setUp({ language: 'en', currency: 'EUR', pin: PIN, article: { name: 'Bread & Butter', priceMinor: 320 } });
  await screen.until(({ shop }) => !shop.practice);
  const counter = await signInOwner(till);
  await counter.manager.call.mail.setUp({ server: serverSettings(server, change), password: MAIL_PASSWORD });
  await counter.cashier.until(({ mail }) => mail.sender !== null);
  return counter;
}

/** Sells a piece for cash; the completed sale. */
export async function sell(cashier: TestScreen) {
  const before = cashier.state.checkout.sale;
  if (before.status === 'completed') {
    await cashier.call.sale.next({ saleId: before.id });
    await cashier.until(({ checkout }) => checkout.sale.id !== before.id);
  }
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.lines.length > 0);
  const { id: saleId, dueMinor } = cashier.state.checkout.sale;
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
  await cashier.until(({ checkout }) => checkout.sale.id === saleId && checkout.sale.status === 'completed');
  return cashier.state.checkout.sale;
}

/** Asks for the sale's receipt to go there; the mail's id. */
export async function mailTo(cashier: TestScreen, saleId: string, address: string): Promise<string> {
  const mailId = randomUUID();
  await cashier.call.mail.send({ mailId, saleId, address });
  return mailId;
}

export const isMail = (screen: TestScreen, mailId: string, status: MailJobStatus) =>
  screen.until(({ mail }) => mail.recent.some((job) => job.id === mailId && job.status === status));

/** What is written down of mails. */
export function mailJobsOf({ dataDir }: Pick<TestTill, 'dataDir'>): unknown[] {
  const db = new Database(join(dataDir, 'own', 'till.sqlite'), { readonly: true });
  try {
    return db.prepare('SELECT * FROM mail_job').all();
  } finally {
    db.close();
  }
}
