// What the cashier's hands are doing with the sale: which tender they turned to, what they typed, what is under way. It dies
// with the screen; the sale itself is main's, and each sale starts with fresh hands.
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../shared/account.ts';
import type { CurrencyCode } from '../../shared/money.ts';
import { partOf } from '../../shared/parking.ts';
import type { Sale } from '../../shared/sale.ts';
import type { StateOf } from '../../shared/state.ts';
import { liveLightningTender } from '../../shared/tender.ts';
import type { Failure } from '../failure.ts';
import { useCall, useScreen } from '../screen.tsx';
import type { TillClient } from '../till-client.ts';
import { type Choice, lightningOutlook, lightOf, type Stage, stageOf } from './stage.ts';
import { useTill } from './till.ts';

interface Hands {
  saleId: string;
  choice: Choice;
  /** Typed on the keypad; 0 is nothing yet. */
  enteredMinor: number;
  /** What the card terminal calls the payment. */
  reference: string;
  /** The card is typed into the terminal by hand, though the till drives it. */
  cardByHand: boolean;
  /** The voucher that was looked at last. */
  voucher: SeenVoucher | null;
  /** On whose account. */
  customer: Customer | null;
  /** Which foreign notes; the first that there are where nothing was chosen. */
  foreign: CurrencyCode | null;
  /** Why the last call about the code did not succeed. */
  refusal: Failure | null;
}

/** A voucher with its code, what is on it, and how much of the sale it can pay. */
export interface SeenVoucher {
  code: string;
  number: string;
  balanceMinor: number;
  lastDay: string | null;
  reachMinor: number;
}

export interface Desk extends Omit<Hands, 'saleId'> {
  stage: Stage;
  /** A call about money is under way. */
  busy: boolean;
  enter(minor: number): void;
  /** The usual tender; Lightning at once, or another where it cannot be paid. */
  charge(): void;
  /** Asks for a code over what is due or a part of it; the one that is live is closed first. */
  askForCode(amountMinor?: number): void;
  /** The customer need not answer about the tip. */
  withoutTip(): void;
  /** Ends a sale of which nothing is to be paid. */
  completeFree(): void;
  checkNow(): void;
  takeHeld(): void;
  returnHeld(): void;
  /** To another tender or to the articles. A live code is closed first: it must not be paid behind the cashier's back. */
  turnTo(choice: Exclude<Choice, 'lightning'>): void;
  takeCash(givenMinor: number): void;
  /** Takes what the customer gives: one call, with the sale as the cashier sees it. */
  take(work: (client: TillClient, sale: { saleId: string; dueMinor: number }) => Promise<unknown>): void;
  refer(reference: string): void;
  /** One call about the card terminal; what became of it the sale says. */
  atCardTerminal(work: (client: TillClient, sale: Sale) => Promise<unknown>): void;
  typeCardByHand(byHand: boolean): void;
  /** Turns to vouchers, with this one. */
  lookAtVoucher(code: string): void;
  choose(customer: Customer): void;
  chooseForeign(currency: CurrencyCode): void;
  next(): void;
}

export function useDesk(): Desk {
  const call = useCall();
  const { t } = useTranslation('cashier');
  const { store } = useScreen();
  const saleId = useTill((till) => till.checkout.sale.id);
  const tendering = useTill((till) => till.checkout.sale.status === 'tendering');
  const [kept, keep] = useState<Hands>(() => freshHands(saleId, tendering ? 'lightning' : 'articles'));
  const [busy, setBusy] = useState(false);
  const hands = kept.saleId === saleId ? kept : freshHands(saleId, 'articles');
  const stage = useTill((till) => stageOf(till.checkout.sale, hands.choice));
  const busyNow = useRef(false);
  const turnedTo = useRef(hands.choice);

  const till = useCallback(() => store.getState().till as StateOf<'cashier'>, [store]);

  const actions = useMemo(() => {
    const change = (to: Partial<Hands>) => {
      const { id } = till().checkout.sale;
      if (to.choice) turnedTo.current = to.choice;
      keep((before) => ({ ...(before.saleId === id ? before : freshHands(id, 'articles')), ...to }));
    };
    /** One call about money at a time: a second press while the first is under way is no second wish. */
    const alone = async (work: () => Promise<void>) => {
      if (busyNow.current) return;
      busyNow.current = true;
      setBusy(true);
      await work();
      busyNow.current = false;
      setBusy(false);
    };
    /** True when no code can be paid any more. Paid in that very moment is no failure: the sale shows it. */
    const closeCode = async (): Promise<boolean> => {
      const { sale } = till().checkout;
      const live = liveLightningTender(sale.tenders);
      if (!live) return true;
      const outcome = await call((client) => client.checkout.cancelInvoice({ saleId: sale.id, tenderId: live.id }), { quiet: true });
      if (!outcome.ok && outcome.failure.code !== 'INVOICE_CLOSED') change({ refusal: outcome.failure });
      return outcome.ok;
    };
    /** Where the shop asks for tips: true when the customer has answered, and the cashier still wants a code for this sale. */
    const tipAnswered = async (): Promise<boolean> => {
      const { id: saleId } = till().checkout.sale;
      const outcome = await call((client) => client.sale.askTip({ saleId }), { quiet: true });
      if (!outcome.ok) change({ refusal: outcome.failure });
      return outcome.ok && turnedTo.current === 'lightning' && till().checkout.sale.id === saleId;
    };
    const askForCode = (amountMinor?: number) => {
      change({ choice: 'lightning', refusal: null });
      void alone(async () => {
        if (!(await closeCode()) || !(await tipAnswered())) return;
        const { sale } = till().checkout;
        const { id } = sale;
        const partMinor = amountMinor ?? partOf(sale)?.amountMinor;
        const part = partMinor === undefined ? {} : { amountMinor: partMinor };
        const outcome = await call((client) => client.checkout.requestInvoice({ saleId: id, ...part }), { quiet: true });
        if (!outcome.ok) change({ refusal: outcome.failure });
        // The cashier turned away while the node was thinking.
        else if (turnedTo.current !== 'lightning') await closeCode();
      });
    };
    /** With the code that is live, if one is. */
    const withCode = (act: (client: TillClient, code: { saleId: string; tenderId: string }) => Promise<unknown>) =>
      alone(async () => {
        const { sale } = till().checkout;
        const live = liveLightningTender(sale.tenders);
        if (!live) return;
        const outcome = await call((client) => act(client, { saleId: sale.id, tenderId: live.id }), { quiet: true });
        change({ refusal: outcome.ok ? null : outcome.failure });
      });
    const turnTo = (choice: Exclude<Choice, 'lightning'>) => {
      change({ choice, refusal: null, enteredMinor: 0 });
      const { sale, tip } = till().checkout;
      if (tip === 'asked') void call((client) => client.sale.stopAskingTip({ saleId: sale.id }), { quiet: true });
      void closeCode();
    };
    const take: Desk['take'] = (work) =>
      void alone(async () => {
        const { sale } = till().checkout;
        const outcome = await call((client) => work(client, { saleId: sale.id, dueMinor: sale.dueMinor }));
        if (outcome.ok) change({ enteredMinor: 0, reference: '', voucher: null, customer: null });
      });
    return {
      enter: (minor: number) => change({ enteredMinor: minor }),
      askForCode,
      charge() {
        const { checkout, lightning, shop } = till();
        if (checkout.sale.lines.length === 0 || checkout.sale.dueMinor === 0) return;
        const [usual = 'cash'] = shop.tenders.kinds;
        if (usual !== 'lightning') return turnTo(usual);
        const other = shop.tenders.kinds.find((kind) => kind !== 'lightning');
        const outlook = lightningOutlook(lightning, checkout.sale.dueMinor, shop.lightning.onChain.enabled);
        if (lightOf(outlook) === 'no' && other) turnTo(other);
        else askForCode();
      },
      withoutTip() {
        const { id } = till().checkout.sale;
        void call((client) => client.sale.tip({ saleId: id, tipMinor: 0 }));
      },
      completeFree: () =>
        void alone(async () => {
          const { id } = till().checkout.sale;
          await call((client) => client.sale.completeFree({ saleId: id }));
        }),
      checkNow: () =>
        void alone(async () => {
          const { sale } = till().checkout;
          const live = liveLightningTender(sale.tenders);
          if (!live) return;
          const outcome = await call((client) => client.checkout.checkInvoice({ saleId: sale.id, tenderId: live.id }), { quiet: true });
          change({ refusal: outcome.ok ? null : outcome.failure });
          const code = liveLightningTender(till().checkout.sale.tenders);
          if (outcome.ok && code?.status === 'waiting' && code.seenOnChain === null)
            store.getState().notify({ tone: 'info', title: t('code.checked'), body: t('code.checkedExplained') });
        }),
      takeHeld: () => void withCode((client, code) => client.checkout.takeHeld(code)),
      returnHeld: () => void withCode((client, code) => client.checkout.returnHeld(code)),
      turnTo,
      take,
      takeCash: (givenMinor: number) => {
        const partMinor = partOf(till().checkout.sale)?.amountMinor;
        take((client, sale) => client.checkout.takeCash({ ...sale, givenMinor, ...(partMinor !== undefined && { partMinor }) }));
      },
      refer: (reference: string) => change({ reference }),
      atCardTerminal: (work: (client: TillClient, sale: Sale) => Promise<unknown>) =>
        void alone(async () => {
          const { sale } = till().checkout;
          const outcome = await call((client) => work(client, sale));
          if (outcome.ok) change({ enteredMinor: 0 });
        }),
      typeCardByHand: (cardByHand: boolean) => change({ cardByHand }),
      lookAtVoucher: (code: string) =>
        void alone(async () => {
          change({ choice: 'voucher', refusal: null, enteredMinor: 0, voucher: null });
          if (!(await closeCode())) return;
          const outcome = await call((client) => client.vouchers.look({ code }));
          if (outcome.ok) change({ voucher: { code, ...outcome.value } });
        }),
      choose: (customer: Customer) => change({ customer }),
      chooseForeign: (foreign: CurrencyCode) => change({ foreign, enteredMinor: 0 }),
      next: () =>
        void alone(async () => {
          const { id } = till().checkout.sale;
          await call((client) => client.sale.next({ saleId: id }));
        }),
    };
  }, [call, till, store, t]);

  return { ...hands, ...actions, stage, busy };
}

function freshHands(saleId: string, choice: Choice): Hands {
  return { saleId, choice, enteredMinor: 0, reference: '', cardByHand: false, voucher: null, customer: null, foreign: null, refusal: null };
}
