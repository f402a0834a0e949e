// What tests of refunds begin with: a shop that sells, a manager who gives back, and books that are held to it at the end.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { verifyJournal } from '../../src/main/store/verify.ts';
import type { LegChoice, RefundOffer, RefundWish } from '../../src/shared/refund.ts';
import { lastCode, openTestTill } from './open-test-till.ts';

export type RefundBench = Awaited<ReturnType<typeof openRefundBench>>;
export const WHOLE: RefundWish = { kind: 'whole', restock: true };

interface RungUp {
  articleId: string;
  quantity?: number;
}

export async function openRefundBench({ sample = 'eu' as const }: { sample?: 'eu' | 'kr' } = {}) {
  const till = await openTestTill({ sample });
  const bench = {
    till,
    cashier: await till.cashier(),
    manager: await till.manager(),

    hand: () => bench.cashier.state.checkout.sale,
    completed: () => bench.cashier.until(({ checkout }) => checkout.sale.status === 'completed'),
    /** Articles at a price of their own, by the piece, that anybody may buy. */
    tiles: () =>
      bench.cashier.state.catalogue.tiles.filter(
        ({ priceMinor, variants, unit, minimumAge }) => priceMinor !== null && variants.length === 0 && unit === 'piece' && minimumAge === 0,
      ),
    tile: (index: number) => bench.tiles()[index]?.id ?? expect.unreachable('no such tile'),

    /** An empty sale in hand. */
    async fresh() {
      if (bench.hand().status === 'completed') await bench.cashier.call.sale.next({ saleId: bench.hand().id });
      await bench.cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.lines.length === 0);
    },
    /** Rings these up in a sale of their own. */
    async ringUp(...articles: RungUp[]) {
      await bench.fresh();
      for (const article of articles) await bench.cashier.call.sale.addArticle(article);
      await bench.cashier.until(({ checkout }) => checkout.sale.lines.length === articles.length);
      return { saleId: bench.hand().id, dueMinor: bench.hand().dueMinor };
    },
    async soldForCash(...articles: RungUp[]) {
      const sale = await bench.ringUp(...articles);
      await bench.cashier.call.checkout.takeCash({ ...sale, givenMinor: sale.dueMinor });
      await bench.completed();
      return sale.saleId;
    },
    async soldByCard(...articles: RungUp[]) {
      const sale = await bench.ringUp(...articles);
      await bench.cashier.call.checkout.takeCard({ ...sale, amountMinor: sale.dueMinor, reference: 'A77' });
      await bench.completed();
      return sale.saleId;
    },
    /** Pays what is due of the sale in hand by Lightning. */
    async payByLightning() {
      const before = bench.hand().tenders.length;
      await bench.cashier.call.checkout.requestInvoice({ saleId: bench.hand().id });
      await bench.cashier.until(({ checkout }) => checkout.sale.tenders.length === before + 1);
      await bench.cashier.call.practice.wallet({ paymentHash: lastCode(bench.hand()).paymentHash, payment: 'pay' });
      await bench.completed();
    },

    detail: (saleId: string) => bench.manager.call.reports.sale({ saleId }),
    offer: (saleId: string, wish: RefundWish = WHOLE, exchange = false) => bench.manager.call.refunds.offer({ saleId, wish, exchange }),
    give: ({ id: offerId }: RefundOffer, choices: LegChoice[] = []) => bench.manager.call.refunds.give({ offerId, choices }),
    /** Where its Lightning leg goes, for `give`. */
    async lightning({ legs }: RefundOffer) {
      const way = legs.flatMap(({ ways }) => ways).find(({ kind }) => kind === 'lightning');
      const amountSat = way?.kind === 'lightning' ? (way.amountSat ?? 0) : 0;
      const { paymentRequest: to } = await bench.manager.call.practice.refundCode({ amountSat });
      return { to, pin: '9999' };
    },

    async restart() {
      await till.restart();
      bench.manager = await till.manager();
    },
    /** Whatever went back, the books tell it, and the tables hold nothing else. */
    async close() {
      const books = new Database(join(till.dataDir, 'practice', 'till.sqlite'), { readonly: true });
      const verified = verifyJournal(books);
      books.close();
      await till.close();
      expect(verified).toMatchObject({ ok: true });
    },
  };
  return bench;
}

/** The first leg another way than it came. */
export function otherWay({ legs: [leg] }: RefundOffer, kind: 'cash' | 'voucher', reason: string): LegChoice[] {
  return [{ legId: leg?.id ?? '', kind, reason }];
}

/** Why a refund was refused. */
export async function reasonOf(call: Promise<unknown>): Promise<string | undefined> {
  return ((await call.catch((cause: unknown) => cause)) as { data?: { reason?: string } }).data?.reason;
}
