import { expect, test } from 'vitest';
import type { Apdu } from '../../src/hardware/payment-terminal/zvt/apdu.ts';
import { createApduFramer, encodeApdu, ZvtSyntaxError } from '../../src/hardware/payment-terminal/zvt/apdu.ts';
import { authorisation, registration, reversal } from '../../src/hardware/payment-terminal/zvt/commands.ts';
import { readMessage, terminalStatusOf } from '../../src/hardware/payment-terminal/zvt/messages.ts';
import { createPaperTray } from '../../src/hardware/payment-terminal/zvt/papers.ts';
import { createBlockFramer, encodeBlock } from '../../src/hardware/payment-terminal/zvt/serial-blocks.ts';
import { dayTotalsOf } from '../../src/hardware/payment-terminal/zvt/totals.ts';
import { zvtSerialWording, zvtTcpWording } from '../../src/hardware/payment-terminal/zvt/wording.ts';
import type { TerminalBooking } from '../../src/hardware/simulators/terminal-books.ts';
import {
  abortBecause,
  bookedStatus,
  completion,
  declinedStatus,
  intermediate,
  positive,
  refusal,
  textBlock,
  textLines,
  totalsStatus,
} from '../../src/hardware/simulators/terminal-messages.ts';
import { papersOf } from '../../src/hardware/simulators/terminal-papers.ts';
import { TERMINAL_WORDS } from '../../src/hardware/simulators/terminal-words.ts';
import { FUZZ_LIMIT_MS, fuzz, inPieces } from './mutate.ts';

const BOOKING: TerminalBooking = {
  kind: 'payment',
  receiptNumber: 12,
  traceNumber: 345,
  amountMinor: 1250,
  currencyNumber: 978,
  cardName: 'girocard',
  reversesTrace: null,
  atMs: 1_700_000_000_000,
};
const MESSAGES: Apdu[] = [
  positive(),
  refusal(0x9c),
  intermediate(0x0a, 'Karte einstecken'),
  intermediate(0x0a, '카드를 넣어 주세요', true),
  bookedStatus(BOOKING),
  bookedStatus({ ...BOOKING, kind: 'reversal', reversesTrace: 344 }),
  declinedStatus(5, 1250, 346, 'Abgelehnt'),
  totalsStatus([BOOKING]),
  ...papersOf(BOOKING, TERMINAL_WORDS.de, 'UTC').flatMap((paper) => [
    textBlock(paper, true),
    textBlock(paper, false),
    ...textLines(paper).slice(0, 2),
  ]),
  completion(),
  completion(Uint8Array.of(0xf0, 0xf0, 0xf3, 0x31, 0x2e, 0x30, 0)),
  abortBecause(0x6c),
  registration('000000', 978),
  authorisation({ amountMinor: 1250, currencyNumber: 978 }),
  reversal('000000', '0012'),
];

/** What the driver does with a message; only what is not ZVT is refused. */
function read(message: Apdu, tray: ReturnType<typeof createPaperTray>) {
  try {
    const said = readMessage(message);
    tray.take(said);
    if (said.kind === 'completion') terminalStatusOf(said.data);
    if (said.kind !== 'status') return;
    const { amountMinor } = said.record;
    if (amountMinor !== null) expect(amountMinor).toBeLessThanOrEqual(999_999_999_999);
    dayTotalsOf(said.record, []);
  } catch (error) {
    if (!(error instanceof ZvtSyntaxError)) throw error;
  }
}

test(
  'whatever comes over TCP, it is read or it is no ZVT',
  async () => {
    await fuzz(MESSAGES.map(encodeApdu), (bytes, random) => {
      const frame = createApduFramer();
      const wording = zvtTcpWording();
      const tray = createPaperTray();
      try {
        for (const piece of inPieces(bytes, random)) {
          wording.received(piece);
          wording.sent(piece);
          for (const message of frame(piece)) read(message, tray);
        }
      } catch (error) {
        if (!(error instanceof ZvtSyntaxError)) throw error;
      }
      tray.papers();
    });
  },
  FUZZ_LIMIT_MS,
);

test(
  'whatever comes over a serial line, a block that is read is one that was sent',
  async () => {
    const { take, abandon } = createBlockFramer();
    const wording = zvtSerialWording();
    await fuzz(MESSAGES.map(encodeBlock), (bytes, random) => {
      const tray = createPaperTray();
      for (const piece of inPieces(bytes, random)) {
        wording.received(piece);
        for (const event of take(piece)) {
          if (event.kind === 'block') read(event.apdu, tray);
        }
      }
      if (random() < 0.5) abandon();
    });
  },
  FUZZ_LIMIT_MS,
);
