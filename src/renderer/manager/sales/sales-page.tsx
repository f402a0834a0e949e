// Every sale, newest first: found by receipt number, amount, payment hash or article, narrowed down by chips, opened by a press.
import { ReceiptText, Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { SaleRow, SalesFilter } from '../../../shared/reports.ts';
import { whatIsScanned } from '../../../shared/scanned-thing.ts';
import { shopDay } from '../../../shared/shop-day.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useMainNow, useScans, useShortcut } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { hashOf, type Route } from '../route.ts';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { go, goInstead } from '../use-route.ts';
import { dayWords, timeWords } from '../when.ts';
import { FilterChips } from './filter-chips.tsx';
import { byDay } from './sale-list.ts';
import { useSales } from './use-sales.ts';
import './sales.css';

/** A search starts when the typing rests. */
const REST_MS = 250;
const MINUTE_MS = 60_000;

export function SalesPage({ route }: { route: Route }) {
  const { t, i18n } = useTranslation('manager');
  const shop = useTill((till) => till.shop);
  const today = shopDay(useMainNow(MINUTE_MS), shop).day;
  const { filter } = route;
  const sales = useSales(filter);
  const { list } = sales;
  const narrowed = Object.keys(filter).length > 0;
  const call = useCall();
  useScans(async (text) => {
    if (whatIsScanned(text) !== 'receipt') return goInstead({ ...route, filter: withText(filter, text) });
    const found = await call((till) => till.refunds.find({ receipt: text }));
    if (found.ok) go({ ...route, saleId: found.value.saleId });
  });
  return (
    <div className="sales">
      <h1 className="visually-hidden">{t('nav.sales')}</h1>
      <SearchField text={filter.text ?? ''} onText={(text) => goInstead({ ...route, filter: withText(filter, text) })} />
      <FilterChips filter={filter} named={route.named} today={today} onChange={(changed) => go({ ...route, filter: changed })} />
      {sales.failure && <Unanswered failure={sales.failure} onAgain={sales.again} />}
      {list?.rows.length === 0 && list.nextCursor === null && (
        <EmptyState icon={ReceiptText} title={t(narrowed ? 'sales.noneFound' : 'sales.none')}>
          {t(narrowed ? 'sales.noneFoundNext' : 'sales.noneNext')}
        </EmptyState>
      )}
      {list &&
        byDay(list.rows, (atMs) => shopDay(atMs, shop).day).map(({ day, rows }) => (
          <section key={day} className="sales-day" aria-labelledby={`sales-${day}`}>
            <h2 id={`sales-${day}`}>{dayWords(day, localeOf(i18n.language), today.slice(0, 4))}</h2>
            <SaleRows rows={rows} route={route} />
          </section>
        ))}
      {!list && !sales.failure && <p className="manager-counting">{t('counting')}</p>}
      {list?.nextCursor && (
        <div className="sales-more">
          <Button busy={sales.loadingOlder} onClick={sales.older}>
            {t(sales.loadingOlder ? 'sales.looking' : 'sales.older')}
          </Button>
        </div>
      )}
    </div>
  );
}

function withText(filter: SalesFilter, text: string): SalesFilter {
  const { text: _before, ...rest } = filter;
  return text.trim() === '' ? rest : { ...rest, text: text.trim() };
}

function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation('manager');
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const newestOnText = useRef(onText);
  useEffect(() => {
    newestOnText.current = onText;
  });
  // The address changed under the field: the way back, or a link.
  useEffect(() => {
    if (text !== sent.current) setTyped(text);
    sent.current = text;
  }, [text]);
  useEffect(() => {
    if (typed.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      newestOnText.current(typed);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useShortcut('/', () => field.current?.focus());
  return (
    <search className="sales-search">
      <Icon of={Search} />
      <input
        ref={field}
        type="search"
        className="field"
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        aria-label={t('sales.search')}
        aria-keyshortcuts="/"
        placeholder={t('sales.searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {typed !== '' && (
        <IconButton
          icon={X}
          label={t('sales.clearSearch')}
          onClick={() => {
            setTyped('');
            field.current?.focus();
          }}
        />
      )}
    </search>
  );
}

function SaleRows({ rows, route }: { rows: readonly SaleRow[]; route: Route }) {
  const { t, i18n } = useTranslation('manager');
  const { t: tTenders } = useTranslation('tenders');
  const locale = localeOf(i18n.language);
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  return (
    <table className="sales-table">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('sale.time')}</th>
          <th scope="col">{t('sale.receipt')}</th>
          <th scope="col">{t('sale.items')}</th>
          <th scope="col">{t('people.person')}</th>
          <th scope="col">{t('tenders.tender')}</th>
          <th scope="col">{t(route.filter.tenderKind === undefined ? 'sale.total' : 'sale.paid')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.saleId} data-status={row.status}>
            <td className="sales-time">{timeWords(row.atMs, locale, timeZone)}</td>
            <th scope="row">
              <a href={hashOf({ ...route, saleId: row.saleId })}>{row.receiptNumber ?? t(`status.${row.status}`)}</a>
            </th>
            <td className="sales-items">{t('sale.itemCount', { count: row.itemCount })}</td>
            <td className="sales-staff">{row.staffName || t('nobody')}</td>
            <td className="sales-tenders">
              {row.tenderKinds.map((kind) => (
                <span key={kind} data-tender={kind}>
                  <Icon of={TENDER_ICONS[kind]} size={20} />
                  <span>{tTenders(`kind.${kind}`)}</span>
                </span>
              ))}
            </td>
            <td className="sales-total">
              <Money minor={row.tenderMinor ?? row.totalMinor} currency={currency} />
              {row.tenderMinor !== null && row.tenderMinor !== row.totalMinor && (
                <small>{t('sale.ofTotal', { amount: formatMinor(row.totalMinor, currency, locale) })}</small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
