// Cards at the shop's own terminal: payments of sales, what goes back, the manager's list of card money that is in no sale, and the
// end of the terminal's day. Puts the parts together.
import { type CardDay, type CardsState, cardDayDifference, NO_CARDS } from '../../shared/card-payment.ts';
import type { DeviceView } from '../../shared/devices.ts';
import { TillError } from '../../shared/errors.ts';
import type { CurrencyCode } from '../../shared/money.ts';
import { factOfSale } from '../checkout/fact-of-sale.ts';
import type { Hand } from '../checkout/hand.ts';
import { isFinal, isPayable, refuseUnlessPayable } from '../checkout/sale-rules.ts';
import { appendTender } from '../checkout/tendering.ts';
import { type CardMove, cardMoveView } from '../store/card-store.ts';
import type { JournalEntry } from '../store/facts.ts';
import { type CardEndingParts, createCardEnding } from './ending.ts';
import { type CardMovesParts, createCardMoves, type ShopTerminal } from './moves.ts';
import { type CardReturns, createCardReturns } from './returns.ts';

export interface CardTerminalParts extends CardEndingParts, Pick<CardMovesParts, 'store' | 'terminal' | 'log'> {
  hand: Hand;
  currency: () => CurrencyCode;
  /** Whether the shop takes cards. */
  takesCards: () => boolean;
  publish: (state: CardsState) => void;
}

export interface CardTerminal extends CardReturns {
  /**
   * Asks the terminal for an amount of the sale in hand: resolves when that is on the disk, and the sale says what becomes of it. CARD_TERMINAL_AWAY, CARD_TERMINAL_BUSY,
   * CARD_UNKNOWN. Pressing twice asks once.
   */
  pay(request: { saleId: string; dueMinor: number; amountMinor: number }, staffId: string): Promise<void>;
  abort(saleId: string): Promise<void>;
  /** The sale in hand goes on without its payment, whose outcome is not known. SALE_CHANGED. */
  letGo(request: { saleId: string; moveId: string }, staffId: string): void;
  ask(): Promise<void>;
  answer(moveId: string, moved: boolean, staffId: string): Promise<void>;
  /** Listed money becomes a tender of its sale. ALREADY_DONE. */
  apply(moveId: string, staffId: string): void;
  /** Ends the terminal's day. CARD_DAY_FAILED. */
  endDay(staffId: string | null): Promise<void>;
  /** The last one. */
  day(): CardDay | null;
  /** Somebody has looked into what a day differs by. ALREADY_DONE. */
  noteDay(daySeq: number, staffId: string): void;
  onCommitted(entries: readonly JournalEntry[]): void;
  /** The shop's devices changed. */
  look(): void;
  idle(): Promise<void>;
  close(): void;
}

export function openCardTerminal(parts: CardTerminalParts): CardTerminal {
  const { hand, openSales, journal, completion, store, terminal, currency, takesCards, publish, newId, log } = parts;
  const ending = createCardEnding(parts);
  let refused: CardsState['refused'] = null;
  let told = '';
  let ready = false;
  let closed = false;

  const tell = () => {
    const at = terminal();
    const contradicted = moves.contradicted();
    const state: CardsState = {
      ...NO_CARDS,
      terminal: at ? { deviceId: at.deviceId, name: at.name, condition: at.driver.condition } : null,
      underWay: moves.underWay(),
      refused,
      unknown: store
        .live()
        .filter(({ status }) => status === 'unknown')
        .map((move) => ({ ...cardMoveView(move), dayDifferenceMinor: store.dayDifference(move.id) })),
      listed: store.listed().map((move) => ({
        ...cardMoveView(move),
        amountMinor: move.takenMinor,
        cardName: move.receipt?.cardName ?? '',
        terminalReceipt: move.receipt?.receiptNumber ?? '',
        canApply: saleFor(move) !== undefined,
        goesBackBy: at ? returns.kindFor(move, at) : 'refund',
      })),
      contradicted: contradicted && { ...cardMoveView(contradicted), moved: contradicted.status === 'approved' },
      differing: store.differingDays(),
    };
    const news = JSON.stringify(state);
    if (news === told) return;
    told = news;
    publish(state);
  };
  const moves = createCardMoves({
    store,
    terminal,
    conclude(move, end, staffId) {
      if (move.saleId !== null && move.refundId === null)
        refused = end.reason === null ? null : { saleId: move.saleId, kind: move.kind, reason: end.reason, text: end.text };
      ending.conclude(move, end, staffId);
    },
    doubt: ending.doubt,
    onChange: () => ready && tell(),
    log,
  });

  /** The sale that listed money can be made a tender of, if there is one, and it is not on its way back to the card. */
  const saleFor = ({ id, saleId, takenMinor, place }: CardMove) => {
    const sale = saleId === null || place !== 'listed' ? undefined : openSales.find(saleId);
    return sale && isPayable(sale) && sale.dueMinor >= takenMinor && store.returnsOf(id).length === 0 ? sale : undefined;
  };
  const listed = (moveId: string): CardMove => {
    const move = store.move(moveId);
    if (!move) throw new TillError('NOT_FOUND');
    if (move.place !== 'listed') throw new TillError('ALREADY_DONE');
    return move;
  };
  const returns = createCardReturns({ ...parts, moves, listed });

  const begin = ({ deviceId }: ShopTerminal, mark: string, amountMinor: number, staffId: string): string => {
    const { sale } = hand;
    const moveId = newId();
    const body = { ...factOfSale(sale), lines: sale.lines, moveId, amountMinor, currency: currency(), deviceId, mark };
    refused = null;
    hand.record((append) => {
      append('card_payment_begun', body, staffId);
      return { sale: { ...sale, status: 'tendering', cardMove: { id: moveId, kind: 'payment', status: 'asking', amountMinor } }, staffId };
    });
    return moveId;
  };

  const endDay = async (staffId: string | null) => {
    await moves.ask();
    await moves.alone(async ({ deviceId, driver }) => {
      const unheard = store.unheardDays(deviceId);
      journal.transact((append) => append('card_day_begun', { deviceId }, staffId));
      const end = await driver.endOfDay();
      if (end.status === 'refused') journal.transact((append) => append('card_day_refused', { deviceId }, staffId));
      if (end.status !== 'ended') throw new TillError('CARD_DAY_FAILED');
      const { count, totalMinor, byCard, lines } = end.totals;
      journal.transact((append) => {
        // Of an end of a day whose answer was lost nobody knows whether the terminal did it: its sum of this one says so.
        const difference = (seq?: number) => cardDayDifference(totalMinor, store.sinceDay(deviceId, seq).totalMinor);
        const unheardSeq = difference() === 0 ? null : (unheard.find((seq) => difference(seq) === 0) ?? null);
        const till = store.sinceDay(deviceId, unheardSeq ?? undefined);
        const unknown = store.live().map(({ id }) => id);
        const terminal = { count, totalMinor, byCard };
        append(
          'card_day_ended',
          { deviceId, terminal, till, differenceMinor: cardDayDifference(totalMinor, till.totalMinor), unheardSeq, unknown, lines },
          staffId,
        );
      });
    });
  };

  ready = true;
  tell();
  return {
    ...returns,
    async pay({ saleId, dueMinor, amountMinor }, staffId) {
      const { cardMove } = hand.sale;
      if (hand.sale.id === saleId && cardMove?.kind === 'payment' && cardMove.status === 'asking') return;
      /** Looked at again in the moment of the fact: the terminal takes its time to say what it booked last. */
      const refuseUnlessSo = () => {
        const { sale } = hand;
        if (sale.id !== saleId || isFinal(sale)) throw new TillError('SALE_CHANGED');
        if (!takesCards()) throw new TillError('TENDER_NOT_TAKEN');
        if (sale.dueMinor !== dueMinor) throw new TillError('SALE_CHANGED');
        refuseUnlessPayable(sale);
        if (amountMinor > sale.dueMinor) throw new TillError('NO_CHANGE', { maxMinor: sale.dueMinor });
      };
      refuseUnlessSo();
      await moves.start((at, mark) => {
        refuseUnlessSo();
        return begin(at, mark, amountMinor, staffId);
      });
    },
    async abort(saleId) {
      if (hand.sale.id !== saleId || hand.sale.cardMove?.status !== 'asking') throw new TillError('SALE_CHANGED');
      await moves.abort();
    },
    letGo({ saleId, moveId }, staffId) {
      const { sale } = hand;
      const { cardMove } = sale;
      if (sale.id !== saleId || cardMove?.id !== moveId || cardMove.kind !== 'payment' || cardMove.status !== 'unknown')
        throw new TillError('SALE_CHANGED');
      hand.record((append) => {
        append('card_payment_let_go', { moveId, saleId }, staffId);
        return { sale: { ...sale, cardMove: null }, staffId };
      });
    },
    ask: moves.ask,
    answer: moves.answer,
    apply(moveId, staffId) {
      const move = listed(moveId);
      const sale = saleFor(move);
      if (!sale) throw new TillError('ALREADY_DONE');
      openSales.record(sale.id, (append) => {
        append('card_money_applied', { moveId, saleId: sale.id }, staffId);
        return completion.completeWhenPaid(append, appendTender(append, sale, ending.tenderOf(move), staffId), staffId);
      });
    },
    endDay,
    day: store.lastDay,
    noteDay(daySeq, staffId) {
      if (!store.isDifferingDay(daySeq)) throw new TillError('ALREADY_DONE');
      journal.transact((append) => append('card_day_noted', { daySeq }, staffId));
    },
    onCommitted(entries) {
      if (closed) return;
      tell();
      const shiftEnded = entries.some(({ kind }) => kind === 'shift_cut');
      if (shiftEnded && terminal()?.driver.condition === 'ready')
        endDay(null).catch((cause: unknown) => log.warn('cards.day_not_ended', { reason: String(cause) }));
    },
    look: moves.look,
    idle: moves.idle,
    close() {
      closed = true;
      moves.close();
    },
  };
}

/** The terminal that the shop's devices have, as a driver and a name. */
export function shopTerminal(
  device: Pick<DeviceView, 'id' | 'name'> | undefined,
  driver: ShopTerminal['driver'] | undefined,
): ShopTerminal | undefined {
  return device && driver ? { deviceId: device.id, name: device.name, driver } : undefined;
}
