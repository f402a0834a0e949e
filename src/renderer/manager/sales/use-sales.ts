// The list of sales behind a filter: the newest page kept up to date, older ones fetched as they are asked for. A page may
// be short or empty with more to come, so the till is asked on by itself for a while before a person has to.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SalesFilter } from '../../../shared/reports.ts';
import type { Failure } from '../../failure.ts';
import { failureOf } from '../../failure.ts';
import { useScreen } from '../../screen.tsx';
import { useTill } from '../till.ts';
import { useAnswer } from '../use-answer.ts';
import { type SaleList, withNewest, withOlder } from './sale-list.ts';

/** Fewer rows are not worth a look: the next page is fetched as well. */
const WORTH_A_LOOK = 20;
/** Pages looked through without being asked again. */
const PAGES_AT_ONCE = 12;

export interface Sales {
  /** Null until the first page has come. */
  list: SaleList | null;
  failure: Failure | null;
  loadingOlder: boolean;
  again: () => void;
  older: () => void;
}

export function useSales(filter: SalesFilter): Sales {
  const { client } = useScreen();
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const question = JSON.stringify(filter);
  const newest = useAnswer(question, journalSeq, (till) => till.reports.sales({ filter, cursor: null }));
  const [kept, keep] = useState<{ question: string; list: SaleList | null }>({ question, list: null });
  const [olderFailure, setOlderFailure] = useState<Failure | null>(null);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const pagesByItself = useRef({ question, left: PAGES_AT_ONCE });
  const list = kept.question === question ? kept.list : null;

  useEffect(() => {
    const page = newest.value;
    if (page) keep((before) => ({ question, list: withNewest(before.question === question ? before.list : null, page) }));
  }, [newest.value, question]);

  const fetchOlder = useCallback(async () => {
    const cursor = list?.nextCursor;
    if (!cursor || loadingOlder) return;
    setLoadingOlder(true);
    setOlderFailure(null);
    try {
      const page = await client.reports.sales({ filter: JSON.parse(question) as SalesFilter, cursor });
      keep((before) => (before.question === question && before.list ? { question, list: withOlder(before.list, page) } : before));
    } catch (error) {
      setOlderFailure(failureOf(error));
    } finally {
      setLoadingOlder(false);
    }
  }, [client, list, loadingOlder, question]);

  useEffect(() => {
    if (pagesByItself.current.question !== question) pagesByItself.current = { question, left: PAGES_AT_ONCE };
    if (!list || list.rows.length >= WORTH_A_LOOK || list.nextCursor === null || olderFailure || loadingOlder) return;
    if (pagesByItself.current.left === 0) return;
    pagesByItself.current.left -= 1;
    void fetchOlder();
  }, [question, list, olderFailure, loadingOlder, fetchOlder]);

  return {
    list,
    failure: newest.failure ?? olderFailure,
    loadingOlder,
    again: newest.failure ? newest.again : () => void fetchOlder(),
    older: () => {
      pagesByItself.current = { question, left: PAGES_AT_ONCE };
      void fetchOlder();
    },
  };
}
