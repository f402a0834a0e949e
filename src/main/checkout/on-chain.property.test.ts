// Whatever the chain does: what lies on it in the end is what the books say, to the satoshi.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChainReceipt, ChainWallet } from '../lightning/chain-wallet.ts';
import { verifyJournal } from '../store/verify.ts';
import { openCheckoutBench } from './checkout-test-bed.ts';
import { BURIED_AT } from './on-chain-rules.ts';

const BY = 'somebody';
const FIRST_HEIGHT = 1000;

interface Payment {
  name: string;
  address: string;
  amountSat: number;
  height: number | null;
}

/** A chain of payments that are made, mined, undone with their blocks, and replaced while they wait. */
function scriptedChain() {
  let payments: Payment[] = [];
  let tipHeight = FIRST_HEIGHT;
  /** Blocks that nobody undoes any more: the till has been told that they are deep. */
  let deepest = FIRST_HEIGHT;
  let made = 0;
  const receiptOf = ({ name, address, amountSat, height }: Payment): ChainReceipt => ({
    outpoint: `${name}:0`,
    address,
    amountSat,
    blockHeight: height,
    confirmations: height === null ? 0 : tipHeight - height + 1,
    seenAtMs: 1_700_000_000_000 + made,
  });
  const pay = (address: string, amountSat: number) => {
    made += 1;
    payments.push({ name: `payment${made}`, address, amountSat, height: null });
  };
  const wallet: ChainWallet = {
    async createAddress() {
      made += 1;
      return `address${made}`;
    },
    receipts: async (afterHeight) => ({
      tipHeight,
      receipts: payments.filter(({ height }) => height === null || height > afterHeight).map(receiptOf),
    }),
    onReceipt: () => () => undefined,
    fees: async () => ({ hourSatPerVbyte: 1 }),
  };
  return {
    wallet,
    pay,
    block() {
      tipHeight += 1;
      payments = payments.map((payment) => ({ ...payment, height: payment.height ?? tipHeight }));
      deepest = Math.max(deepest, tipHeight - BURIED_AT + 1);
    },
    undo() {
      if (tipHeight - 1 <= deepest) return;
      payments = payments.map((payment) => (payment.height === tipHeight ? { ...payment, height: null } : payment));
      tipHeight -= 1;
    },
    /** By one to nobody we know, or to the same address over another amount. */
    replace(which: number, amountSat: number | null) {
      const waiting = payments.filter(({ height }) => height === null);
      const gone = waiting[which % Math.max(1, waiting.length)];
      if (!gone) return;
      payments = payments.filter((payment) => payment !== gone);
      if (amountSat !== null) pay(gone.address, amountSat);
    },
    totalMsat: () => payments.reduce((sum, { amountSat }) => sum + amountSat * 1000, 0),
  };
}

const amountSat = fc.constantFrom(1000, 2999, 3000, 3001, 4500, 9000);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pay' as const), amountSat, known: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('block' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('replace' as const), which: fc.nat(5), amountSat: fc.option(amountSat) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

test('what lies on the chain is what sales were paid with and what is listed, less what is listed as lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), fc.constantFrom(0, 1_000_000_000), async (steps, zeroConfMaxMinor) => {
      const bench = await openCheckoutBench();
      try {
        const chain = scriptedChain();
        bench.settings = { onChain: { enabled: true, zeroConfMaxMinor, confirmations: 1 } };
        const { info } = bench.node;
        bench.onNode({ chain: chain.wallet, info: async () => ({ ...(await info()), blockHeight: FIRST_HEIGHT }) });
        bench.restart();
        await bench.onChain.look();
        let address = 'of nobody';
        const charge = async () => {
          if (bench.hand.sale.status === 'completed') bench.ringingUp.next(bench.hand.sale.id);
          if (bench.hand.sale.lines.length === 0) bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
          await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
          const tender = bench.hand.sale.tenders.at(-1);
          if (tender?.kind === 'lightning' && tender.address !== null) address = tender.address;
        };
        for (const next of steps) {
          if (next.do === 'pay') {
            if (next.known) await charge();
            chain.pay(next.known ? address : 'of nobody', next.amountSat);
          } else if (next.do === 'block') chain.block();
          else if (next.do === 'undo') chain.undo();
          else if (next.do === 'replace') chain.replace(next.which, next.amountSat);
          else if (next.do === 'cancel' && bench.hand.sale.status !== 'completed') await bench.cancelSale(bench.hand.sale.id, BY);
          else if (next.do === 'restart') bench.restart();
          await bench.onChain.look();
        }
        for (let block = 0; block <= BURIED_AT; block += 1) chain.block();
        await bench.onChain.look();

        const sum = (sql: string) => bench.database.facts.prepare<[], number>(sql).pluck().get() ?? 0;
        const paidMsat = sum("SELECT coalesce(sum(received_msat), 0) FROM tender WHERE kind = 'lightning' AND status = 'paid'");
        const listed = bench.attention.open();
        const of = (lost: boolean) => listed.filter(({ kind }) => (kind === 'lost') === lost).reduce((msat, { amountMsat }) => msat + amountMsat, 0);
        expect(paidMsat + of(false) - of(true)).toBe(chain.totalMsat());
        expect(sum("SELECT count(*) FROM settlement WHERE chain_status = 'pending'")).toBe(0);
        expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
      } finally {
        await bench.close();
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);
