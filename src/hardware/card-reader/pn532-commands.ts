// Commands of the PN532 and what it answers (NXP UM0701-02, 7.2 and 7.3). Each begins with its code; the frame is another file's.
import type { CardSpeech } from './held-card.ts';

const CODES = { firmware: 0x02, samConfiguration: 0x14, rfConfiguration: 0x32, exchange: 0x40, listTargets: 0x4a } as const;

export const GET_FIRMWARE = Uint8Array.of(CODES.firmware);
/** Normal mode: no security module beside it. */
export const CONFIGURE_SAM = Uint8Array.of(CODES.samConfiguration, 0x01, 0x14, 0x01);
/** Looks twice for a card and then answers, instead of looking for ever (item 5, the last byte). */
export const LOOK_TWICE = Uint8Array.of(CODES.rfConfiguration, 0x05, 0xff, 0x01, 0x01);
/** Whatever lies there forgets who it was talking to (item 1). */
export const FIELD_OFF = Uint8Array.of(CODES.rfConfiguration, 0x01, 0x00);
/** Two cards at 106 kbit/s, type A: it can tell no more of them apart. */
export const LIST_CARDS = Uint8Array.of(CODES.listTargets, 0x02, 0x00);

/** The first bytes on a line to a PN532 that sleeps: it wakes by them, and has time to (UM0701-02, 7.2.11). */
export const WAKE_UP = Uint8Array.of(0x55, 0x55, ...new Uint8Array(14));

export function exchangeWith(target: number, data: Uint8Array): Uint8Array {
  return Uint8Array.of(CODES.exchange, target, ...data);
}

/** READ of a type 2 tag: sixteen bytes from that page on. */
export function readPagesOf(page: number): Uint8Array {
  return Uint8Array.of(0x30, page);
}

const IC_PN532 = 0x32;

/** Whether the answer to GET_FIRMWARE is a PN532's. */
export function isPn532(answer: Uint8Array): boolean {
  return answer.length === 4 && answer[0] === IC_PN532;
}

export interface Target {
  number: number;
  uid: Uint8Array;
  speech: CardSpeech;
}

/** Null where the answer to LIST_CARDS is none. */
export function targetsOf(answer: Uint8Array): Target[] | null {
  const count = answer[0];
  if (count === undefined || count > 2) return null;
  const targets: Target[] = [];
  let at = 1;
  for (let index = 0; index < count; index += 1) {
    const [number, , , sak, uidLength] = answer.subarray(at, at + 5);
    if (number === undefined || sak === undefined || uidLength === undefined || ![4, 7, 10].includes(uidLength)) return null;
    const uid = answer.slice(at + 5, at + 5 + uidLength);
    if (uid.length !== uidLength) return null;
    const speech = speechOf(sak);
    at += 5 + uidLength;
    if (speech === 'apdus') {
      // The answer to select, whose first byte counts itself.
      const length = answer[at];
      if (length === undefined || length === 0 || at + length > answer.length) return null;
      at += length;
    }
    targets.push({ number, uid, speech });
  }
  return targets;
}

/** ISO 14443-3, 6.5.3.4: bit 6 says ISO-DEP. Zero is a memory of pages; the others have keys that a till has not. */
function speechOf(sak: number): CardSpeech {
  if ((sak & 0x20) !== 0) return 'apdus';
  return sak === 0x00 ? 'pages' : 'none';
}

/** The card's answer; null where the PN532 says that none came, or none that it could read (UM0701-02, 7.1). */
export function exchangedOf(answer: Uint8Array): Uint8Array | null {
  return answer[0] === 0x00 ? answer.subarray(1) : null;
}
