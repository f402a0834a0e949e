// Refunds: of completed sales, whole, by line or by amount, and of goods without a receipt. Offered as the books stand, then made
// by a person who may: what goes back at once in one transaction with its receipt; with Lightning in it, the intent first, and the
// rest when that has arrived. The id of an offer becomes the refund's: pressed twice, it is one refund.
import { TillError } from '../../shared/errors.ts';
import type { LegChoice, Refund, RefundOutcome } from '../../shared/refund.ts';
import type { RefundsState } from '../../shared/refund-state.ts';
import type { CardReturns } from '../card-terminal/returns.ts';
import type { Draft, Hand } from '../checkout/hand.ts';
import { requireOwner } from '../checkout/parking.ts';
import { isPayable } from '../checkout/sale-rules.ts';
import type { Actor } from '../staff/actor.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { RefundStore } from '../store/refund-store.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { MadeOffer, Offers } from './offers.ts';
import type { PayoutFacts, Payouts } from './payouts.ts';
import { refused } from './planning.ts';
import type { LegAtOnce, LegFact, Recording, RefundHead } from './recording.ts';
import type { DecidedWay } from './ways.ts';

export interface RefundOrder {
  offerId: string;
  /** Why; needed without a receipt. */
  reason: string;
  choices: LegChoice[];
  /** The one leg that goes to a card is given at the shop's own terminal, and not by hand. */
  cardAtTerminal?: boolean | undefined;
  /** The customer's code or address and the sender's PIN, where a leg goes by Lightning. */
  lightning?: { to: string; pin: string } | undefined;
}

export interface RefundsParts {
  journal: Journal;
  hand: Hand;
  store: RefundStore;
  offers: Offers;
  recording: Recording;
  payouts: Payouts;
  /** A sale as it is in the books. */
  sales: Pick<SaleStore, 'sale'>;
  /** The card terminal; null where there is none at all. */
  cards: () => Pick<CardReturns, 'giveLeg' | 'refuseIfGiven' | 'refuseUnlessFree'> | null;
}

export interface Refunds {
  /**
   * Does what was offered. A second call for the same offer is told what became of the first. NOT_ALLOWED; REFUND_REFUSED, and with
   * Lightning in it whatever a payout can end in: then nothing else has gone back either.
   */
  give(order: RefundOrder, actor: Actor): Promise<RefundOutcome>;
  /** What was left to hand over when the Lightning leg had arrived. ALREADY_DONE. */
  finish(refundId: string, staffId: string): RefundOutcome;
  /** Gives the card leg of a refund that is left to hand over at the terminal; what becomes of it the refund says. */
  giveAtTerminal(refundId: string, staffId: string): Promise<void>;
  /** The terminal has given it: within the running transaction. */
  cardLegGiven(append: Append, refundId: string, reference: string, staffId: string | null): void;
  /** Hands a Lightning leg of unknown outcome to the node again; it pays it once. */
  sendAgain(refundId: string, pin: string, staffId: string): Promise<void>;
  /** Asks what became of those under way; after a start, and with each sweep. */
  follow(): Promise<void>;
  state(): RefundsState;
}

type DecidedLeg = Omit<LegFact, 'way'> & { way: DecidedWay };

export function createRefunds({ journal, hand, store, offers, recording, payouts, sales, cards }: RefundsParts): Refunds {
  const stored = (refundId: string): Refund => {
    const refund = store.refund(refundId);
    if (!refund) throw new TillError('NOT_FOUND');
    return refund;
  };
  const outcomeOf = ({ id, status, receiptNumber, amountMinor }: Refund): RefundOutcome => ({ id, status, receiptNumber, amountMinor });

  /** What a second call for the same offer is told. */
  const again = (refund: Refund): RefundOutcome => {
    if (refund.status === 'under_way') throw new TillError('REFUND_UNKNOWN');
    // It left nothing, and can be offered anew.
    if (refund.status === 'failed') throw refused('offer_over');
    return outcomeOf(refund);
  };

  const headOf = ({ offer, saleReceiptNumber }: MadeOffer, reason: string): RefundHead => {
    const { id: refundId, saleId, lines, tipMinor, tipTax, taxes, amountMinor } = offer;
    return { refundId, saleId, saleReceiptNumber, lines, tipMinor, tipTax, taxes, amountMinor, reason };
  };
  const headAgain = ({ id: refundId, saleId, saleReceiptNumber, lines, tipMinor, tipTax, taxes, amountMinor, reason }: Refund): RefundHead => ({
    refundId,
    saleId,
    saleReceiptNumber,
    lines,
    tipMinor,
    tipTax,
    taxes,
    amountMinor,
    reason,
  });

  const decide = ({ offer, plan, standing }: MadeOffer, choices: readonly LegChoice[]): DecidedLeg[] =>
    plan.legs.map((leg, index) => {
      const offered = offer.legs[index];
      if (!offered) throw new Error(`offer ${offer.id} has no leg ${index}`);
      const choice = choices.find(({ legId }) => legId === offered.id);
      const { way, reason } = offers.ways.decided(leg, offered, choice, standing);
      return { legId: offered.id, amountMinor: leg.amountMinor, takes: leg.takes, way, reason };
    });

  /** The sale in hand changes with it only in an exchange. */
  const record = (exchange: boolean, work: (append: Append) => Partial<Draft>) => {
    if (exchange) hand.record(work);
    else journal.transact(work);
  };

  /** `exchange`: the sale in hand takes the credit at once; else it stays listed. */
  const payAndComplete = (append: Append, head: RefundHead, legs: readonly LegAtOnce[], exchange: boolean, staffId: string): Partial<Draft> => {
    recording.pay(append, head, legs, staffId);
    return recording.complete(append, head, exchange, staffId);
  };

  const giveAtOnce = (made: MadeOffer, head: RefundHead, legs: readonly LegAtOnce[], staffId: string) => {
    offers.refuseWhenChanged(made);
    const exchange = legs.some(isExchange);
    record(exchange, (append) => {
      recording.begin(append, head, legs.map(asPlanned), null, staffId);
      return payAndComplete(append, head, legs, exchange, staffId);
    });
  };

  const sent =
    (head: RefundHead, { legId, amountMinor }: Pick<LegFact, 'legId' | 'amountMinor'>, alone: boolean): PayoutFacts['ended'] =>
    ({ paymentHash }, end, staffId) => {
      journal.transact((append) => {
        append('refund_sent', { refundId: head.refundId, legId, amountMinor, paymentHash, ...end }, staffId);
        if (end.outcome === 'failed') recording.undo(append, head.refundId, staffId);
        // What else there is to give waits for the person who gives it.
        if (end.outcome === 'refunded' && alone) recording.complete(append, head, false, staffId);
      });
    };

  const giveByLightning = async (
    made: MadeOffer,
    head: RefundHead,
    legs: readonly DecidedLeg[],
    leg: DecidedLeg,
    { to, pin }: { to: string; pin: string },
    staffId: string,
  ) => {
    const offered = made.offer.legs.find(({ id }) => id === leg.legId)?.ways.find((way) => way.kind === 'lightning');
    if (offered?.kind !== 'lightning') throw refused('way');
    const { rate, today, amountSat } = offered;
    if (amountSat === null) throw new TillError('RATE_MISSING');
    const request = { forId: head.saleId ?? head.refundId, to, amountMsat: amountSat * 1000, staffId, pin };
    await payouts.pay(request, {
      started(payout) {
        // Looked at again in the moment of the fact: another refund may have begun since the offer.
        offers.refuseWhenChanged(made);
        const { amountMsat, paymentHash, address, expiresAtMs } = payout;
        const quote = rate === 'today' ? (today?.quote ?? null) : null;
        const way = { kind: 'lightning', amountMsat, rate, quote, paymentHash, address, expiresAtMs } as const;
        const planned = legs.map((other): LegFact => (other === leg ? { ...leg, way } : asPlanned(other)));
        journal.transact((append) => recording.begin(append, head, planned, payout, staffId));
        offers.forget(head.refundId);
      },
      ended: sent(head, leg, legs.length === 1),
    });
  };

  const leftToHandOver = (refundId: string): Refund => {
    const refund = stored(refundId);
    if (refund.status !== 'to_hand_over') throw new TillError('ALREADY_DONE');
    return refund;
  };

  const giveAtTerminal = async (refundId: string, staffId: string) => {
    const { saleId, legs } = leftToHandOver(refundId);
    const [leg, ...others] = legs.filter(({ way }) => way.kind === 'card');
    const terminal = cards();
    if (!leg || others.length > 0 || !terminal) throw new TillError('ALREADY_DONE');
    const sale = saleId === null ? undefined : sales.sale(saleId)?.sale;
    const tender = sale?.tenders.find(({ id }) => id === leg.takes[0]?.tenderId);
    const { id: legId, amountMinor } = leg;
    const cardTender = tender?.kind === 'card' ? tender : undefined;
    // The terminal takes its time before it is begun, and somebody may hand it over meanwhile.
    const refuseUnlessLeft = () => void leftToHandOver(refundId);
    await terminal.giveLeg({ refundId, legId, saleId, amountMinor, tender: cardTender, refuseUnlessLeft }, staffId);
  };

  /** The intent with all its legs; then the terminal is asked, and the rest follows when it has given its leg. */
  const giveByTerminal = async (made: MadeOffer, head: RefundHead, legs: readonly LegAtOnce[], staffId: string) => {
    cards()?.refuseUnlessFree();
    offers.refuseWhenChanged(made);
    journal.transact((append) => recording.begin(append, head, legs.map(asPlanned), null, staffId));
    offers.forget(head.refundId);
    // It stands among what is to be handed over: what keeps the terminal from it is said there when it is tried again.
    await giveAtTerminal(head.refundId, staffId).catch((cause: unknown) => {
      if (!(cause instanceof TillError)) throw cause;
    });
  };

  return {
    giveAtTerminal,
    cardLegGiven(append, refundId, reference, staffId) {
      const refund = stored(refundId);
      const legs = refund.legs
        .filter(({ status }) => status === 'planned')
        .map(asDecided)
        .map((leg): LegAtOnce => (leg.way.kind === 'card' ? { ...leg, way: { kind: 'card', reference } } : leg));
      payAndComplete(append, headAgain(refund), legs, false, staffId ?? '');
    },
    async give({ offerId, reason, choices, lightning, cardAtTerminal = false }, actor) {
      const before = store.refund(offerId);
      if (before) return again(before);
      const made = offers.made(offerId);
      const { saleId, amountMinor } = made.offer;
      const legs = decide(made, choices);
      const byLightning = legs.find(({ way }) => way.kind === 'lightning');
      if (saleId === null && reason === '') throw refused('reason');
      if (byLightning && !lightning) throw refused('no_code');
      actor.require(saleId === null ? 'refund_without_receipt' : 'refund', { amountMinor });
      if (byLightning) actor.require('pay_out', { amountMinor });
      if (legs.some(isExchange)) requireOwner(hand.sale, actor);
      const head = headOf(made, reason);
      const toCard = legs.filter(({ way }) => way.kind === 'card').length;
      if (cardAtTerminal && toCard === 1 && !byLightning) await giveByTerminal(made, head, legs.filter(isAtOnce), actor.staffId);
      else if (byLightning && lightning) await giveByLightning(made, head, legs, byLightning, lightning, actor.staffId);
      else {
        giveAtOnce(made, head, legs.filter(isAtOnce), actor.staffId);
        offers.forget(offerId);
      }
      return outcomeOf(stored(offerId));
    },

    finish(refundId, staffId) {
      const refund = leftToHandOver(refundId);
      cards()?.refuseIfGiven(refundId);
      const legs = refund.legs.filter(({ status }) => status === 'planned').map(asDecided);
      const exchange = legs.some(isExchange) && isPayable(hand.sale);
      record(exchange, (append) => payAndComplete(append, headAgain(refund), legs, exchange, staffId));
      return outcomeOf(stored(refundId));
    },

    async sendAgain(refundId, pin, staffId) {
      const refund = stored(refundId);
      const leg = lightningLeg(refund);
      const payout = leg && store.payout(leg.way.paymentHash);
      if (refund.status !== 'under_way' || !payout) throw new TillError('ALREADY_DONE');
      const facts = { ended: sent(headAgain(refund), { legId: leg.id, amountMinor: leg.amountMinor }, refund.legs.length === 1) };
      await payouts.payAgain(payout, { staffId, pin }, facts);
    },

    follow: () =>
      payouts.follow(({ refundId }) => {
        if (refundId === null) return null;
        const refund = stored(refundId);
        const leg = lightningLeg(refund);
        return leg ? { ended: sent(headAgain(refund), { legId: leg.id, amountMinor: leg.amountMinor }, refund.legs.length === 1) } : null;
      }),

    state: () => ({ unfinished: store.unfinished().map(shown), credits: store.openCredits() }),
  };
}

const isExchange = ({ way }: { way: { kind: string } }) => way.kind === 'exchange';

function isAtOnce(leg: DecidedLeg): leg is LegAtOnce {
  return leg.way.kind !== 'lightning';
}

/** As the intent has it: a new voucher has no number yet. */
function asPlanned(leg: DecidedLeg): LegFact {
  const { way } = leg;
  if (way.kind === 'lightning') throw new Error('a Lightning leg is begun with its code');
  return { ...leg, way: way.kind === 'voucher' ? { kind: 'voucher', voucherId: way.onto ?? '', voucherNumber: '', issued: way.onto === null } : way };
}

function asDecided({ id: legId, amountMinor, takes, way, reason }: Refund['legs'][number]): LegAtOnce {
  const leg = { legId, amountMinor, takes, reason };
  if (way.kind === 'lightning') throw new Error('a Lightning leg is never given by hand');
  return { ...leg, way: way.kind === 'voucher' ? { kind: 'voucher', onto: way.issued ? null : way.voucherId } : way };
}

function lightningLeg({ legs }: Refund) {
  for (const { way, ...leg } of legs) if (way.kind === 'lightning') return { ...leg, way };
  return undefined;
}

function shown({ id: refundId, saleId, saleReceiptNumber, status, amountMinor, legs, startedAtMs }: Refund): RefundsState['unfinished'][number] {
  if (status !== 'under_way' && status !== 'to_hand_over') throw new Error(`refund ${refundId} is finished`);
  const toHandOver = legs.flatMap(({ status, way: { kind }, amountMinor }) =>
    status === 'planned' && kind !== 'lightning' ? { kind, amountMinor } : [],
  );
  return { refundId, saleId, saleReceiptNumber, status, amountMinor, toHandOver, startedAtMs };
}
