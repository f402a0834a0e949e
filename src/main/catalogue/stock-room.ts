// How much there is of what is counted: said by a person here, moved by sales and refunds in their own facts.
import type { StockMoveInput } from '../../shared/contract/catalogue.ts';
import { TillError } from '../../shared/errors.ts';
import { MAX_STOCK, type StockLevel, type StockMovement } from '../../shared/stock.ts';
import type { Journal } from '../store/journal.ts';
import type { StockMove, StockStore } from '../store/stock-store.ts';

export interface StockRoom {
  low(): StockLevel[];
  history(sellableId: string): StockMovement[];
  ofArticle(articleId: string): StockLevel[];
  /** NOT_FOUND for what is not counted; AMOUNT_TOO_LARGE. */
  move(moves: readonly StockMoveInput[], staffId: string): void;
  /** Where the shop sells only what is there: OUT_OF_STOCK when so much of it is more. `quantity`: all that the sale has of it. */
  refuseUnlessThere(sellableId: string, quantity: number): void;
}

export interface StockRoomParts {
  journal: Journal;
  store: StockStore;
  mayGoBelowZero: () => boolean;
}

export function createStockRoom({ journal, store, mayGoBelowZero }: StockRoomParts): StockRoom {
  const changeOf = (move: StockMoveInput, before: number): number => {
    if (move.kind === 'counted') return move.quantity - before;
    return move.kind === 'received' ? move.quantity : -move.quantity;
  };
  return {
    low: store.low,
    history: store.history,
    ofArticle: store.ofArticle,
    move(moves, staffId) {
      journal.transact((append) => {
        const levels = new Map<string, StockLevel>();
        const movements = moves.map((move): StockMove => {
          if (levels.has(move.sellableId)) throw new TillError('BAD_INPUT');
          const level = store.level(move.sellableId);
          if (!level) throw new TillError('NOT_FOUND');
          levels.set(move.sellableId, level);
          const change = changeOf(move, level.quantity);
          const after = level.quantity + change;
          if (Math.abs(after) > MAX_STOCK) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: MAX_STOCK });
          const { sellableId, names, unit } = level;
          return { sellableId, names, unit, kind: move.kind, change, after, reason: move.kind === 'lost' ? move.reason : null, note: move.note };
        });
        append('stock_moved', { movements }, staffId);
      });
    },
    refuseUnlessThere(sellableId, quantity) {
      if (mayGoBelowZero()) return;
      const level = store.level(sellableId);
      if (level && quantity > level.quantity) throw new TillError('OUT_OF_STOCK', { left: Math.max(0, level.quantity) });
    },
  };
}
