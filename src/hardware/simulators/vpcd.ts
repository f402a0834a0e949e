// A virtual card for pcscd with the vpcd driver (vsmartcard): what the reader and the card in it answer. vpcd listens, and a card
// that is held to its reader is a connection: messages of two bytes of length and what they carry, of which those of one byte are
// the reader's own.
import net from 'node:net';
import { type CardFault, intoField, type VirtualCard } from './cards.ts';

export interface VpcdOptions {
  port: number;
  /** 127.0.0.1 unless said. */
  host?: string;
  fault?: CardFault;
  random?: () => number;
}

export interface CardInVpcd {
  /** How many APDUs it answered, those to its reader among them. */
  readonly exchanges: number;
  takeAway(): Promise<void>;
  /** When it left by itself, or the reader did. */
  readonly left: Promise<void>;
}

const CONTROL = { off: 0, on: 1, reset: 2, atr: 4 } as const;
/** ISO-DEP by PC/SC part 3, without historical bytes; and NXP's memories as all contactless readers name them. */
const ATR = {
  apdus: Buffer.from('3b80800101', 'hex'),
  pages: Buffer.from('3b8f8001804f0ca0000003060300030000000068', 'hex'),
  none: Buffer.from('3b8f8001804f0ca000000306030001000000006a', 'hex'),
} as const;
const FAILED = Uint8Array.of(0x63, 0x00);
const OK = [0x90, 0x00];

/** Resolves when the card lies in the reader, which the service may take a second to see. */
export async function holdToVpcd(card: VirtualCard, { port, host = '127.0.0.1', fault, random = Math.random }: VpcdOptions): Promise<CardInVpcd> {
  const inField = intoField(card, fault, random);
  const socket = net.connect({ port, host, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let exchanges = 0;
  let held: Buffer = Buffer.alloc(0);

  const say = (payload: Uint8Array) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(payload.length);
    if (socket.writable) socket.write(Buffer.concat([length, payload]));
  };
  /** The reader's part of an APDU of its own class, and the card's of all others. */
  const exchange = async (apdu: Uint8Array): Promise<Uint8Array | 'torn_away'> => {
    const [instructionClass, instruction, high = 0, low = 0, length = 0] = apdu;
    if (instructionClass !== 0xff) {
      if (card.speech !== 'apdus') return FAILED;
      return (await inField.exchange(apdu)) ?? FAILED;
    }
    // The fault counts what goes to the card, and asking for its id is that too.
    if (instruction === 0xca) return fault?.kind === 'torn_at' && fault.exchange === 0 ? 'torn_away' : Uint8Array.of(...card.uid, ...OK);
    if (instruction !== 0xb0 || card.speech !== 'pages') return FAILED;
    const pages = await inField.exchange(Uint8Array.of(0x30, (high << 8) | low));
    return pages === null || pages === 'torn_away' ? (pages ?? FAILED) : Uint8Array.of(...pages.subarray(0, length || pages.length), ...OK);
  };
  let working: Promise<void> = Promise.resolve();
  const obey = async (message: Buffer): Promise<void> => {
    if (message.length === 1) {
      if (message[0] === CONTROL.atr) say(ATR[card.speech]);
      if (message[0] === CONTROL.on || message[0] === CONTROL.reset) card.powerOn();
      return;
    }
    exchanges += 1;
    const answer = await exchange(message);
    if (answer === 'torn_away') socket.destroy();
    else say(answer);
  };

  socket.on('data', (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (let length = held.length < 2 ? -1 : held.readUInt16BE(0); length >= 0 && held.length >= 2 + length; ) {
      const message = Buffer.from(held.subarray(2, 2 + length));
      held = held.subarray(2 + length);
      working = working.then(() => obey(message));
      length = held.length < 2 ? -1 : held.readUInt16BE(0);
    }
  });
  socket.on('error', () => socket.destroy());
  const left = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    get exchanges() {
      return exchanges;
    },
    async takeAway() {
      socket.destroy();
      await left;
    },
    left,
  };
}
