// Numbers as the manager reads them: counts, sat, shares, and the link from a number to the sales it is made of.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesFilter } from '../../shared/reports.ts';
import { localeOf } from '../i18n/i18n.ts';
import { HOME, hashOf } from './route.ts';

export function countWords(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** 1284 grams: "1.284 kg". */
export function weightWords(grams: number, locale: string): string {
  return `${new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(grams / 1000)} kg`;
}

/** What was sold of something: how many, and how much of what is weighed. */
export function useSoldWords(): (sold: { quantity: number; grams: number }) => string {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  return ({ quantity, grams }) =>
    [
      (quantity !== 0 || grams === 0) && t('articles.pieces', { count: quantity, amount: countWords(quantity, locale) }),
      grams !== 0 && t('articles.weight', { amount: weightWords(grams, locale) }),
    ]
      .filter(Boolean)
      .join(' · ');
}

/** msat as sat, to the last msat: "12,345.678". */
export function satWords(msat: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(msat / 1000);
}

/** 88,750 parts per million: "8.875%". */
export function rateWords(ratePpm: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 }).format(ratePpm / 1_000_000);
}

export function Count({ of }: { of: number }) {
  const { i18n } = useTranslation();
  return <span className="money">{countWords(of, localeOf(i18n.language))}</span>;
}

export interface SalesLinkProps {
  filter: SalesFilter;
  /** What the filter's article or person is called. */
  named?: string;
  className?: string;
  /** Part of a picture whose table has the same links: not a second stop for the keyboard. */
  pointerOnly?: boolean;
  children: ReactNode;
}

/** Opens the sales behind a number. */
export function SalesLink({ filter, named, className, pointerOnly, children }: SalesLinkProps) {
  return (
    <a className={className} href={hashOf({ ...HOME, page: 'sales', filter, named: named ?? null })} tabIndex={pointerOnly ? -1 : undefined}>
      {children}
    </a>
  );
}
