// What goes between the till, a reader and a card, in the words of ISO 7816-4, PC/SC and the PN532's manual. Ids of cards and what is
// written on them are never shown: the address on a Bolt Card is money.
import { hexOf, type WordedFrame, type Wording } from '../transport/frame-log.ts';
import { CAPABILITY_FILE, statusWordOf } from './apdu.ts';
import { createPn532Framer, HOST_TO_PN532, type Pn532Frame } from './pn532-frames.ts';

const MASKED = '··';

function maskedHex(bytes: Uint8Array, from: number, to: number): string {
  return Array.from(bytes, (byte, index) => (index >= from && index < to ? MASKED : byte.toString(16).padStart(2, '0'))).join(' ');
}

export interface ApduWording {
  sent(apdu: Uint8Array): WordedFrame;
  received(answer: Uint8Array): WordedFrame;
}

/** Of one card: what an answer is depends on what was asked before it. */
export function createApduWording(): ApduWording {
  let asked = '';
  let open = false;
  let file = 0;
  return {
    sent(apdu) {
      asked = nameOf(apdu);
      const [instructionClass, instruction, p1] = apdu;
      if (instructionClass === 0x00 && instruction === 0xa4) file = p1 === 0x00 ? ((apdu[5] ?? 0) << 8) | (apdu[6] ?? 0) : 0;
      // The capability container says how the card is made, and nothing of whose it is; a selected file's answer is empty.
      open = instructionClass === 0x00 && (instruction === 0xa4 || file === CAPABILITY_FILE);
      return { hex: hexOf(apdu), words: asked };
    },
    received(answer) {
      const status = statusWordOf(answer);
      const data = Math.max(0, answer.length - 2);
      const words = `${asked}: ${data} byte${data === 1 ? '' : 's'}, status ${status.toString(16).padStart(4, '0')} ${meaningOf(status)}`;
      return { hex: open ? hexOf(answer) : maskedHex(answer, 0, data), words };
    },
  };
}

function nameOf(apdu: Uint8Array): string {
  const [instructionClass, instruction, p1 = 0, p2 = 0] = apdu;
  const place = (p1 << 8) | p2;
  if (instructionClass === 0xff && instruction === 0xca) return 'GET DATA (UID)';
  if (instructionClass === 0xff && instruction === 0xb0) return `READ BINARY page ${place}`;
  if (instruction === 0xa4) return p1 === 0x04 ? 'SELECT NDEF application' : `SELECT file ${hexOf(apdu.subarray(5, 7)).replace(' ', '')}`;
  return instruction === 0xb0 ? `READ BINARY offset ${place}` : 'APDU';
}

function meaningOf(status: number): string {
  const known: Record<number, string> = {
    36864: 'OK',
    25218: 'end of file',
    25344: 'operation failed',
    27010: 'security status not satisfied',
    27014: 'command not allowed',
    27265: 'function not supported',
    27266: 'file or application not found',
    27392: 'wrong parameters',
    27904: 'instruction not supported',
    28160: 'class not supported',
  };
  return known[status] ?? '';
}

/** Of one connection to a PN532. */
export function pn532Wording(): Wording {
  const sentFramer = createPn532Framer();
  const receivedFramer = createPn532Framer();
  let apdus = createApduWording();
  let askedCard: 'apdu' | 'pages' = 'apdu';

  const sent = (bytes: Uint8Array): WordedFrame => {
    const [code = 0, first] = bytes.subarray(1);
    if (code === 0x40) {
      const data = bytes.subarray(3);
      askedCard = data.length === 2 ? 'pages' : 'apdu';
      const words = askedCard === 'pages' ? `READ page ${data[1]}` : apdus.sent(data).words;
      return { hex: hexOf(bytes), words: `InDataExchange: ${words}` };
    }
    if (code === 0x4a) apdus = createApduWording();
    return { hex: hexOf(bytes), words: COMMANDS[code] ?? (first === undefined ? 'command' : `command ${code.toString(16)}`) };
  };

  const received = (bytes: Uint8Array): WordedFrame => {
    const code = (bytes[1] ?? 1) - 1;
    const name = COMMANDS[code] ?? 'answer';
    if (code === 0x4a) return { hex: maskedHex(bytes, 3, bytes.length), words: `${name}: ${bytes[2] ?? 0} card(s)` };
    if (code !== 0x40) return { hex: hexOf(bytes), words: `${name}: answer` };
    const error = bytes[2] ?? 0;
    if (error !== 0)
      return { hex: hexOf(bytes.subarray(0, 3)), words: `${name}: error ${error.toString(16).padStart(2, '0')}, no answer of the card` };
    const answer = bytes.subarray(3);
    const begin = hexOf(bytes.subarray(0, 3));
    if (askedCard === 'pages') return { hex: `${begin} ${maskedHex(answer, 0, answer.length)}`, words: `${name}: ${answer.length} bytes` };
    const worded = apdus.received(answer);
    return { hex: `${begin} ${worded.hex}`, words: `${name}: ${worded.words}` };
  };

  const wordedOf = (frame: Pn532Frame): WordedFrame => {
    if (frame.kind === 'data') return frame.bytes[0] === HOST_TO_PN532 ? sent(frame.bytes) : received(frame.bytes);
    return { hex: '', words: SIGNS[frame.kind] };
  };
  return {
    sent: (bytes) => sentFramer(bytes).map(wordedOf),
    received: (bytes) => receivedFramer(bytes).map(wordedOf),
  };
}

const SIGNS: Record<Exclude<Pn532Frame['kind'], 'data'>, string> = {
  ack: 'ACK',
  nack: 'NACK',
  error: 'syntax error frame',
  damaged: 'damaged frame',
};

const COMMANDS: Record<number, string> = {
  2: 'GetFirmwareVersion',
  20: 'SAMConfiguration',
  50: 'RFConfiguration',
  64: 'InDataExchange',
  74: 'InListPassiveTarget',
};
