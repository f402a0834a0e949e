// One thing at a time at the card terminal: its intent on the disk before the first byte goes out, then what the terminal says made
// a fact. What is not known is asked for until it is, and nothing new is asked of the terminal before: it remembers only its last.
import type { PaymentTerminal, TerminalOutcome, TerminalPayment, TerminalProgress } from '../../hardware/payment-terminal/payment-terminal.ts';
import type { CardsState } from '../../shared/card-payment.ts';
import type { DeviceCondition } from '../../shared/devices.ts';
import { TillError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { CardMove, CardStore } from '../store/card-store.ts';
import { type CardEnd, endByPerson, endSaid } from './said.ts';

/** The terminal of the shop, as it is now. */
export interface ShopTerminal {
  deviceId: string;
  name: string;
  driver: PaymentTerminal;
}

export interface CardMovesParts {
  store: CardStore;
  terminal: () => ShopTerminal | undefined;
  /** Makes what became of a move a fact, with all that follows from it. Throws DISK_FULL or STORE_FAILED: then it is asked for again. */
  conclude: (move: CardMove, end: CardEnd, staffId: string | null) => void;
  /** Makes it a fact that its outcome is not known. */
  doubt: (move: CardMove, reason: 'line_lost' | 'no_answer' | 'restart') => void;
  onChange: () => void;
  log: Log;
}

export interface CardMoves {
  /** The terminal, where something can be asked of it now. CARD_TERMINAL_AWAY, CARD_TERMINAL_BUSY, CARD_UNKNOWN. */
  free(): ShopTerminal;
  /**
   * Asks the terminal what it booked last, has `begin` put the intent on the disk with that, and then asks for it. Resolves when the
   * intent is on the disk; rejects with what `begin` throws, CARD_TERMINAL_AWAY, CARD_TERMINAL_BUSY, CARD_UNKNOWN: then nothing is.
   */
  start(begin: (at: ShopTerminal, mark: string) => CardMove['id']): Promise<void>;
  abort(): Promise<void>;
  /** Asks now for all that is not known. */
  ask(): Promise<void>;
  /**
   * What somebody says who looked at the terminal, which is asked before and after where it can be: its own word is the last. A payment that
   * somebody said was not made can be said to have been after all. ALREADY_DONE when it is known, CARD_TERMINAL_BUSY while it is asked for.
   */
  answer(moveId: string, moved: boolean, staffId: string): Promise<void>;
  /** What somebody answered last, and the terminal says otherwise. */
  contradicted(): CardMove | null;
  /** Something else at the terminal, with nothing beside it: the end of its day. */
  alone<T>(work: (at: ShopTerminal) => Promise<T>): Promise<T>;
  underWay(): CardsState['underWay'];
  /** The terminal is another one, or its condition: whenever it is there again, it is asked. */
  look(): void;
  /** Resolves when nothing is under way there. */
  idle(): Promise<void>;
  /** What is under way then is asked for by the next till. */
  close(): void;
}

const ASK_EVERY_MS = 10_000;
/** Whoever answers for the terminal has its journal on its display, and it takes no question meanwhile: five minutes. */
const MOST_CHECKS = 30;

/** More or less went back than was asked for, maybe of another payment: a person looks into the terminal. */
function isAnotherReturn(outcome: TerminalOutcome, { kind, amountMinor }: CardMove): boolean {
  return kind !== 'payment' && outcome.status === 'approved' && outcome.receipt.amountMinor !== amountMinor;
}

export function createCardMoves({ store, terminal, conclude, doubt, onChange, log }: CardMovesParts): CardMoves {
  let busy: Promise<unknown> | null = null;
  let underWay: CardsState['underWay'] = null;
  let closed = false;
  /** Of what somebody answered last: whether the terminal was asked since it is there, and what it says otherwise. */
  let checkedId: string | null = null;
  let checks = 0;
  let contradictedId: string | null = null;

  const checkAnew = () => {
    checkedId = null;
    checks = 0;
  };
  const show = (next: CardsState['underWay']) => {
    underWay = next;
    if (!closed) onChange();
  };
  const progressOf =
    (move: CardMove) =>
    ({ step, text }: TerminalProgress): void => {
      if (underWay?.moveId === move.id) show({ moveId: move.id, kind: move.kind, step, text });
    };

  /** One at a time; what fails in it is logged, and told by what is known of the move. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    if (busy !== null) throw new TillError('CARD_TERMINAL_BUSY');
    const done = work().finally(() => {
      busy = null;
      show(null);
    });
    busy = done.catch(() => undefined);
    return done;
  };

  /** Asked afterwards, the terminal names its last booking: that may be what somebody typed into it since, at the same amount. */
  const mayBeTyped = (outcome: TerminalOutcome, move: CardMove): boolean =>
    outcome.status === 'approved' && move.kind === 'payment' && move.status === 'unknown' && store.wasTypedSince(move);

  const take = (moveId: string, outcome: TerminalOutcome) => {
    // After the till's end the next one asks: nothing is written any more.
    if (closed) return;
    const move = store.move(moveId);
    // Somebody has answered meanwhile.
    if (!move || (move.status !== 'asking' && move.status !== 'unknown')) return;
    const end = isAnotherReturn(outcome, move) || mayBeTyped(outcome, move) ? null : endSaid(outcome, move);
    if (end) conclude(move, end, move.staffId);
    else if (move.status === 'asking') doubt(move, outcome.status === 'unknown' ? outcome.reason : 'no_answer');
  };

  const request = (move: CardMove): TerminalPayment => ({
    paymentId: move.id,
    amountMinor: move.amountMinor,
    currency: move.currency,
    mark: move.mark,
  });

  const send = (move: CardMove, { driver }: ShopTerminal): Promise<TerminalOutcome> => {
    switch (move.kind) {
      case 'payment':
        return driver.pay(request(move), progressOf(move));
      case 'reversal':
        return driver.reverse(request(move), move.reversesReceipt, progressOf(move));
      case 'refund':
        return driver.refund(request(move), progressOf(move));
    }
  };

  /** What somebody answered and the terminal has not been asked about since it is there: it is still the last that was asked of it. */
  const unchecked = (): { at: ShopTerminal; move: CardMove } | undefined => {
    const at = terminal();
    if (closed || at?.driver.condition !== 'ready' || store.live().length > 0) return undefined;
    const move = store.lastAnswered(at.deviceId);
    return move && move.id !== checkedId ? { at, move } : undefined;
  };
  /** Money that moved after all is nobody's tender any more, and nobody's refund: where it can go onto the list. */
  const canGoOnList = ({ kind, tenderId, refundId, ofMoveId }: CardMove) => {
    if (kind === 'payment') return true;
    // Made a tender of its sale meanwhile, it is what the customer bought with.
    const isListed = ofMoveId !== null && store.move(ofMoveId)?.place === 'listed';
    return tenderId === null && refundId === null && isListed && store.returnsOf(ofMoveId).length === 0;
  };
  const check = async (): Promise<void> => {
    const asked = unchecked();
    if (!asked) return;
    const { at, move } = asked;
    const outcome = await at.driver.ask(request(move), move.kind);
    const moved = move.status === 'approved';
    if (closed || at.driver.condition !== 'ready' || store.move(move.id)?.status !== move.status) return;
    checks += 1;
    const isSilent = outcome.status === 'not_sent' || outcome.status === 'unknown';
    if (!isSilent || checks >= MOST_CHECKS) checkedId = move.id;
    if (isSilent) return;
    contradictedId = null;
    const mayBeAnother = move.kind === 'payment' && store.wasTypedSince(move);
    const end = isAnotherReturn(outcome, move) || mayBeAnother ? null : endSaid(outcome, move);
    if (end === null || (end.outcome === 'approved') === moved) return;
    if (!moved && canGoOnList(move)) conclude(move, end, null);
    else contradictedId = move.id;
    onChange();
  };

  const askForAll = async (): Promise<void> => {
    for (const move of store.live()) {
      // Nothing runs beside this: nobody waits for its answer any more, wherever the terminal is.
      if (!closed && move.status === 'asking') doubt(move, 'no_answer');
      const at = terminal();
      if (closed || at?.deviceId !== move.deviceId || at.driver.condition !== 'ready') continue;
      const outcome = await at.driver.ask(request(move), move.kind);
      // That the question did not go out says nothing of the payment.
      if (outcome.status !== 'not_sent') take(move.id, outcome);
    }
    await check();
  };
  const ask = async (): Promise<void> => {
    if (busy !== null || closed || (store.live().length === 0 && !unchecked())) return;
    await alone(askForAll).catch((cause: unknown) => log.error('cards.ask_failed', cause));
  };

  // What a till that was killed had asked for, nobody has heard the answer of.
  for (const move of store.live()) if (move.status === 'asking') doubt(move, 'restart');

  let watched: { driver: PaymentTerminal; stop: () => void } | null = null;
  let lastCondition: DeviceCondition | undefined;
  /** Whenever the terminal is there again, it is asked. */
  const watch = () => {
    const driver = terminal()?.driver;
    if (driver !== watched?.driver) {
      watched?.stop();
      watched = driver ? { driver, stop: driver.onCondition(() => watch()) } : null;
      lastCondition = undefined;
    }
    if (driver?.condition === lastCondition) return;
    lastCondition = driver?.condition;
    if (lastCondition === 'ready') checkAnew();
    onChange();
    // Behind what runs, which began before it was there.
    if (lastCondition === 'ready') void (busy === null ? ask() : busy.then(ask));
  };
  const timer = setInterval(() => {
    watch();
    void ask();
  }, ASK_EVERY_MS);
  watch();

  const free = (): ShopTerminal => {
    const at = terminal();
    if (at?.driver.condition !== 'ready') throw new TillError('CARD_TERMINAL_AWAY');
    if (busy !== null) throw new TillError('CARD_TERMINAL_BUSY');
    if (store.live().length > 0) throw new TillError('CARD_UNKNOWN');
    return at;
  };

  const begunAt = async (begin: (at: ShopTerminal, mark: string) => string, at: ShopTerminal): Promise<CardMove> => {
    const mark = await at.driver.mark();
    if (closed) throw new TillError('SHUTTING_DOWN');
    const move = store.move(begin(at, mark));
    if (!move) throw new TillError('NOT_FOUND');
    return move;
  };

  const askNow = async (): Promise<void> => {
    watch();
    await busy;
    await ask();
  };
  const answerable = (moveId: string, moved: boolean): CardMove => {
    const move = store.move(moveId);
    if (!move) throw new TillError('NOT_FOUND');
    if (move.status === 'asking') throw new TillError('CARD_TERMINAL_BUSY');
    const wasDenied = move.kind === 'payment' && move.status === 'declined' && move.said === 'person' && moved;
    if (move.status !== 'unknown' && !wasDenied) throw new TillError('ALREADY_DONE');
    return move;
  };

  return {
    free,
    start(begin) {
      const at = free();
      return new Promise((resolve, reject) => {
        const done = alone(async () => {
          const move = await begunAt(begin, at).catch(reject);
          if (!move) return;
          show({ moveId: move.id, kind: move.kind, step: 'please_wait', text: '' });
          resolve();
          take(move.id, await send(move, at));
        });
        done.catch((cause: unknown) => log.error('cards.move_failed', cause)).finally(() => void ask());
      });
    },
    async abort() {
      if (underWay) await terminal()?.driver.abort();
    },
    ask: askNow,
    async answer(moveId, moved, staffId) {
      if (answerable(moveId, moved).status === 'unknown') await askNow();
      const move = answerable(moveId, moved);
      checkAnew();
      contradictedId = null;
      conclude(move, endByPerson(moved, move.amountMinor), staffId);
      void ask();
    },
    contradicted() {
      const move = contradictedId === null ? undefined : store.move(contradictedId);
      return move && store.lastAnswered(move.deviceId)?.id === move.id ? move : null;
    },
    alone: (work) => {
      const at = terminal();
      if (at?.driver.condition !== 'ready') throw new TillError('CARD_TERMINAL_AWAY');
      return alone(() => work(at));
    },
    look: () => {
      if (!closed) watch();
    },
    underWay: () => underWay,
    async idle() {
      while (busy !== null) await busy;
    },
    close() {
      closed = true;
      clearInterval(timer);
      watched?.stop();
    },
  };
}
