// A till that takes cards, on a real file, for tests: it can be killed at any moment and begun again, while the terminal goes on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { PaymentTerminal } from '../../hardware/payment-terminal/payment-terminal.ts';
import type { CardsState } from '../../shared/card-payment.ts';
import type { Sale } from '../../shared/sale.ts';
import { createCancelling } from '../checkout/cancelling.ts';
import { cashierActing } from '../checkout/checkout-test-bed.ts';
import { createCompletion } from '../checkout/completion.ts';
import { createHand } from '../checkout/hand.ts';
import { createOpenSales } from '../checkout/open-sales.ts';
import { createParking } from '../checkout/parking.ts';
import { createRingingUp } from '../checkout/ringing-up.ts';
import { createTendering } from '../checkout/tendering.ts';
import { createTerms } from '../checkout/terms.ts';
import { shopDatabasePath } from '../data-dir.ts';
import { foundShop, practiceFoundation, TERMINAL_ID } from '../founding.ts';
import { createLog } from '../log.ts';
import { createAttentionStore } from '../store/attention-store.ts';
import { createCardStore } from '../store/card-store.ts';
import { openTillDatabase } from '../store/database.ts';
import { createJournal } from '../store/journal.ts';
import { createParkedStore } from '../store/parked-store.ts';
import { insertPrintJob } from '../store/print-jobs.ts';
import { createProjection } from '../store/projection.ts';
import { createDraftStore, createSaleStore } from '../store/sale-store.ts';
import { openCardTerminal } from './card-terminal.ts';

const BY = 'somebody';

export interface CardBench extends ReturnType<typeof boot> {
  /** The till ends at this moment, whatever it is doing, and begins again. */
  kill(): void;
  /** Kills and does not begin again. */
  close(): void;
  logged(): string;
}

/** `driver` is asked for at each start: what stands behind it goes on. */
export async function openCardBench(driver: () => PaymentTerminal): Promise<CardBench> {
  const dir = mkdtempSync(join(tmpdir(), 'cards-'));
  let logged = '';
  const log = createLog((line) => {
    logged += line;
  }, Date.now);
  const foundation = practiceFoundation('kr');
  await foundShop(dir, foundation, { nowMs: Date.now, log });
  const start = () => boot(dir, foundation.settings, driver(), log);
  const bench: CardBench = {
    ...start(),
    kill() {
      bench.end();
      Object.assign(bench, start());
    },
    close() {
      bench.end();
      rmSync(dir, { recursive: true });
    },
    logged: () => logged,
  };
  return bench;
}

function boot(dir: string, settings: ReturnType<typeof practiceFoundation>['settings'], driver: PaymentTerminal, log: ReturnType<typeof createLog>) {
  const nowMs = Date.now;
  const newId = () => uuidv7();
  const shop = () => settings;
  const database = openTillDatabase(shopDatabasePath(dir), { nowMs, log });
  const { facts } = database;
  const journal = createJournal({ database, project: createProjection(facts), terminalId: TERMINAL_ID, nowMs, log });
  const sales = createSaleStore(facts);
  const parked = createParkedStore(facts, sales);
  const begunSale = () => sales.begunSale() ?? parked.inHand();
  const hand = createHand({ journal, drafts: createDraftStore(database), begunSale, newId, nowMs, publish: () => undefined, log });
  const kitchen = { tell: () => 0, takeBack: () => undefined, unsentLines: () => 0, wasTold: () => false };
  const completion = createCompletion({
    kitchen,
    issueVouchers: () => undefined,
    shop,
    lastReceiptSeq: sales.lastReceiptSeq,
    insertPrintJob: insertPrintJob(facts),
    newId,
    nowMs,
  });
  const openSales = createOpenSales({ hand, parked, sales, journal });
  const nobody = () => {
    throw new Error('nothing of that here');
  };
  const invoices = { cancel: nobody, check: nobody, request: nobody, apply: nobody };
  const parking = createParking({
    hand,
    journal,
    store: parked,
    openSales,
    invoices,
    completion,
    kitchen,
    insertPrintJob: insertPrintJob(facts),
    staffName: () => 'Cashier',
    isHere: () => false,
    newId,
    nowMs,
    log,
  });
  const states: CardsState[] = [];
  const cards = openCardTerminal({
    hand,
    openSales,
    journal,
    store: createCardStore(facts),
    completion,
    terminal: () => ({ deviceId: 'terminal', name: 'Counter', driver }),
    currency: () => settings.currency,
    takesCards: () => true,
    insertPrintJob: insertPrintJob(facts),
    refunded: () => undefined,
    publish: (state) => void states.push(state),
    newId,
    log,
  });
  journal.onCommitted((entries) => cards.onCommitted(entries));
  const ringingUp = createRingingUp({
    hand,
    shop,
    terms: createTerms({ shop, promotions: () => [], nowMs }),
    sellable: nobody,
    scanned: nobody,
    refuseUnlessOldEnough: () => undefined,
    refuseUnlessThere: () => undefined,
    newId,
  });
  const vouchers = { find: nobody, refuseUnlessGood: nobody, codesOfSale: () => [] };
  const tendering = createTendering({ hand, completion, vouchers, accounts: { find: nobody }, shop, newId });
  const cancelSale = createCancelling({ hand, invoices, attention: createAttentionStore(facts, database.drafts), completion, newId, nowMs });

  return {
    database,
    cards,
    hand,
    /** Past `facts`, in the journal, of these kinds. */
    facts: () => facts.prepare<[], string>('SELECT kind FROM journal ORDER BY seq').pluck().all(),
    parkedSales: () => parking.state().sales,
    statusOf: (saleId: string) => sales.saleStatus(saleId),
    saleOf: (saleId: string) => sales.sale(saleId)?.sale,
    state: (): CardsState => states.at(-1) as CardsState,
    /** What the papers of that kind are called that wait to be printed. */
    jobs: (kind: string) => facts.prepare<[string], string>('SELECT title FROM print_job WHERE kind = ?').pluck().all(kind),
    /** Rings up an amount for the next customer. */
    ring(amountMinor: number): Sale {
      if (hand.sale.status === 'completed') hand.begin();
      ringingUp.addOpenAmount(amountMinor, '', BY);
      return hand.sale;
    },
    pay: (amountMinor = hand.sale.dueMinor) => cards.pay({ saleId: hand.sale.id, dueMinor: hand.sale.dueMinor, amountMinor }, BY),
    payCash: (givenMinor = hand.sale.dueMinor) =>
      tendering.take({ saleId: hand.sale.id, dueMinor: hand.sale.dueMinor }, { kind: 'cash', givenMinor }, cashierActing(BY)),
    /** Typed into a terminal by hand, as somebody says. */
    payByHand: (amountMinor = hand.sale.dueMinor) =>
      tendering.take({ saleId: hand.sale.id, dueMinor: hand.sale.dueMinor }, { kind: 'card', amountMinor, reference: '' }, cashierActing(BY)),
    giveBack: (tenderId: string) => tendering.giveBack({ saleId: hand.sale.id, tenderId }, BY),
    park: () => parking.park({ saleId: hand.sale.id, label: '' }, cashierActing(BY)),
    recall: (saleId: string) => parking.recall({ saleId, handSaleId: hand.sale.id }, cashierActing(BY)),
    cancelParked: (saleId: string) => parking.cancel({ saleId, reason: '' }, cashierActing(BY)),
    cancel: () => cancelSale(hand.sale.id, BY),
    begin: () => hand.begin(),
    end() {
      cards.close();
      database.close();
    },
  };
}
