// What follows from the end of a move at the card terminal, in one transaction with it: the tender and the sale's completion, the
// tender's return, money on the manager's list. A sale that went on without its payment is left alone.
import type { Sale } from '../../shared/sale.ts';
import type { CardTender } from '../../shared/tender.ts';
import type { Completion } from '../checkout/completion.ts';
import type { OpenSales } from '../checkout/open-sales.ts';
import { isFinal, replaceTender } from '../checkout/sale-rules.ts';
import { appendTender, returnTender } from '../checkout/tendering.ts';
import type { CardMove } from '../store/card-store.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import type { CardEnd } from './said.ts';

export interface CardEndingParts {
  openSales: OpenSales;
  journal: Journal;
  completion: Pick<Completion, 'completeWhenPaid'>;
  /** Queues the merchant's copy that is to be signed, within the running transaction. */
  insertPrintJob: (job: NewPrintJob) => void;
  /** A leg of a refund was given, within the running transaction. */
  refunded: (append: Append, move: CardMove, end: CardEnd) => void;
  newId: () => string;
}

export interface CardEnding {
  conclude(move: CardMove, end: CardEnd, staffId: string | null): void;
  doubt(move: CardMove, reason: 'line_lost' | 'no_answer' | 'restart'): void;
  /** As a tender of a sale. */
  tenderOf(move: Pick<CardMove, 'takenMinor' | 'receipt'>): CardTender;
}

export function createCardEnding({ openSales, journal, completion, insertPrintJob, refunded, newId }: CardEndingParts): CardEnding {
  /** The sale that waits for it, in hand or parked. */
  const waiting = (move: CardMove): Sale | undefined => {
    const sale = move.saleId === null ? undefined : openSales.find(move.saleId);
    return sale && !isFinal(sale) && sale.cardMove?.id === move.id ? sale : undefined;
  };
  const tenderOf: CardEnding['tenderOf'] = ({ takenMinor, receipt }) => ({
    kind: 'card',
    id: newId(),
    status: 'paid',
    amountMinor: takenMinor,
    reference: receipt?.receiptNumber ?? '',
    ...(receipt && { terminal: receipt }),
  });
  const free = (sale: Sale): Sale => ({ ...sale, cardMove: null });

  return {
    tenderOf,
    conclude(move, end, staffId) {
      const { id: moveId, saleId } = move;
      const approved = end.outcome === 'approved';
      const sale = waiting(move);
      // Another amount than was asked for is nobody's intention: a manager decides what it is.
      const pays = approved && move.kind === 'payment' && sale !== undefined && end.takenMinor === move.amountMinor;
      const place = approved && move.kind === 'payment' ? (pays ? 'tender' : 'listed') : null;
      const ended = (append: Append) => {
        const { atMs } = append('card_move_ended', { moveId, saleId, place, ...end }, staffId);
        if (end.merchantLines.length === 0) return;
        const title = end.receipt?.receiptNumber ?? '';
        insertPrintJob({ id: newId(), kind: 'card_slip', subjectId: moveId, title, copyNumber: 0, printerId: null, queuedAtMs: atMs });
      };
      if (!sale) {
        journal.transact((append) => {
          ended(append);
          if (approved && move.refundId !== null) refunded(append, move, end);
        });
        return;
      }
      openSales.record(sale.id, (append) => {
        ended(append);
        if (pays) {
          const paid = appendTender(append, free(sale), tenderOf(end), staffId ?? '');
          return completion.completeWhenPaid(append, paid, staffId);
        }
        const tender = sale.tenders.find(({ id }) => id === move.tenderId);
        if (!approved || tender?.kind !== 'card') return free(sale);
        returnTender(append, sale.id, tender, staffId ?? sale.staffId ?? '');
        return replaceTender(free(sale), { ...tender, status: 'returned' });
      });
    },
    doubt({ id: moveId, saleId, ...move }, reason) {
      const sale = waiting({ id: moveId, saleId, ...move });
      const doubted = (append: Append) => void append('card_move_unknown', { moveId, saleId, reason }, null);
      if (!sale?.cardMove) return journal.transact(doubted);
      const cardMove = { ...sale.cardMove, status: 'unknown' } as const;
      openSales.record(sale.id, (append) => {
        doubted(append);
        return { ...sale, cardMove };
      });
    },
  };
}
