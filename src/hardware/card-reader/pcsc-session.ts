// One connection to the PC/SC service, from its opening to its end: waits for the reader, and for cards in it, and reads each.
// Connecting again is the driver's. Runs in a thread of its own: a service that hangs hangs whoever asks it.
import { setTimeout as pause } from 'node:timers/promises';
import type { Card, Client, Reader, ReaderStatusFlags } from 'pcsc-mini';
import type { DeviceCondition } from '../../shared/devices.ts';
import type { Session, SessionEvents } from '../keep-connected.ts';
import type { TellFrame } from '../transport/frame-log.ts';
import { TransportError } from '../transport/transport.ts';
import { dataOf, GET_UID } from './apdu.ts';
import { CardGoneError } from './held-card.ts';
import { faultOfPcsc, isCardGone, isReaderGone, loadPcsc, pcscCodeOf } from './pcsc-binding.ts';
import { holdPcscCard } from './pcsc-card.ts';
import { isWanted } from './pcsc-names.ts';
import { readTag } from './read-tag.ts';
import type { TapTracker } from './tap-tracker.ts';

export interface PcscTiming {
  /** After the service was reached, until it is said that no reader is there. */
  settleMs: number;
  /** For the service to do what it is asked; a card may take as long. */
  answerMs: number;
  /** A card that says nothing for so long is one that cannot be read, and not one on its way out. */
  muteMs: number;
  /** From a try with a card, or with a reader that is another program's, to the next. */
  retryMs: number;
}

export interface PcscSessionParts {
  /** By its name at the service; empty for the first there is. */
  readerName: string;
  timing: PcscTiming;
  taps: TapTracker;
  tell: TellFrame;
  events: SessionEvents<DeviceCondition>;
}

/** TransportError `no_service` or `forbidden`. */
export function openPcscSession({ readerName, timing, taps, tell, events }: PcscSessionParts): Session {
  const pcsc = loadPcsc();
  const { CardDisposition, CardMode, ReaderStatus } = pcsc;
  const client: Client = new pcsc.Client();
  const readers = new Map<string, Reader>();
  let chosen: Reader | null = null;
  let ended = false;
  /** Counted up when a card comes, so that one that came while another was read is read too. */
  let visit = 0;
  let inField = false;
  let serving = false;
  let muting: NodeJS.Timeout | undefined;

  const note = (words: string) => tell({ direction: 'note', hex: '', words });
  const say = (condition: DeviceCondition) => {
    if (!ended) events.onCondition(condition);
  };

  function end(error: TransportError | null) {
    if (ended) return;
    ended = true;
    clearTimeout(settling);
    clearTimeout(muting);
    note(error ? `PC/SC service lost: ${error.fault}` : 'PC/SC service left');
    taps.leaves();
    events.onEnd(error);
    try {
      client.stop();
    } catch {
      // The service is gone, and has forgotten us.
    }
  }
  const fail = (cause: unknown) => end(new TransportError(faultOfPcsc(cause), 'the PC/SC service failed', { cause }));

  function choose() {
    if (chosen) return;
    const found = readers.get(readerName) ?? [...readers.values()].find((reader) => isWanted(reader.name(), readerName));
    if (!found) return say('missing');
    chosen = found;
    note(`reader: ${found.name()}`);
    say('ready');
  }

  function onChange(reader: Reader, status: ReaderStatusFlags) {
    if (ended || reader !== chosen) return;
    const present = status.has(ReaderStatus.PRESENT);
    if (!serving) say(status.has(ReaderStatus.EXCLUSIVE) ? 'in_use' : 'ready');
    clearTimeout(muting);
    if (present && status.has(ReaderStatus.MUTE)) muting = setTimeout(() => taps.mute(), timing.muteMs);
    if (!present) taps.leaves();
    const came = present && !status.has(ReaderStatus.MUTE);
    if (came && !inField) {
      visit += 1;
      taps.comes();
    }
    inField = came;
    if (came) void serve();
  }

  client.on('error', fail);
  client.on('reader', (reader) => {
    readers.set(reader.name(), reader);
    reader.on('change', (status) => onChange(reader, status));
    reader.on('disconnect', () => {
      readers.delete(reader.name());
      if (reader !== chosen) return;
      chosen = null;
      inField = false;
      taps.leaves();
      if (ended) return;
      note('reader unplugged');
      choose();
    });
    choose();
  });
  try {
    client.start();
  } catch (cause) {
    // biome-ignore lint/style/useErrorCause: it is given, behind the fault
    throw new TransportError(faultOfPcsc(cause), 'the PC/SC service does not answer', { cause });
  }
  note('PC/SC service reached');
  const settling = setTimeout(choose, timing.settleMs);

  async function serve(): Promise<void> {
    if (serving) return;
    serving = true;
    try {
      for (let served = 0, sinceMs = performance.now(); inField && !ended && served !== visit; ) {
        const now = visit;
        const outcome = await readOnce();
        const given = outcome === 'gone' && performance.now() - sinceMs > timing.muteMs;
        if (given) taps.mute();
        if (outcome === 'done' || given) served = now;
        else await pause(timing.retryMs);
      }
    } catch (cause) {
      fail(cause);
    } finally {
      serving = false;
    }
  }

  /** `gone`: it was lost, and may be back at once. `in_use`: another program has it. Ends the session when the service fails. */
  async function readOnce(): Promise<'done' | 'gone' | 'in_use'> {
    const reader = chosen;
    if (!reader) return 'done';
    const card = await connect(reader);
    if (typeof card === 'string') return card;
    try {
      const asked = card.transaction();
      const transaction = await within(asked).catch((cause: unknown) => {
        // When it comes after all, nobody wants it any more, and nobody else would get it.
        void asked
          .then((late) => late.end(CardDisposition.LEAVE))
          .then(
            () => card.disconnect(CardDisposition.LEAVE),
            () => undefined,
          );
        throw cause;
      });
      try {
        return await readCard(card);
      } finally {
        await within(transaction.end(CardDisposition.LEAVE)).catch(() => undefined);
      }
    } catch (cause) {
      if (isReaderGone(cause)) return 'done';
      if (isCardGone(cause) || cause instanceof CardGoneError) return 'gone';
      fail(cause);
      return 'done';
    } finally {
      await within(card.disconnect(CardDisposition.LEAVE)).catch(fail);
    }
  }

  async function connect(reader: Reader): Promise<Card | 'done' | 'gone' | 'in_use'> {
    try {
      const card = await within(reader.connect(CardMode.SHARED));
      say('ready');
      return card;
    } catch (cause) {
      if (pcscCodeOf(cause) === 'SharingViolation') {
        say('in_use');
        return 'in_use';
      }
      if (isReaderGone(cause)) return 'done';
      if (!isCardGone(cause)) throw cause;
      taps.lost(null);
      return 'gone';
    }
  }

  async function readCard(card: Card): Promise<'done'> {
    const held = await holdPcscCard({ card, within, tell }).catch((cause: unknown) => {
      if (cause instanceof CardGoneError) taps.lost(null);
      throw cause;
    });
    if (!taps.arrives(held.uid)) return 'done';
    try {
      const tap = await readTag(held);
      const complete = tap.status === 'read' && tap.uris.length + tap.texts.length > 0;
      // Some readers refuse for a card that left: what was refused is believed of a card that is still there.
      if (!complete && !dataOf(await held.exchange(GET_UID))) throw new CardGoneError();
      taps.ends(held.uid, tap);
      return 'done';
    } catch (cause) {
      taps.lost(held.uid);
      throw cause;
    }
  }

  /** The service's answer; after too long a time, TransportError `in_use`: it waits for another program, or hangs. */
  function within<T>(asked: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new TransportError('in_use', 'the PC/SC service takes too long')), timing.answerMs);
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  return { close: () => end(null) };
}
