// Receipt numbers: gap-free per terminal, and readable over a counter: terminal, hyphen, six digits or more.

/** `T1-000123` for the 123rd receipt of terminal `T1`. */
export function receiptNumber(terminalId: string, seq: number): string {
  if (!Number.isSafeInteger(seq) || seq < 1) throw new Error(`a receipt number counts from 1, not ${seq}`);
  return `${terminalId}-${String(seq).padStart(6, '0')}`;
}

/** `T1-R000007` for the 7th refund's receipt of terminal `T1`: numbers of their own, gap-free as well. */
export function refundNumber(terminalId: string, seq: number): string {
  return receiptNumber(terminalId, seq).replace(/-(?=\d+$)/, '-R');
}

/** `T1-C000003` for the 3rd slip of cash that came or went without a sale. */
export function slipNumber(terminalId: string, seq: number): string {
  return receiptNumber(terminalId, seq).replace(/-(?=\d+$)/, '-C');
}

/** What a refund's receipt number says; null for anything else. */
export function parseRefundNumber(text: string): { terminalId: string; seq: number } | null {
  return /-R\d+$/.test(text) ? parseReceiptNumber(text.replace(/-R(?=\d+$)/, '-')) : null;
}

/** The parts of a receipt number exactly as `receiptNumber` writes it; null for anything else. */
export function parseReceiptNumber(text: string): { terminalId: string; seq: number } | null {
  const match = /^(.+)-(\d{6,15})$/.exec(text);
  if (!match) return null;
  const [, terminalId = '', digits = ''] = match;
  const seq = Number(digits);
  return seq >= 1 && receiptNumber(terminalId, seq) === text ? { terminalId, seq } : null;
}
