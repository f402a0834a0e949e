// What there should be of each thing that is counted, from the journal's entries alone.
import { strictEqual } from 'node:assert/strict';
import type { FactBody } from '../../src/main/store/facts.ts';
import type { AnyEntry } from './recount.ts';

type Article = FactBody<'articles_put'>['articles'][number];

export function createStockCount() {
  const stocks = new Map<string, { articleId: string; unit: string; counted: boolean; quantity: number }>();
  const counting = new Map<string, boolean>();

  const put = (article: Article) => {
    const { id, stockCounted, variants, unit } = article;
    const before = counting.get(id) ?? false;
    counting.set(id, stockCounted);
    if (!stockCounted && !before) return;
    for (const stock of stocks.values()) if (stock.articleId === id) stock.counted = false;
    if (!stockCounted) return;
    for (const sellable of variants.length === 0 ? [article] : variants) {
      stocks.set(sellable.id, { articleId: id, unit, counted: true, quantity: stocks.get(sellable.id)?.quantity ?? 0 });
    }
  };
  const move = (lines: readonly { articleId: string | null; unit: string; quantity: number }[], sign: 1 | -1) => {
    for (const { articleId, unit, quantity } of lines) {
      const stock = stocks.get(articleId ?? '');
      if (stock?.counted && stock.unit === unit) stock.quantity += sign * quantity;
    }
  };

  return {
    take(entry: AnyEntry): void {
      switch (entry.kind) {
        case 'articles_put':
        case 'import_written':
          for (const article of entry.body.articles) put(article);
          break;
        case 'sale_completed':
          move(entry.body.lines, -1);
          break;
        case 'refund_completed':
          move(
            entry.body.lines.filter(({ restock }) => restock),
            1,
          );
          break;
        case 'stock_moved':
          for (const { sellableId, kind, change, after } of entry.body.movements) {
            const stock = stocks.get(sellableId);
            strictEqual(stock?.counted, true, `${sellableId} is counted`);
            if (kind === 'counted') strictEqual(after - change, stock?.quantity, `what there was of ${sellableId}`);
            if (stock) stock.quantity += change;
            strictEqual(stock?.quantity, after, `what there is of ${sellableId}`);
          }
          break;
        default:
          break;
      }
    },
    quantities: () => new Map([...stocks].map(([id, { quantity }]) => [id, quantity])),
  };
}
