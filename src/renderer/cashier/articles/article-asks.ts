// Ringing up what cannot be rung up with one tap: a size to choose, a price or a weight to enter, an age to make sure of. The till says
// what is missing, the cashier answers, and the same is rung up again with the answer.
import { createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { ShelfArticle } from '../../../shared/article.ts';
import type { FailureCode } from '../../failure.ts';
import { type Outcome, useCall } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';

/** What is asked; `again` rings up with the answer. */
export type ArticleAsk =
  | { kind: 'variant'; article: ShelfArticle }
  | { kind: 'price' | 'weight'; article: ShelfArticle; sellableId: string }
  | { kind: 'age'; saleId: string; years: number; again: () => Promise<boolean> }
  | { kind: 'expired'; name: string; day: string; again: () => Promise<boolean> };

export interface RungUp {
  articleId: string;
  quantity?: number;
  priceMinor?: number;
}

export interface ArticleAsks {
  ask: ArticleAsk | null;
  dismiss(): void;
  /** Resolves when nothing is asked (any more): what is scanned meanwhile would take the question's place. */
  answered(): Promise<void>;
  /** A tile: what can be seen to be missing is asked at once. */
  tap(article: ShelfArticle): Promise<boolean>;
  /** True when it is on the sale. */
  ringUp(rungUp: RungUp): Promise<boolean>;
  /** Any call that rings up; what it lacks is asked, and other failures are the caller's. */
  ringUpWith(attempt: Attempt, quiet?: readonly FailureCode[]): Promise<Outcome<unknown>>;
  /** The cashier has looked at the customer. */
  answerAge(ask: Extract<ArticleAsk, { kind: 'age' }>, oldEnough: boolean): Promise<void>;
}

/** `sellExpired`: the cashier has been told that it is past its date. */
type Attempt = (client: TillClient, answers: { sellExpired?: true }) => Promise<unknown>;

const ASKED = ['VARIANT_NEEDED', 'PRICE_NEEDED', 'WEIGHT_NEEDED', 'AGE_UNCHECKED', 'GOODS_EXPIRED'] as const satisfies readonly FailureCode[];

const ArticleAsksContext = createContext<ArticleAsks | null>(null);
export const ArticleAsksProvider = ArticleAsksContext.Provider;

export function useRingUp(): ArticleAsks {
  const asks = use(ArticleAsksContext);
  if (!asks) throw new Error('articles are rung up outside of the cashier’s screen');
  return asks;
}

export function useArticleAsks(): ArticleAsks {
  const call = useCall();
  const [ask, show] = useState<ArticleAsk | null>(null);
  const asked = useRef<{ ask: ArticleAsk | null; waiting: (() => void)[] }>({ ask: null, waiting: [] });
  const setAsk = useCallback((next: ArticleAsk | null) => {
    asked.current.ask = next;
    show(next);
    if (next === null) for (const go of asked.current.waiting.splice(0)) go();
  }, []);
  const answered = useCallback(
    () => new Promise<void>((resolve) => (asked.current.ask === null ? resolve() : void asked.current.waiting.push(resolve))),
    [],
  );
  const dismiss = useCallback(() => setAsk(null), [setAsk]);
  const actions = useMemo(() => {
    const showOf = async (id: string, show: (article: ShelfArticle) => ArticleAsk) => {
      const outcome = await call((client) => client.catalogue.shelf({ articleId: id }));
      if (outcome.ok) setAsk(show(outcome.value));
    };
    const ringUpWith = async (
      attempt: Attempt,
      quiet: readonly FailureCode[] = [],
      answers: { sellExpired?: true } = {},
    ): Promise<Outcome<unknown>> => {
      const outcome = await call((client) => attempt(client, answers), { quiet: [...ASKED, ...quiet] });
      if (outcome.ok) {
        setAsk(null);
        return outcome;
      }
      const { code, detail } = outcome.failure;
      const id = String(detail.articleId ?? '');
      if (code === 'VARIANT_NEEDED') await showOf(id, (article) => ({ kind: 'variant', article }));
      if (code === 'PRICE_NEEDED') await showOf(id, (article) => ({ kind: 'price', article, sellableId: id }));
      if (code === 'WEIGHT_NEEDED') await showOf(id, (article) => ({ kind: 'weight', article, sellableId: id }));
      if (code === 'GOODS_EXPIRED') {
        const again = async () => (await ringUpWith(attempt, quiet, { ...answers, sellExpired: true })).ok;
        setAsk({ kind: 'expired', name: String(detail.name), day: String(detail.day), again });
      }
      if (code === 'AGE_UNCHECKED') {
        const again = async () => (await ringUpWith(attempt, quiet, answers)).ok;
        setAsk({ kind: 'age', saleId: String(detail.saleId), years: Number(detail.years), again });
      }
      return outcome;
    };
    const ringUp = async (rungUp: RungUp) => (await ringUpWith((client) => client.sale.addArticle(rungUp))).ok;
    return {
      ringUpWith,
      ringUp,
      async tap(article: ShelfArticle) {
        if (article.variants.length > 0) setAsk({ kind: 'variant', article });
        else if (article.priceMinor === null) setAsk({ kind: 'price', article, sellableId: article.id });
        else if (article.unit === 'kg') setAsk({ kind: 'weight', article, sellableId: article.id });
        else return ringUp({ articleId: article.id });
        return false;
      },
      async answerAge({ saleId, years, again }: Extract<ArticleAsk, { kind: 'age' }>, oldEnough: boolean) {
        const outcome = await call((client) => client.catalogue.checkAge({ saleId, years, oldEnough }));
        if (!outcome.ok) return;
        setAsk(null);
        if (oldEnough) await again();
      },
    };
  }, [call, setAsk]);
  return useMemo(() => ({ ask, dismiss, answered, ...actions }), [ask, dismiss, answered, actions]);
}
