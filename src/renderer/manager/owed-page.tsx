// A list of what is owed, whoever owes it: the sum of it, a search, a row each with what is left of how much. Vouchers and accounts.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { Money } from '../ui/money.tsx';
import { useTill } from './till.ts';
import { Unanswered } from './unanswered.tsx';
import type { Answer } from './use-answer.ts';
import './settings/settings.css';
import './staff/staff.css';
import './vouchers/vouchers.css';

export interface OwedPageProps {
  title: string;
  /** What the sum is called. */
  owed: string;
  owedMinor: number;
  search: { label: string; maxLength: number; text: string; onText: (text: string) => void };
  /** What else narrows the list, or adds to it. */
  beside: ReactNode;
  answer: Pick<Answer<unknown>, 'value' | 'failure' | 'again'>;
  rows: readonly ReactNode[];
  /** What stands there where nothing is found. */
  none: { icon: LucideIcon; title: string; explained: string };
  children: ReactNode;
}

export function OwedPage({ title, owed, owedMinor, search, beside, answer, rows, none, children }: OwedPageProps) {
  const currency = useTill((till) => till.shop.currency);
  return (
    <div className="settings vouchers">
      <header className="vouchers-head">
        <h1>{title}</h1>
        <p>
          {owed} <Money minor={owedMinor} currency={currency} />
        </p>
      </header>
      <div className="vouchers-narrow">
        <input
          className="field"
          type="search"
          aria-label={search.label}
          placeholder={search.label}
          maxLength={search.maxLength}
          value={search.text}
          onChange={(event) => search.onText(event.target.value)}
        />
        {beside}
      </div>
      {answer.value === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      {answer.value !== null && rows.length === 0 && (
        <EmptyState icon={none.icon} title={none.title}>
          {none.explained}
        </EmptyState>
      )}
      <ul className="staff-list">{rows}</ul>
      {children}
    </div>
  );
}

export interface OwedRowProps {
  name: string;
  note: string;
  /** It counts no more. */
  away: boolean;
  about: string;
  balanceMinor: number;
  ofMinor: number;
  onOpen: () => void;
}

export function OwedRow({ name, note, away, about, balanceMinor, ofMinor, onOpen }: OwedRowProps) {
  const currency = useTill((till) => till.shop.currency);
  return (
    <li>
      <button type="button" className="staff-row vouchers-row" onClick={onOpen}>
        <b className="staff-name" data-away={away || undefined}>
          {name}
          {note !== '' && <small> {note}</small>}
        </b>
        <span>{about}</span>
        <span className="vouchers-balance">
          <Money minor={balanceMinor} currency={currency} /> <small>/ </small>
          <small>
            <Money minor={ofMinor} currency={currency} />
          </small>
        </span>
      </button>
    </li>
  );
}
