import { describe, expect, it } from 'vitest';
import { exampleLine } from '../../../shared/sale-examples.ts';
import { type RecentArticle, withRecent } from './recent-articles.ts';

const line = (articleId: string | null, unitPriceMinor = 100) => exampleLine({ id: `line of ${articleId}`, articleId, unitPriceMinor });

const rungUp = (...articleIds: string[]) => articleIds.reduce<readonly RecentArticle[]>((list, id) => withRecent(list, line(id)), []);
const ids = (list: readonly RecentArticle[]) => list.map(({ articleId }) => articleId);

describe('what was rung up lately', () => {
  it('has the newest first, and each article once', () => {
    expect(ids(rungUp('tea', 'bread', 'tea', 'cake'))).toEqual(['cake', 'tea', 'bread']);
  });

  it('stays the same list when the same article is touched again', () => {
    const list = rungUp('tea', 'bread');
    expect(withRecent(list, line('bread'))).toBe(list);
  });

  it('takes a new price over', () => {
    expect(withRecent(rungUp('tea'), line('tea', 250))[0]?.priceMinor).toBe(250);
  });

  it('leaves open amounts out', () => {
    const list = rungUp('tea');
    expect(withRecent(list, line(null))).toBe(list);
  });

  it('forgets the oldest', () => {
    const list = rungUp(...Array.from({ length: 40 }, (_, index) => `a${index}`));
    expect(list).toHaveLength(30);
    expect(list.at(-1)?.articleId).toBe('a10');
  });
});
