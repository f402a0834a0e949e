// Money that goes back over the card terminal: a tender before its sale ends, money of the list, a leg of a refund. The intent is on
// the disk before the terminal hears of it; while one is under way or done there is no other, so that nothing goes back twice.
import type { CardMoveKind } from '../../shared/card-payment.ts';
import { TillError } from '../../shared/errors.ts';
import type { CardTender } from '../../shared/tender.ts';
import type { Hand } from '../checkout/hand.ts';
import { refuseWhileTendering, replaceTender } from '../checkout/sale-rules.ts';
import { returnTender } from '../checkout/tendering.ts';
import type { CardMove, CardStore } from '../store/card-store.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { CardMoves, ShopTerminal } from './moves.ts';
import { endByPerson } from './said.ts';

export interface CardReturnsParts {
  hand: Hand;
  journal: Journal;
  store: CardStore;
  moves: CardMoves;
  /** ALREADY_DONE, NOT_FOUND. */
  listed: (moveId: string) => CardMove;
  currency: () => string;
  newId: () => string;
}

export interface CardReturns {
  /** Takes a tender of the sale in hand back at the terminal that took it. ALREADY_DONE, and what `pay` can end with. */
  takeBack(request: { saleId: string; tenderId: string }, staffId: string): Promise<void>;
  /** Somebody has taken it back at the terminal by hand. */
  takenBackByHand(request: { saleId: string; tenderId: string }, staffId: string): void;
  /** Listed money goes back: reversed while the terminal's day goes on, else refunded to a card that is held to it. ALREADY_DONE. */
  giveBackListed(moveId: string, staffId: string): Promise<void>;
  listedGivenBackByHand(moveId: string, staffId: string): void;
  /** Whether a leg of a refund can be asked for now; throws what `pay` can end with. */
  refuseUnlessFree(): void;
  /**
   * Gives a leg of a refund at the terminal: the payment is reversed where it goes back whole on its day, else a card is given the money.
   * While that is under way or done, nobody gives it by hand: CARD_TERMINAL_BUSY, CARD_UNKNOWN, ALREADY_DONE.
   */
  giveLeg(leg: RefundLegAtTerminal, staffId: string): Promise<void>;
  refuseIfGiven(refundId: string): void;
  /** How the money of a payment goes back at the terminal as it is now. */
  kindFor(payment: CardMove, at: ShopTerminal): 'reversal' | 'refund';
}

export interface RefundLegAtTerminal {
  refundId: string;
  legId: string;
  saleId: string | null;
  amountMinor: number;
  /** What it takes from; undefined where that was not paid by card. */
  tender: CardTender | undefined;
  /** Asked in the moment of the intent: whether it still waits to be given. Throws why not. */
  refuseUnlessLeft: () => void;
}

type Begun = FactBody<'card_return_begun'>;

export function createCardReturns({ hand, journal, store, moves, listed, currency, newId }: CardReturnsParts): CardReturns {
  /** As somebody who did it by hand says it. */
  const intent = (of: CardMove, kind: Exclude<CardMoveKind, 'payment'>, more: Pick<Begun, 'saleId' | 'tenderId'>): Begun => ({
    moveId: newId(),
    amountMinor: of.takenMinor,
    currency: currency(),
    deviceId: of.deviceId,
    mark: '',
    kind,
    ofMoveId: of.id,
    reversesReceipt: of.receipt?.receiptNumber ?? '',
    refundId: null,
    legId: null,
    ...more,
  });
  const refuseIfGoing = (of: CardMove) => {
    if (store.returnsOf(of.id).length > 0) throw new TillError('ALREADY_DONE');
  };
  /**
   * A terminal reverses by its own receipt's number, until its day ends; a payment somebody answered for has none, and a terminal that was
   * replaced has another's. One that has said no to that once says it again: it may have ended its day by itself. So may one whose
   * answer to the end of its day was lost.
   */
  const kindFor = ({ id, settled, receipt, deviceId }: CardMove, at: ShopTerminal): 'reversal' | 'refund' => {
    if (settled || receipt === null || deviceId !== at.deviceId || store.mayNotBeReversed(id)) return 'refund';
    const { terminalId } = at.driver;
    return receipt.terminalId === '' || terminalId === '' || receipt.terminalId === terminalId ? 'reversal' : 'refund';
  };

  const taken = ({ saleId, tenderId }: { saleId: string; tenderId: string }): { of: CardMove; tender: CardTender } => {
    const { sale } = hand;
    const tender = sale.id === saleId && sale.status === 'tendering' ? sale.tenders.find(({ id }) => id === tenderId) : undefined;
    const of = tender?.kind === 'card' && tender.terminal ? store.move(tender.terminal.moveId) : undefined;
    if (tender?.kind !== 'card' || !of) throw new TillError('SALE_CHANGED');
    if (tender.status === 'returned') throw new TillError('ALREADY_DONE');
    refuseWhileTendering(sale);
    refuseIfGoing(of);
    return { of, tender };
  };
  /** Somebody says that it went back: intent and end in one transaction. */
  const byHand = (append: Append, body: Begun, staffId: string): void => {
    append('card_return_begun', body, staffId);
    const { moveId, saleId, amountMinor } = body;
    append('card_move_ended', { moveId, saleId, place: null, ...endByPerson(true, amountMinor) }, staffId);
  };

  /** At the terminal that the shop has now. */
  const intentAt = (of: CardMove, at: ShopTerminal, mark: string, more: Pick<Begun, 'saleId' | 'tenderId'>): Begun => ({
    ...intent(of, kindFor(of, at), more),
    deviceId: at.deviceId,
    mark,
  });

  const legIntent = (
    { refundId, legId, saleId, amountMinor, tender }: Omit<RefundLegAtTerminal, 'refuseUnlessLeft'>,
    at: ShopTerminal,
    mark: string,
  ): Begun => {
    const of = tender?.terminal && store.move(tender.terminal.moveId);
    const whole = of?.takenMinor === amountMinor && store.returnsOf(of.id).length === 0;
    const kind = of && whole ? kindFor(of, at) : 'refund';
    const reversesReceipt = kind === 'reversal' ? (of?.receipt?.receiptNumber ?? '') : '';
    const ofSale = { saleId, tenderId: null, refundId, legId, ofMoveId: of?.id ?? null };
    return { ...ofSale, moveId: newId(), amountMinor, currency: currency(), deviceId: at.deviceId, mark, kind, reversesReceipt };
  };
  const refuseIfGiven = (refundId: string) => {
    const statuses = store.ofRefund(refundId).map(({ status }) => status);
    if (statuses.includes('approved')) throw new TillError('ALREADY_DONE');
    if (statuses.includes('asking')) throw new TillError('CARD_TERMINAL_BUSY');
    if (statuses.includes('unknown')) throw new TillError('CARD_UNKNOWN');
  };

  return {
    refuseIfGiven,
    kindFor,
    refuseUnlessFree: () => void moves.free(),
    async giveLeg(leg, staffId) {
      refuseIfGiven(leg.refundId);
      await moves.start((at, mark) => {
        refuseIfGiven(leg.refundId);
        leg.refuseUnlessLeft();
        const body = legIntent(leg, at, mark);
        journal.transact((append) => append('card_return_begun', body, staffId));
        return body.moveId;
      });
    },
    async takeBack({ saleId, tenderId }, staffId) {
      if (hand.sale.cardMove?.kind === 'reversal' && hand.sale.cardMove.status === 'asking') return;
      taken({ saleId, tenderId });
      await moves.start((at, mark) => {
        const { of } = taken({ saleId, tenderId });
        const body = intentAt(of, at, mark, { saleId, tenderId });
        const { sale } = hand;
        hand.record((append) => {
          append('card_return_begun', body, staffId);
          const cardMove = { id: body.moveId, kind: 'reversal', status: 'asking', amountMinor: body.amountMinor } as const;
          return { sale: { ...sale, cardMove }, staffId };
        });
        return body.moveId;
      });
    },
    takenBackByHand({ saleId, tenderId }, staffId) {
      const { of, tender } = taken({ saleId, tenderId });
      const { sale } = hand;
      hand.record((append) => {
        byHand(append, intent(of, 'reversal', { saleId, tenderId }), staffId);
        returnTender(append, saleId, tender, staffId);
        return { sale: replaceTender(sale, { ...tender, status: 'returned' }), staffId };
      });
    },
    async giveBackListed(moveId, staffId) {
      refuseIfGoing(listed(moveId));
      await moves.start((at, mark) => {
        const of = listed(moveId);
        refuseIfGoing(of);
        const body = intentAt(of, at, mark, { saleId: of.saleId, tenderId: null });
        journal.transact((append) => append('card_return_begun', body, staffId));
        return body.moveId;
      });
    },
    listedGivenBackByHand(moveId, staffId) {
      const of = listed(moveId);
      refuseIfGoing(of);
      journal.transact((append) => byHand(append, intent(of, 'reversal', { saleId: of.saleId, tenderId: null }), staffId));
    },
  };
}
