// The papers a till prints. Each has a kind, a subject that it is of, and a title by which screens and people name it.
// What is on a paper of a kind is said once, in src/main: subject in, document out.

/** A kind is here once the shop makes its papers (src/main/shop.ts). */
export const PRINT_KINDS = [
  'receipt',
  'refund',
  'slip',
  'voucher',
  'account_payment',
  'cash_movement',
  'shift_report',
  'x_report',
  'period_report',
  'kitchen',
  'card_slip',
  'badge',
  'test',
] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

/** Which paper: the sale's receipt, the refund's, ... */
export interface PaperSubject {
  kind: PrintKind;
  subjectId: string;
}

export interface PaperName extends PaperSubject {
  /** Its number, or what else names it among those of its kind: `T1-000123`, `Z 12`, `Table 4`. */
  title: string;
}

/** Papers with what the shop takes: not for everybody who may print. */
export function showsTotals(kind: PrintKind): boolean {
  return kind === 'shift_report' || kind === 'x_report' || kind === 'period_report';
}

export function isSamePaper(one: PaperSubject, other: PaperSubject): boolean {
  return one.kind === other.kind && one.subjectId === other.subjectId;
}

/** Which of these a paper with this text is: its title stands on it, and may have been broken into lines. */
export function paperWith<Paper extends Pick<PaperName, 'title'>>(text: string, papers: readonly Paper[]): Paper | undefined {
  const solid = (words: string) => words.replace(/\s/g, '');
  const onPaper = solid(text);
  return papers.find(({ title }) => onPaper.includes(solid(title)));
}
