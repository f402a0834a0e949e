// Cards to hold to a reader: the bytes that they answer, by which reader ever they are asked. NFC Forum type 4 and type 2 tags and
// one with nothing but its id.
import { CAPABILITY_FILE, NDEF_APPLICATION, statusWordOf } from '../card-reader/apdu.ts';

export interface VirtualCard {
  readonly uid: Uint8Array;
  /** `apdus`: ISO-DEP. `pages`: a memory of pages. `none`: an id, and that is all. */
  readonly speech: 'apdus' | 'pages' | 'none';
  /** It comes into a field. */
  powerOn(): void;
  /** To an APDU, or to READ of a page; null where such a card is silent. */
  answer(command: Uint8Array): Uint8Array | null;
}

const OK = [0x90, 0x00];
const NOT_FOUND = Uint8Array.of(0x6a, 0x82);
const NOT_KNOWN = Uint8Array.of(0x6d, 0x00);
const WRONG_OFFSET = Uint8Array.of(0x6b, 0x00);
const NDEF_FILE = 0xe104;

/** One record, as NDEF has it (MB, ME; short where it fits). */
export function ndefUri(uri: string): Uint8Array {
  return ndefRecord('U', Uint8Array.of(0x00, ...Buffer.from(uri, 'utf8')));
}

export function ndefText(text: string, language = 'en'): Uint8Array {
  return ndefRecord('T', Uint8Array.of(language.length, ...Buffer.from(language, 'latin1'), ...Buffer.from(text, 'utf8')));
}

function ndefRecord(type: string, payload: Uint8Array): Uint8Array {
  const short = payload.length < 256;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.length);
  return Buffer.concat([Uint8Array.of(short ? 0xd1 : 0xc1, type.length), short ? length.subarray(3) : length, Buffer.from(type, 'latin1'), payload]);
}

export interface FileCardOptions {
  uid: Uint8Array;
  /** Made anew each time its file is selected, as a card does that mirrors a counter. */
  message: () => Uint8Array;
  /** Instead of the one that fits. */
  capability?: Uint8Array;
  /** In mapping version 3.0 with an extended file: a length of four bytes. */
  extended?: boolean;
}

const FILE_BYTES = 16_384;

export function createFileCard({ uid, message, extended = false, capability = capabilityOf(extended) }: FileCardOptions): VirtualCard {
  let application = false;
  let file: Uint8Array | null = null;

  const select = (p1: number, data: Uint8Array): Uint8Array => {
    if (p1 === 0x04) {
      application = Buffer.compare(data, NDEF_APPLICATION) === 0;
      file = null;
      return application ? Uint8Array.from(OK) : NOT_FOUND;
    }
    const id = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
    if (!application || (id !== CAPABILITY_FILE && id !== NDEF_FILE)) return NOT_FOUND;
    file = id === CAPABILITY_FILE ? capability : withLength(message(), extended);
    return Uint8Array.from(OK);
  };

  return {
    uid,
    speech: 'apdus',
    powerOn() {
      application = false;
      file = null;
    },
    answer(command) {
      const [, instruction, p1 = 0, p2 = 0, length = 0] = command;
      if (command.length < 4) return Uint8Array.of(0x67, 0x00);
      if (instruction === 0xa4) return select(p1, command.subarray(5, 5 + length));
      if (instruction !== 0xb0) return NOT_KNOWN;
      if (!file) return Uint8Array.of(0x69, 0x86);
      const from = (p1 << 8) | p2;
      return from >= file.length ? WRONG_OFFSET : Uint8Array.of(...file.subarray(from, from + (length || 256)), ...OK);
    },
  };
}

function capabilityOf(extended: boolean): Uint8Array {
  const size = extended ? [0x00, 0x00, FILE_BYTES >> 8, FILE_BYTES & 0xff] : [FILE_BYTES >> 8, FILE_BYTES & 0xff];
  const place = [extended ? 0x06 : 0x04, size.length + 4, NDEF_FILE >> 8, NDEF_FILE & 0xff, ...size, 0x00, 0xff];
  return Uint8Array.of(0x00, 7 + place.length, extended ? 0x30 : 0x20, 0x01, 0x00, 0x00, 0xff, ...place);
}

function withLength(message: Uint8Array, extended: boolean): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return Buffer.concat([extended ? length : length.subarray(2), message]);
}

export interface PageCardOptions {
  uid: Uint8Array;
  message: Uint8Array;
  /** What stands in the data area before the message: lock and memory control. */
  before?: Uint8Array;
  /** Page 3. */
  capability?: Uint8Array;
}

const NTAG215_PAGES = 135;
const PAGE_BYTES = 4;

/** An NTAG215: 135 pages, of which 126 are for data. */
export function createPageCard({ uid, message, before, capability = Uint8Array.of(0xe1, 0x10, 0x3e, 0x00) }: PageCardOptions): VirtualCard {
  const memory = new Uint8Array(NTAG215_PAGES * PAGE_BYTES);
  memory.set(uid.subarray(0, 3));
  memory.set(uid.subarray(3), 4);
  memory.set(capability, 12);
  const length = message.length < 0xff ? [message.length] : [0xff, message.length >> 8, message.length & 0xff];
  memory.set(Uint8Array.of(...(before ?? []), 0x03, ...length, ...message, 0xfe), 16);
  return {
    uid,
    speech: 'pages',
    powerOn: () => undefined,
    answer([instruction, page = 0]) {
      if (instruction !== 0x30 || page >= NTAG215_PAGES) return null;
      // Behind its last page it begins again.
      return Uint8Array.from({ length: 16 }, (_, index) => memory[(page * PAGE_BYTES + index) % memory.length] ?? 0);
    },
  };
}

/** What most badges are to a till. */
export function createPlainCard(uid: Uint8Array): VirtualCard {
  return { uid, speech: 'none', powerOn: () => undefined, answer: () => null };
}

/**
 * `torn_at`: it leaves the field instead of giving that answer, counted from 1. `wrong_length`: it gives a byte too many when it is
 * read. `garbage`: it gives any bytes. `slow`: each answer takes that long.
 */
export type CardFault = { kind: 'torn_at'; exchange: number } | { kind: 'wrong_length' | 'garbage' } | { kind: 'slow'; ms: number };

export interface CardInField {
  readonly card: VirtualCard;
  /** Null where it is silent; `torn_away` where it left. */
  exchange(command: Uint8Array): Promise<Uint8Array | null | 'torn_away'>;
}

/** A card from its coming into a field on, with what goes wrong. */
export function intoField(card: VirtualCard, fault: CardFault | undefined, random: () => number): CardInField {
  let exchanges = 0;
  card.powerOn();
  return {
    card,
    async exchange(command) {
      exchanges += 1;
      const answer = card.answer(command);
      if (!fault) return answer;
      switch (fault.kind) {
        case 'torn_at':
          return exchanges >= fault.exchange ? 'torn_away' : answer;
        case 'slow':
          await new Promise((resolve) => setTimeout(resolve, fault.ms));
          return answer;
        case 'garbage':
          return Uint8Array.from({ length: 1 + Math.floor(random() * 40) }, () => Math.floor(random() * 256));
        case 'wrong_length':
          return answer && answer.length > 2 && (card.speech === 'pages' || statusWordOf(answer) === 0x9000)
            ? Uint8Array.of(0x00, ...answer)
            : answer;
      }
    },
  };
}
