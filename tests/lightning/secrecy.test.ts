// A whole day against a real node, and then everything that the till wrote, said and showed is searched: preimages, macaroons, PINs
// and keys are in none of it, except sealed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { createInvoice } from 'ln-service';
import { expect, inject, test } from 'vitest';
import { createLog } from '../../src/main/log.ts';
import { createKeyFileMaster } from '../../src/main/secrets/key-file.ts';
import { openSecrets } from '../../src/main/secrets/secrets.ts';
import { createSecretStore } from '../../src/main/store/secret-store.ts';
import type { Screen, StatePush } from '../../src/shared/state.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { type Client, refusal, type TestTill } from '../till/open-test-till.ts';
import { charge, OWNER_PIN, openConnectedTill } from './connected-till.ts';
import { leaksIn, leaksUnder, type Secret } from './leaks.ts';
import { preimagesAt } from './node-books.ts';
import { createPayers } from './payers.ts';

const { customer, merchant } = inject('network');
const WRONG_PIN = '73951864';

/** Everything that a screen is sent, as text. */
function overhear({ till }: TestTill, screen: Screen): () => string {
  let heard = '';
  const connection = till.connect(screen, screen);
  const call: Client = createRouterClient(till.router, { context: { connection } });
  void (async () => {
    for await (const push of (await call.state.watch()) as AsyncIterable<StatePush>) heard += `${JSON.stringify(push)}\n`;
  })();
  return () => heard;
}

test('a day against a real node leaves no secret anywhere', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'secrecy-'));
  const dataDir = join(dir, 'till');
  const connected = await openConnectedTill({ node: merchant, dataDir });
  const { till, cashier, manager } = connected;
  const screens = (['cashier', 'customer', 'manager'] as const).map((screen) => overhear(till, screen));
  const payers = createPayers(customer);
  const secrets: Secret[] = [];
  const answers: string[] = [];
  const answered = async (call: Promise<unknown>) => {
    answers.push(
      await call.then(
        (value) => JSON.stringify(value) ?? '',
        (cause: unknown) => `${String(cause)} ${JSON.stringify(cause)}`,
      ),
    );
  };
  const paid = () => cashier.until(({ checkout }) => checkout.sale.status === 'completed');

  try {
    for (const amountMinor of [300, 120]) {
      const { tender } = await charge(connected, amountMinor);
      await payers.pay(tender.paymentRequest);
      await paid();
    }
    const saleId = cashier.state.checkout.sale.id;

    // A code that is given up, and cash.
    const { sale, tender: givenUp } = await charge(connected, 210);
    await cashier.call.checkout.cancelInvoice({ saleId: sale.id, tenderId: givenUp.id });
    await payers.pay(givenUp.paymentRequest);
    await cashier.call.checkout.takeCash({ saleId: sale.id, dueMinor: 210, givenMinor: 210 });

    // Held money, taken and given back: here the till itself makes the preimage.
    await manager.call.shop.change({ lightning: { checkFirst: true } });
    for (const answer of ['takeHeld', 'returnHeld'] as const) {
      const held = await charge(connected, 150);
      const paying = payers.pay(held.tender.paymentRequest);
      await cashier.until(({ checkout }) => liveLightningTender(checkout.sale.tenders)?.status === 'held');
      secrets.push(...(await sealedIn(dataDir)));
      await cashier.call.checkout[answer]({ saleId: held.sale.id, tenderId: held.tender.id });
      expect(await paying).toBe(answer === 'takeHeld');
    }
    const { id: heldSale, dueMinor } = cashier.state.checkout.sale;
    await cashier.call.checkout.takeCash({ saleId: heldSale, dueMinor, givenMinor: dueMinor });

    // Spending: another macaroon, opened by the PIN; and by a wrong one.
    await manager.call.lightning.setUpSpending({ pin: OWNER_PIN, ownerMacaroon: readFileSync(merchant.macaroonPath).toString('hex') });
    const offer = await manager.call.refunds.offer({ saleId, wish: { kind: 'whole', restock: true } });
    const way = offer.legs[0]?.ways[0];
    const tokens = way?.kind === 'lightning' ? (way.amountSat ?? 0) : 0;
    const refundTo = async () => (await createInvoice({ lnd: adminOf(customer), tokens })).request;
    const send = async (pin: string) => manager.call.refunds.give({ offerId: offer.id, lightning: { to: await refundTo(), pin } });
    expect(await refusal(send(WRONG_PIN))).toBe('PIN_WRONG');
    await send(OWNER_PIN);

    await answered(manager.call.lightning.connection());
    await answered(manager.call.reports.day({}));
    await answered(manager.call.reports.sale({ saleId }));
    await answered(manager.call.papers.show({ kind: 'receipt', subjectId: saleId }));
    await answered(till.screen('manager', 'thief').call.session.signIn({ staffId: manager.state.session.staff?.id ?? '', pin: WRONG_PIN }));
    await till.till.close();

    secrets.push(
      ...(await preimagesAt(merchant)).map((bytes) => ({ name: 'a preimage', bytes })),
      ...[merchant, customer].map(({ name, macaroonPath }) => ({ name: `the admin macaroon of ${name}`, bytes: readFileSync(macaroonPath) })),
      ...(await sealedIn(dataDir)),
      ...[OWNER_PIN, WRONG_PIN].map((pin) => ({ name: 'a PIN', bytes: Buffer.from(pin) })),
      { name: 'the key file', bytes: readFileSync(join(dataDir, 'secrets.key')) },
    );
    expect(new Set(secrets.map(({ name }) => name).filter((name) => name.startsWith('a sealed hold.')))).toHaveProperty('size', 2);
    expect(leaksUnder(dataDir, secrets)).toEqual([`${join(dataDir, 'secrets.key')}: the key file`]);
    expect(leaksIn(Buffer.from(till.logged()), secrets)).toEqual([]);
    expect(leaksIn(Buffer.from(screens.map((heard) => heard()).join('\n')), secrets)).toEqual([]);
    expect(leaksIn(Buffer.from(answers.join('\n')), secrets)).toEqual([]);
    const verified = execFileSync(process.execPath, ['scripts/journal.ts', 'verify', '--data', dataDir], { encoding: 'utf8' });
    expect(leaksIn(Buffer.from(verified), secrets)).toEqual([]);
  } finally {
    await till.till.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** What the till keeps sealed, unsealed as only it can. */
async function sealedIn(dataDir: string): Promise<Secret[]> {
  const db = new Database(join(dataDir, 'own', 'till.sqlite'));
  try {
    const store = createSecretStore(db);
    const randomBytes = (size: number) => crypto.getRandomValues(new Uint8Array(size));
    const secrets = await openSecrets({
      store,
      masters: [createKeyFileMaster({ path: join(dataDir, 'secrets.key'), randomBytes })],
      expendable: false,
      randomBytes,
      log: createLog(() => undefined, Date.now),
    });
    const all = (['lightning', 'spending', 'hold'] as const).flatMap((purpose) => secrets.names(purpose));
    const connection = JSON.parse(secrets.read('lightning.connection')?.toString() ?? '') as { macaroonHex: string };
    return [
      { name: "the till's own macaroon", bytes: Buffer.from(connection.macaroonHex, 'hex') },
      ...all.map((name) => ({ name: `a sealed ${name}`, bytes: secrets.read(name) ?? Buffer.alloc(0) })),
    ];
  } finally {
    db.close();
  }
}
