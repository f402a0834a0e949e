// The lines of a card terminal's receipt on paper of ours. They are set for its own paper, with spaces: what it set in two columns or
// in the middle is set so by us too, whatever our width and letters are. Not a word is changed.
import type { ReceiptBlock } from '../../shared/receipt.ts';
import { centred, pair, small } from './receipt-parts.ts';

/** Words, a gap, and words: nothing before them, and no second gap. */
const TWO_COLUMNS = /^(\S+(?: \S+)*) {2,}(\S+(?: \S+)*)$/;
/** So far from the edge nothing is by mistake. */
const MIDDLE = /^ {3,}(\S+(?: \S+)*)$/;

export function terminalBlock(line: string): ReceiptBlock {
  const text = line.trimEnd();
  if (text === '') return { kind: 'space' };
  const [, left, right] = TWO_COLUMNS.exec(text) ?? [];
  if (left !== undefined && right !== undefined) return pair(left, right, 'small');
  const [, middle] = MIDDLE.exec(text) ?? [];
  return middle === undefined ? small(text) : centred(middle, 'small');
}
