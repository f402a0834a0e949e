// A card reader to train and test with: a PN532 on a TCP line that speaks real frames, to which cards are held and from which they
// are taken away. Faults are its own and those of the cards.
import net from 'node:net';
import { ACK, createPn532Framer, frameOf, HOST_TO_PN532, PN532_TO_HOST } from '../card-reader/pn532-frames.ts';
import { type CardFault, type CardInField, intoField, type VirtualCard } from './cards.ts';

/**
 * `silent`: it takes everything and says nothing. `garbage`: noise before each answer. `damaged`: each answer is wrong the first time.
 * `other_reader`: it says that it is a PN533.
 */
export type CardReaderFault = 'none' | 'silent' | 'garbage' | 'damaged' | 'other_reader';

export interface CardReaderSimulatorOptions {
  /** 0, unless said, for a port that is free. */
  port?: number;
  /** 127.0.0.1 unless said. */
  host?: string;
  /** For what is garbage. */
  random?: () => number;
}

export interface CardReaderSimulator {
  readonly port: number;
  /** How many answers cards gave: a fault can be placed at each. */
  readonly exchanges: number;
  /** How often it was told to look for cards. */
  readonly looks: number;
  /** Beside what lies there already. */
  hold(card: VirtualCard, fault?: CardFault): void;
  /** All of them. */
  takeAway(): void;
  setFault(fault: CardReaderFault): void;
  /** The cable is pulled, and put back at once: whoever is connected is not any more. */
  pull(): void;
  close(): Promise<void>;
}

const COMMAND = { firmware: 0x02, samConfiguration: 0x14, rfConfiguration: 0x32, exchange: 0x40, listTargets: 0x4a } as const;
const TIMEOUT = 0x01;
const WRONG_COMMAND = Uint8Array.of(0x00, 0x00, 0xff, 0x01, 0xff, 0x7f, 0x81, 0x00);
const ANSWER_TO_SELECT = [0x06, 0x77, 0x77, 0x71, 0x02, 0x80];

export async function startCardReaderSimulator(options: CardReaderSimulatorOptions = {}): Promise<CardReaderSimulator> {
  const random = options.random ?? Math.random;
  const lying: { card: VirtualCard; fault: CardFault | undefined }[] = [];
  /** Those that were listed, and are spoken to by their place. */
  let targets: CardInField[] = [];
  let fault: CardReaderFault = 'none';
  let exchanges = 0;
  let looks = 0;
  const sockets = new Set<net.Socket>();

  function list(most: number): number[] {
    looks += 1;
    targets = lying.slice(0, most).map(({ card, fault: cardFault }) => intoField(card, cardFault, random));
    return [targets.length, ...targets.flatMap(({ card }, index) => targetData(card, index + 1))];
  }

  /** Null: it never answers. */
  async function exchange(number: number, data: Uint8Array): Promise<number[]> {
    const target = targets[number - 1];
    if (!target || !lying.some(({ card }) => card === target.card)) return [TIMEOUT];
    exchanges += 1;
    const answer = await target.exchange(data);
    if (answer === 'torn_away') lying.length = 0;
    return answer === null || answer === 'torn_away' ? [TIMEOUT] : [0x00, ...answer];
  }

  async function answerTo(command: Uint8Array): Promise<number[] | null> {
    const [code, first = 0] = command;
    switch (code) {
      case COMMAND.firmware:
        return [fault === 'other_reader' ? 0x33 : 0x32, 0x01, 0x06, 0x07];
      case COMMAND.samConfiguration:
        return [];
      case COMMAND.rfConfiguration:
        if (first === 0x01) targets = [];
        return [];
      case COMMAND.listTargets:
        return list(first);
      case COMMAND.exchange:
        return exchange(first, command.subarray(2));
      default:
        return null;
    }
  }

  function serve(socket: net.Socket) {
    const framer = createPn532Framer();
    let last: Uint8Array | null = null;
    let turn = 0;
    const say = (bytes: Uint8Array) => {
      if (!socket.writable || fault === 'silent') return;
      if (fault === 'garbage') socket.write(Uint8Array.from({ length: 1 + Math.floor(random() * 12) }, () => Math.floor(random() * 256)));
      socket.write(bytes);
    };
    const obey = async (bytes: Uint8Array) => {
      turn += 1;
      const mine = turn;
      say(ACK);
      const answer = await answerTo(bytes.subarray(1));
      // The host said ACK, or the next command, before this one was through.
      if (mine !== turn) return;
      last = answer ? frameOf(Uint8Array.of(PN532_TO_HOST, (bytes[1] ?? 0) + 1, ...answer)) : WRONG_COMMAND;
      say(fault === 'damaged' ? last.map((byte, index) => (index === 7 ? byte ^ 0x55 : byte)) : last);
    };
    socket.on('data', (bytes) => {
      for (const frame of framer(bytes)) {
        if (frame.kind === 'data' && frame.bytes[0] === HOST_TO_PN532) void obey(frame.bytes);
        else if (frame.kind === 'nack' && last) say(last);
        else if (frame.kind === 'ack') turn += 1;
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    sockets.add(socket);
  }

  const server = net.createServer({ noDelay: true }, serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as net.AddressInfo).port,
    get exchanges() {
      return exchanges;
    },
    get looks() {
      return looks;
    },
    hold: (card, cardFault) => void lying.push({ card, fault: cardFault }),
    takeAway() {
      lying.length = 0;
    },
    setFault(next) {
      fault = next;
    },
    pull() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As InListPassiveTarget tells a card of type A at 106 kbit/s (UM0701-02, 7.3.5). */
function targetData({ uid, speech }: VirtualCard, number: number): number[] {
  const [sak, select] = { apdus: [0x20, ANSWER_TO_SELECT], pages: [0x00, []], none: [0x08, []] }[speech] as [number, number[]];
  return [number, 0x00, uid.length === 4 ? 0x04 : 0x44, sak, uid.length, ...uid, ...select];
}
