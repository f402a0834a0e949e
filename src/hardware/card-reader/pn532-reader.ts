// The driver of a PN532 on a serial line (HSU): keeps connected, looks for a card again and again, reads it and tells it once.
import { setTimeout } from 'node:timers/promises';
import { type DeviceLog, keepConnected, type Session, type SessionEvents } from '../keep-connected.ts';
import { tellAll } from '../tell-all.ts';
import { type OpenTransport, TransportError, type TransportFault } from '../transport/transport.ts';
import type { CardTap, CardTapReader } from './card-taps.ts';
import { CardGoneError, type HeldCard } from './held-card.ts';
import { createPn532Chip, type Pn532Chip, Pn532Silence, type Pn532Timing } from './pn532-chip.ts';
import {
  CONFIGURE_SAM,
  exchangedOf,
  exchangeWith,
  FIELD_OFF,
  GET_FIRMWARE,
  isPn532,
  LIST_CARDS,
  LOOK_TWICE,
  readPagesOf,
  type Target,
  targetsOf,
  WAKE_UP,
} from './pn532-commands.ts';
import { readTag } from './read-tag.ts';
import { createTapTracker, type TapTracker } from './tap-tracker.ts';

interface Pn532ReaderOptions {
  openTransport: OpenTransport;
  log: DeviceLog;
  timing?: Pn532Timing;
}

const TIMING: Pn532Timing = { ackMs: 200, answerMs: 1000, cardMs: 2000, pollMs: 80 };

export function openPn532Reader({ openTransport, log, timing = TIMING }: Pn532ReaderOptions): CardTapReader {
  const listeners = new Set<(tap: CardTap) => void>();
  const taps = createTapTracker((tap) => tellAll(listeners, tap, 'card_reader', log));
  const line = keepConnected<'ready', Session>({
    name: 'card_reader',
    log,
    openSession: (signal, events) => openPn532Session({ openTransport, signal, timing, taps, events }),
  });
  return {
    get condition() {
      return line.condition;
    },
    onCondition: line.onCondition,
    onTap(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await line.close();
      taps.close();
    },
  };
}

interface SessionParts {
  openTransport: OpenTransport;
  signal: AbortSignal;
  timing: Pn532Timing;
  taps: TapTracker;
  events: SessionEvents<'ready'>;
}

async function openPn532Session({ openTransport, signal, timing, taps, events }: SessionParts): Promise<Session> {
  let ended = false;
  const transport = await openTransport({ onData: (bytes) => chip.receive(bytes), onEnd: end }, signal);
  const chip = createPn532Chip((bytes) => transport.write(bytes), timing.ackMs);

  function end(error: TransportError | null) {
    if (ended) return;
    ended = true;
    chip.end();
    transport.close();
    taps.leaves();
    events.onEnd(error);
  }

  const run = async () => {
    await setUp(chip, timing);
    if (!ended) events.onCondition('ready');
    while (!ended) {
      await lookOnce(chip, timing, taps);
      await chip.command(FIELD_OFF, timing.answerMs);
      await setTimeout(timing.pollMs);
    }
  };
  void run().catch((cause: unknown) =>
    end(cause instanceof TransportError ? cause : new TransportError('lost', 'the PN532 answers no more', { cause })),
  );
  return { close: () => end(null) };
}

const FAULTS: Record<Pn532Silence['why'], TransportFault> = { nothing: 'silent', noise: 'wrong_device', no_answer: 'silent', ended: 'lost' };

/** TransportError `silent` or `wrong_device`. */
async function setUp(chip: Pn532Chip, { answerMs }: Pn532Timing): Promise<void> {
  const ask = (command: Uint8Array, before?: Uint8Array) =>
    chip.command(command, answerMs, before).catch((cause: unknown) => {
      throw cause instanceof Pn532Silence ? new TransportError(FAULTS[cause.why], 'no PN532 answers', { cause }) : cause;
    });
  await ask(CONFIGURE_SAM, WAKE_UP);
  if (!isPn532(await ask(GET_FIRMWARE))) throw new TransportError('wrong_device', 'a reader of another kind answers');
  await ask(LOOK_TWICE);
}

/** Rejects when the PN532 answers no more. */
async function lookOnce(chip: Pn532Chip, timing: Pn532Timing, taps: TapTracker): Promise<void> {
  const targets = targetsOf(await chip.command(LIST_CARDS, timing.cardMs));
  const [target, second] = targets ?? [];
  if (second) return taps.several();
  if (!target) return taps.leaves();
  if (!taps.arrives(target.uid)) return;
  try {
    taps.ends(target.uid, await readTag(heldCard(chip, target, timing.cardMs)));
  } catch (cause) {
    taps.lost(target.uid);
    if (!(cause instanceof CardGoneError)) throw cause;
  }
}

function heldCard(chip: Pn532Chip, { number, uid, speech }: Target, cardMs: number): HeldCard {
  const exchange = async (data: Uint8Array): Promise<Uint8Array> => {
    const answer = await chip.command(exchangeWith(number, data), cardMs).catch((cause: unknown) => {
      // It waits for the card, and heard us: the card is it that does not answer.
      throw cause instanceof Pn532Silence && cause.why === 'no_answer' ? new CardGoneError({ cause }) : cause;
    });
    const exchanged = exchangedOf(answer);
    if (!exchanged) throw new CardGoneError();
    return exchanged;
  };
  return {
    uid,
    speech,
    exchange,
    // A tag that refuses says so in four bits, which the PN532 takes for a fault: the card is read again, and found unreadable.
    readPages: (page) => exchange(readPagesOf(page)),
  };
}
