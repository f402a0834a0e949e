// The receipts that a terminal hands over to be printed, in lines or in blocks, as one list for the customer and one for the merchant.
import type { PaperKind, TerminalMessage } from './messages.ts';

export interface Papers {
  customerLines: string[];
  merchantLines: string[];
  /** Of what is neither: an end of day. */
  otherLines: string[];
}

export interface PaperTray {
  take(message: TerminalMessage): void;
  papers(): Papers;
}

/** What a merchant's copy says of itself (PA00P015, important receipt texts), with the letters spaced out or not. */
const MERCHANT_COPY = /H[ -]?[ÄA][ -]?N[ -]?D[ -]?L[ -]?E[ -]?R|MERCHANT|COMMER[CÇ]ANT|ESERCENTE/i;

/** More than any receipt has: what a terminal sends without end is not kept without end. */
const MOST_LINES = 2000;

/** What a reversal's receipt says of itself. */
const TAKEN_BACK = /STORNO|STORNIER|REVERSAL|ANNULATION|ANNULLA/i;

/** Whether a receipt is that of a reversal: not every terminal says it in its status information. */
export function saysTakenBack({ customerLines, merchantLines }: Papers): boolean {
  return TAKEN_BACK.test([...customerLines, ...merchantLines].join('\n'));
}

export function createPaperTray(): PaperTray {
  const papers: Record<PaperKind, string[]> = { merchant: [], customer: [], other: [] };
  /** Lines of a paper that has not ended yet. */
  let lines: string[] = [];
  const put = (kind: PaperKind, added: readonly string[]) => {
    for (const line of added) if (papers[kind].length < MOST_LINES) papers[kind].push(line);
  };
  const tear = () => {
    if (lines.some((line) => line.trim() !== '')) put(MERCHANT_COPY.test(lines.join('\n')) ? 'merchant' : 'customer', lines);
    lines = [];
  };
  return {
    take(message) {
      if (message.kind === 'print_block') put(message.paper, message.lines);
      if (message.kind !== 'print_line') return;
      if (lines.length < MOST_LINES) lines.push(message.text);
      if (message.last) tear();
    },
    papers() {
      tear();
      return { customerLines: papers.customer, merchantLines: papers.merchant, otherLines: papers.other };
    },
  };
}
