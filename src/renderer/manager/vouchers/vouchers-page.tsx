// The vouchers: what the shop owes in them, each with what is left on it, and one of them opened with all that happened to it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shopDay } from '../../../shared/shop-day.ts';
import type { Voucher } from '../../../shared/voucher.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useMainNow } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Money } from '../../ui/money.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';
import { standingOf } from './standing.ts';
import { VoucherSheet } from './voucher-sheet.tsx';
import '../settings/settings.css';
import '../staff/staff.css';
import './vouchers.css';

const MINUTE_MS = 60_000;

export function VouchersPage() {
  const { t } = useTranslation('tenders');
  const { t: tManager } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  const shop = useTill((till) => till.shop);
  const today = shopDay(useMainNow(MINUTE_MS), shop).day;
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const [text, setText] = useState('');
  const [spent, setSpent] = useState(false);
  const [pages, setPages] = useState<readonly (number | null)[]>([null]);
  const [openId, open] = useState<string | null>(null);
  const question = JSON.stringify({ text, spent, pages });
  const answer = useAnswer(question, journalSeq, (till) =>
    Promise.all(pages.map((cursor) => till.vouchers.page({ text: text.trim(), spent, cursor }))),
  );
  const rows = answer.value?.flatMap((page) => page.rows) ?? [];
  const next = answer.value?.at(-1)?.nextCursor ?? null;
  const narrow = (change: () => void) => {
    change();
    setPages([null]);
  };
  return (
    <div className="settings vouchers">
      <header className="vouchers-head">
        <h1>{t('vouchers.title')}</h1>
        <p>
          {t('vouchers.owed')} <Money minor={answer.value?.[0]?.owedMinor ?? 0} currency={currency} />
        </p>
      </header>
      <div className="vouchers-narrow">
        <input
          className="field"
          type="search"
          aria-label={t('vouchers.search')}
          placeholder={t('vouchers.search')}
          maxLength={40}
          value={text}
          onChange={(event) => narrow(() => setText(event.target.value))}
        />
        <label className="staff-option">
          <input type="checkbox" checked={spent} onChange={(event) => narrow(() => setSpent(event.target.checked))} />
          {t('vouchers.showSpent')}
        </label>
      </div>
      {answer.value === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      {answer.value && rows.length === 0 && (
        <EmptyState icon={TENDER_ICONS.voucher} title={t('vouchers.none')}>
          {t('vouchers.noneExplained')}
        </EmptyState>
      )}
      <ul className="staff-list">
        {rows.map((voucher) => (
          <VoucherRow key={voucher.id} voucher={voucher} today={today} onOpen={() => open(voucher.id)} />
        ))}
      </ul>
      {next !== null && <Button onClick={() => setPages([...pages, next])}>{t('vouchers.more')}</Button>}
      <span className="visually-hidden" role="status">
        {tManager('sale.itemCount', { count: rows.length })}
      </span>
      {openId !== null && <VoucherSheet voucherId={openId} today={today} onClose={() => open(null)} />}
    </div>
  );
}

function VoucherRow({ voucher, today, onOpen }: { voucher: Voucher; today: string; onOpen: () => void }) {
  const { t, i18n } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const standing = standingOf(voucher, today);
  return (
    <li>
      <button type="button" className="staff-row vouchers-row" onClick={onOpen}>
        <b className="staff-name" data-away={standing !== 'active' || undefined}>
          {voucher.number}
          <small> {momentWords(voucher.issuedAtMs, localeOf(i18n.language), timeZone)}</small>
        </b>
        <span>{t(`vouchers.status.${standing}`)}</span>
        <span className="vouchers-balance">
          <Money minor={voucher.balanceMinor} currency={currency} /> <small>/ </small>
          <small>
            <Money minor={voucher.issuedMinor} currency={currency} />
          </small>
        </span>
      </button>
    </li>
  );
}
