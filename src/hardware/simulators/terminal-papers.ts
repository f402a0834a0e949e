// What a simulated card terminal has on its receipts, 40 columns wide.
import { minorDigits, minorToDecimal } from '../../shared/money.ts';
import { displayWidth } from '../../shared/receipt-text.ts';
import { currencyOfNumber } from '../payment-terminal/zvt/currency-numbers.ts';
import type { TerminalBooking } from './terminal-books.ts';
import { authorisationOf, TERMINAL_ID, type TerminalPaper } from './terminal-messages.ts';
import type { TerminalWords } from './terminal-words.ts';

const WIDTH = 40;
const centred = (text: string) => `${' '.repeat(Math.max(0, Math.floor((WIDTH - displayWidth(text)) / 2)))}${text}`;
const between = (left: string, right: string) => left + ' '.repeat(Math.max(1, WIDTH - displayWidth(left) - displayWidth(right))) + right;

export function papersOf(booking: TerminalBooking, words: TerminalWords, timeZone: string): TerminalPaper[] {
  // Sweden writes dates and times as ISO 8601 has them.
  const [date = '', time = ''] = new Date(booking.atMs).toLocaleString('sv-SE', { timeZone }).split(' ');
  const common = [
    centred(words.titles[booking.kind]),
    centred(booking.cardName),
    '',
    between(words.amount, amountOf(booking, words)),
    between(words.terminalId, TERMINAL_ID),
    between(words.numbers, `${pad(booking.traceNumber, 6)} / ${pad(booking.receiptNumber, 4)}`),
    between(words.card, '############1237'),
    between(words.authorisation, authorisationOf(booking)),
    between(date, time),
    '',
    centred(words.done[booking.kind]),
  ];
  return [
    { kind: 'merchant', lines: [centred(words.merchantCopy), ...common] },
    { kind: 'customer', lines: [centred(words.customerCopy), ...common, centred(words.keepIt)] },
  ];
}

function amountOf({ amountMinor, currencyNumber }: TerminalBooking, { decimalPoint }: TerminalWords): string {
  const currency = currencyOfNumber(currencyNumber);
  if (currency === undefined) return String(amountMinor);
  return `${currency} ${minorToDecimal(amountMinor, minorDigits(currency)).replace('.', decimalPoint)}`;
}

export function endOfDayPaper(open: readonly TerminalBooking[], words: TerminalWords): TerminalPaper {
  return {
    kind: 'other',
    lines: [centred(words.endOfDay), between(words.terminalId, TERMINAL_ID), between(words.bookings, String(open.length))],
  };
}

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
