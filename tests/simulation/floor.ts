// The shop floor of the simulated year: a whole till in this process with its people at the screens, and what all they do is made
// of: a call that may be refused and approved, a sale taken in hand and brought to its end.
import { setTimeout as rest, setImmediate as turn } from 'node:timers/promises';
import { SAMPLES } from '../../src/main/catalogue/samples.ts';
import { roundForCash } from '../../src/shared/money.ts';
import type { Sale } from '../../src/shared/sale.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import type { Random } from '../crash/random.ts';
import type { TestScreen, TestTill } from '../till/open-test-till.ts';
import type { Sums } from './sums.ts';

/** What customers carry away with them, which no till could tell them again. It outlives a killed till. */
export interface Pockets {
  /** Codes of vouchers that were sold. */
  vouchers: string[];
  /** Payment hashes of codes that were shown and never paid. */
  oldCodes: string[];
}

/** What hangs on the day, and what comes of it. */
export interface FloorParts {
  random: Random;
  pockets: Pockets;
  done: Sums;
}

export interface Person {
  name: string;
  pin: string;
}
export const OWNER_PIN = '9999';
/** A look at a PIN takes a moment of real time. */
const REST_MS = 20;

export type Floor = Awaited<ReturnType<typeof openFloor>>;

const MOST_IN_POCKETS = 200;
export const EMPTY_POCKETS: Pockets = { vouchers: [], oldCodes: [] };

/** `hired`: who works at the register besides the cashiers that the sample shop has. */
export async function openFloor(till: TestTill, hired: readonly Person[], { random, pockets, done }: FloorParts) {
  const customer = till.screen('customer', 'customer');
  await customer.until(() => true);
  const { currency } = customer.state.shop;
  const shop = Object.values(SAMPLES).find(({ settings }) => settings.currency === currency);
  if (!shop) throw new Error(`no sample shop sells for ${currency}`);
  const cashiers: Person[] = [...shop.staff.filter(({ role }) => role === 'cashier'), ...hired];
  const owner: Person = shop.staff.find(({ role }) => role === 'owner') ?? { name: '', pin: '' };

  const cashier = till.screen('cashier', 'register');
  const floor = {
    till,
    random,
    pockets,
    done,
    shop,
    cashiers,
    owner,
    cashier,
    manager: till.screen('manager', 'office'),
    customer,
    /** Whoever is at the register. */
    atRegister: cashiers[0] as Person,
    currency,

    sale: (): Sale => floor.cashier.state.checkout.sale,
    /** The screens have been told all. */
    settled: (): Promise<void> => turn(),
    minutesPass(minutes: number): void {
      till.clock.nowMs += Math.round(minutes * 60_000);
    },
    id: (): string => `made-${Math.floor(random.next() * 2 ** 48).toString(36)}`,

    async signIn(screen: TestScreen, { name, pin }: Person): Promise<void> {
      await screen.until((state) => state.staff.tiles.some((tile) => tile.name === name));
      const staffId = screen.state.staff.tiles.find((tile) => tile.name === name)?.id ?? '';
      // Also where the screen still shows them: it may have locked itself in this moment.
      const enter = async (): Promise<void> => {
        try {
          await screen.call.session.signIn({ staffId, pin });
        } catch (cause) {
          if (declared(cause).code !== 'PIN_LOCKED') throw cause;
          // Somebody had tried too often, or tries at this moment on another screen: they wait, and try again.
          floor.minutesPass(1);
          await rest(REST_MS);
          await enter();
        }
      };
      await enter();
      await screen.until((state) => state.session.staff?.id === staffId);
    },
    /** Somebody else, or the same, goes on at the register. */
    async take(person: Person): Promise<void> {
      await floor.signIn(floor.cashier, person);
      floor.atRegister = person;
    },

    /**
     * A call as people make it: refused, it is at times approved by the owner at the same screen, and made again. What comes of it is
     * counted; undefined is a refusal.
     */
    async attempt<T>(name: string, call: () => Promise<T>, at?: TestScreen): Promise<T | undefined> {
      const screen = at ?? cashier;
      try {
        const answer = await call();
        done.add(`${name}: done`, 1);
        return answer;
      } catch (cause) {
        const { code, data } = declared(cause);
        done.add(`${name}: ${code}`, 1);
        if (code === 'NOT_SIGNED_IN') {
          await floor.signIn(screen, screen === floor.cashier ? floor.atRegister : owner);
          return undefined;
        }
        if (code !== 'NOT_ALLOWED' || typeof data?.refusalId !== 'string' || random.chance(0.4)) return undefined;
        const staffId = screen.state.staff.tiles.find((tile) => tile.name === owner.name)?.id ?? '';
        const refusalId = data.refusalId;
        const before = done.of('approve: done');
        await floor.attempt('approve', () => screen.call.session.approve({ refusalId, staffId, pin: OWNER_PIN }), screen);
        return done.of('approve: done') > before ? floor.again(name, call) : undefined;
      }
    },
    async again<T>(name: string, call: () => Promise<T>): Promise<T | undefined> {
      try {
        const answer = await call();
        done.add(`${name}: done by approval`, 1);
        return answer;
      } catch (cause) {
        done.add(`${name}: ${declared(cause).code}`, 1);
        return undefined;
      }
    },

    /** An empty sale in hand, whatever stood there before. */
    async fresh(): Promise<void> {
      for (let tries = 0; tries < 12; tries++) {
        const { id: saleId, status, lines, tenders, dueMinor } = floor.sale();
        if (status === 'completed' || status === 'cancelled') await floor.attempt('next', () => floor.cashier.call.sale.next({ saleId }));
        else if (lines.length === 0 && tenders.length === 0) return;
        else if (liveLightningTender(tenders)) await floor.closeCode();
        else if (tries < 3 && dueMinor > 0 && random.chance(0.7)) await floor.payCash();
        else await floor.attempt('cancel', () => floor.cashier.call.sale.cancel({ saleId }));
        await floor.settled();
      }
      throw new Error(`the sale in hand does not end: ${JSON.stringify(floor.sale())}`);
    },
    async closeCode(): Promise<void> {
      const { id: saleId, tenders } = floor.sale();
      const live = liveLightningTender(tenders);
      if (!live) return;
      const code = { saleId, tenderId: live.id };
      if (live.status === 'held') await floor.attempt('return held', () => floor.cashier.call.checkout.returnHeld(code));
      else await floor.attempt('close code', () => floor.cashier.call.checkout.cancelInvoice(code));
      await floor.settled();
    },
    over: (): boolean => floor.sale().status === 'completed' || floor.sale().status === 'cancelled',
    /** In coins that there are, and more at times. */
    async payCash(share = 1): Promise<void> {
      const { id: saleId, dueMinor } = floor.sale();
      const exact = roundForCash(Math.ceil(dueMinor * share), floor.currency);
      const largest = floor.currency === 'KRW' ? 10_000 : 1000;
      const givenMinor = share === 1 && random.chance(0.6) ? Math.ceil((exact + 1) / largest) * largest : exact;
      await floor.attempt('cash', () => floor.cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor }));
      await floor.settled();
    },
    /** What is still due is paid, so that the sale ends. */
    async rest(): Promise<void> {
      if (!floor.over() && floor.sale().lines.length > 0 && !liveLightningTender(floor.sale().tenders)) {
        const { id: saleId, dueMinor, tenders } = floor.sale();
        if (dueMinor > 0) await floor.payCash();
        else if (tenders.length === 0) await floor.attempt('free sale', () => floor.cashier.call.sale.completeFree({ saleId }));
        await floor.settled();
      }
      await floor.pocket();
    },
    /** Vouchers that the sale has sold go with the customer. */
    async pocket(): Promise<void> {
      const { id: saleId, status, lines } = floor.sale();
      if (status !== 'completed' || !lines.some(({ taxClassId }) => taxClassId === 'voucher')) return;
      const sold = await floor.attempt('vouchers sold', () => floor.cashier.call.vouchers.sold({ saleId }));
      for (const { code } of sold ?? []) if (!pockets.vouchers.includes(code)) pockets.vouchers.push(code);
      pockets.vouchers.splice(0, pockets.vouchers.length - MOST_IN_POCKETS);
    },
    /** The code that is shown for what is due, or for this much of it. */
    async code(amountMinor?: number): Promise<string | undefined> {
      const { id: saleId } = floor.sale();
      await floor.attempt('code', () => floor.cashier.call.checkout.requestInvoice({ saleId, ...(amountMinor && { amountMinor }) }));
      await floor.settled();
      const live = liveLightningTender(floor.sale().tenders);
      if (live) pockets.oldCodes.push(live.paymentHash);
      pockets.oldCodes.splice(0, pockets.oldCodes.length - MOST_IN_POCKETS);
      return live?.paymentHash;
    },
    async wallet(paymentHash: string, payment: 'pay' | 'pay_part' | 'pay_more' | 'expire'): Promise<void> {
      await floor.attempt(`wallet ${payment}`, () => floor.customer.call.practice.wallet({ paymentHash, payment }));
      await floor.settled();
      await floor.settled();
    },
  };

  await floor.signIn(floor.manager, owner);
  await floor.take(cashiers[0] as Person);
  return floor;
}

/** The code of a refusal that the contract declares; anything else is a fault. */
function declared(cause: unknown): { code: string; data?: Record<string, unknown> } {
  if (!(cause instanceof Error && 'code' in cause) || cause.code === 'INTERNAL') throw cause;
  return { code: String(cause.code), ...('data' in cause && typeof cause.data === 'object' && cause.data !== null && { data: { ...cause.data } }) };
}
