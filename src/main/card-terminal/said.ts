// What a terminal says, as the journal takes it: an outcome in our words, and its lines without anything that looks like a card's
// number, whatever a terminal prints.
import type { TerminalOutcome, TerminalReceipt } from '../../hardware/payment-terminal/payment-terminal.ts';
import { replaceCardNumbers } from '../../shared/card-number.ts';
import type { CardReceipt } from '../../shared/card-payment.ts';
import type { FactBody } from '../store/facts.ts';

/** A known end of a move: the body of its fact but for what the till knows itself. */
export type CardEnd = Pick<FactBody<'card_move_ended'>, 'outcome' | 'said' | 'takenMinor' | 'receipt' | 'merchantLines' | 'reason' | 'code' | 'text'>;

const NOTHING = { takenMinor: 0, receipt: null, merchantLines: [], reason: null, code: '', text: '' };

/** Null while it is not known. */
export function endSaid(outcome: TerminalOutcome, move: { id: string; deviceId: string }): CardEnd | null {
  switch (outcome.status) {
    case 'approved': {
      const { receipt } = outcome;
      const merchantLines = receipt.signatureNeeded ? receipt.merchantLines.map(withoutNumbers) : [];
      return { ...NOTHING, outcome: 'approved', said: 'terminal', takenMinor: receipt.amountMinor, receipt: receiptOf(receipt, move), merchantLines };
    }
    case 'declined':
      return {
        ...NOTHING,
        outcome: 'declined',
        said: 'terminal',
        reason: outcome.reason,
        code: withoutNumbers(outcome.code),
        text: withoutNumbers(outcome.text),
      };
    case 'not_sent':
      return { ...NOTHING, outcome: 'not_sent', said: 'terminal', reason: outcome.reason === 'busy' ? 'busy' : 'not_sent' };
    case 'unknown':
      return null;
  }
}

/** Somebody looked at the terminal and says whether the money moved. */
export function endByPerson(moved: boolean, amountMinor: number): CardEnd {
  return moved
    ? { ...NOTHING, outcome: 'approved', said: 'person', takenMinor: amountMinor }
    : { ...NOTHING, outcome: 'declined', said: 'person', reason: 'person' };
}

function receiptOf(receipt: TerminalReceipt, move: { id: string; deviceId: string }): CardReceipt {
  const { receiptNumber, traceNumber, terminalId, authorisationCode, cardName, customerLines } = receipt;
  return {
    moveId: move.id,
    deviceId: move.deviceId,
    receiptNumber,
    traceNumber,
    terminalId,
    authorisationCode,
    cardName: withoutNumbers(cardName),
    customerLines: customerLines.map(withoutNumbers),
  };
}

/** What looks like a card's number keeps its last four figures. */
function withoutNumbers(line: string): string {
  return replaceCardNumbers(line, (number) => `············${number.slice(-4)}`);
}
