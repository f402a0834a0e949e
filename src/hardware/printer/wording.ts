// What goes between the till and an ESC/POS printer, in words: Epson's names of the commands, and what each status byte says.
import { hexOf, type WordedFrame, type Wording } from '../transport/frame-log.ts';
import { createAnswerFramer, type PrinterAnswer } from './answer-framer.ts';
import { conditionOf, NOTHING_KNOWN, type PrinterStatus, statusOfAnswer, statusOfAutomatic } from './printer-status.ts';

/** Names by the first bytes, the longest first where they begin alike. */
const NAMES: [bytes: string, name: string][] = [
  ['10 04 01', 'DLE EOT 1: transmit printer status'],
  ['10 04 02', 'DLE EOT 2: transmit offline cause'],
  ['10 04 03', 'DLE EOT 3: transmit error cause'],
  ['10 04 04', 'DLE EOT 4: transmit paper sensor'],
  ['10 05', 'DLE ENQ: recover from error'],
  ['10 14 08', 'DLE DC4 8: clear buffers'],
  ['1b 40', 'ESC @: initialise'],
  ['1b 70', 'ESC p: drawer pulse'],
  ['1d 49', 'GS I: transmit printer id'],
  ['1d 72', 'GS r: transmit sensor status'],
  ['1d 61', 'GS a: automatic status'],
  ['1d 28 48', 'GS ( H: request job response'],
  ['1d 28 44', 'GS ( D: real-time commands off'],
  ['1d 28 6b', 'GS ( k: QR code'],
  ['1d 6b', 'GS k: barcode'],
  ['1d 76 30', 'GS v 0: raster picture'],
  ['1d 56', 'GS V: cut'],
  ['1b 74', 'ESC t: code page'],
];
const WORDS_SHOWN = 12;
/** Ends a Star's barcode, where nobody knows which language a printer speaks that never answers. */
const RS = 0x1e;

export function escPosWording(): Wording {
  const frame = createAnswerFramer();
  /** The question that the next answer to DLE EOT is for. */
  let asked: 1 | 2 | 3 | 4 = 1;
  return {
    sent(bytes) {
      const last = bytes.at(-1);
      if (bytes.length === 3 && bytes[0] === 0x10 && bytes[1] === 0x04 && (last === 1 || last === 2 || last === 3 || last === 4)) asked = last;
      return [{ hex: hexOfPaper(bytes), words: wordsOfCommands(bytes) }];
    },
    received(bytes): WordedFrame[] {
      const answers = frame(bytes).map((answer) => wordsOfAnswer(answer, asked));
      return [{ hex: hexOf(bytes), words: [...identities(bytes), ...answers].join('; ') || 'part of an answer' }];
    },
  };
}

/** The commands that are in it, in their order, and how much text. Data of pictures is passed over as one. */
function wordsOfCommands(bytes: Uint8Array): string {
  const found: string[] = [];
  const hex = hexOf(bytes.subarray(0, 2048));
  for (let at = 0; at < hex.length && found.length < WORDS_SHOWN; at += 3) {
    const name = NAMES.find(([prefix]) => hex.startsWith(prefix, at));
    if (name && found.at(-1) !== name[1]) found.push(name[1]);
    if (name?.[0] === '1d 76 30') at = hex.length;
  }
  const count = printedRuns(bytes).reduce((sum, { start, end }) => sum + end - start, 0);
  if (count > 0) found.push(`${count} characters`);
  if (found.length === 0)
    return bytes.every((byte) => byte === 0 || byte === RS) ? 'NUL: ends what a lost connection left half sent' : `${bytes.length} bytes`;
  return found.join('; ');
}

/** What is printed is not told: it may be a badge's code, a voucher's, or where money is to be fetched. Commands have shorter runs. */
function printedRuns(bytes: Uint8Array): { start: number; end: number }[] {
  return Array.from(
    Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/[\x20-\x7e]{4,}/g),
    ({ 0: run, index }) => ({ start: index, end: index + run.length }),
  );
}

/** As people read bytes, without what is printed. */
export function hexOfPaper(bytes: Uint8Array): string {
  const hex = hexOf(bytes).split(' ');
  for (const { start, end } of printedRuns(bytes)) hex.fill('··', start, end);
  return hex.join(' ');
}

function identities(bytes: Uint8Array): string[] {
  return Array.from(
    Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/_([\x20-\x7e]{1,80})\0/g),
    ([, said = '']) => `GS I: “${said}”`,
  );
}

function wordsOfAnswer(answer: PrinterAnswer, asked: 1 | 2 | 3 | 4): string {
  switch (answer.kind) {
    case 'automatic_status':
      return `automatic status: ${wordsOfStatus(statusOfAutomatic(answer.bytes))}`;
    case 'status_answer':
      return `answer to DLE EOT ${asked}: ${wordsOfStatus({ ...NOTHING_KNOWN, ...statusOfAnswer(asked, answer.byte) })}`;
    case 'sensor_answer':
      return 'answer to GS r';
    default:
      return `job ${answer.jobId} printed`;
  }
}

export function wordsOfStatus(status: PrinterStatus): string {
  const said = [
    status.offline && 'offline',
    status.coverOpen && 'cover open',
    status.paperOut && 'paper end',
    status.paperLow && 'paper near end',
    status.cutterError && 'autocutter error',
    status.mechanicalError && 'recoverable error',
    status.fatalError && 'unrecoverable error',
    status.tooHot && 'auto-recoverable error',
    status.drawerHigh && 'drawer pin 3 high',
  ].filter((word) => word !== false);
  return said.length > 0 ? said.join(', ') : conditionOf(status) === 'ready' ? 'nothing wrong' : 'unknown';
}
