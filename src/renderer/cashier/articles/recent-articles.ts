// What was rung up lately on this screen, the newest first, by tap, scan or search alike: read off the line touched last.
import { useEffect, useState } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LineItem, Names, Unit } from '../../../shared/line-item.ts';
import { useScreen } from '../../screen.tsx';

export interface RecentArticle {
  articleId: string;
  names: Names;
  priceMinor: number;
  unit: Unit;
}

export type RecentArticles = StoreApi<readonly RecentArticle[]>;

const MOST_RECENT = 30;

/** The list after `line` was touched; the same list when that changes nothing. */
export function withRecent(list: readonly RecentArticle[], line: LineItem): readonly RecentArticle[] {
  const { articleId, names, unitPriceMinor: priceMinor, unit } = line;
  const [newest] = list;
  if (articleId === null || (newest?.articleId === articleId && newest.priceMinor === priceMinor)) return list;
  return [{ articleId, names, priceMinor, unit }, ...list.filter((other) => other.articleId !== articleId)].slice(0, MOST_RECENT);
}

export function useRecentArticles(): RecentArticles {
  const { store } = useScreen();
  const [recent] = useState(() => createStore<readonly RecentArticle[]>(() => []));
  useEffect(
    () =>
      store.subscribe(({ till: { checkout } }, { till: { checkout: before } }) => {
        if (checkout === before || !checkout?.lastLineId) return;
        const line = checkout.sale.lines.find((one) => one.id === checkout.lastLineId);
        if (line) recent.setState(withRecent(recent.getState(), line), true);
      }),
    [store, recent],
  );
  return recent;
}
