// The vouchers: what the shop owes in them, each with what is left on it, and one of them opened with all that happened to it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shopDay } from '../../../shared/shop-day.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useMainNow } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { OwedPage, OwedRow } from '../owed-page.tsx';
import { useTill } from '../till.ts';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';
import { standingOf } from './standing.ts';
import { VoucherSheet } from './voucher-sheet.tsx';

const MINUTE_MS = 60_000;

export function VouchersPage() {
  const { t, i18n } = useTranslation('tenders');
  const { t: tManager } = useTranslation('manager');
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
  const vouchers = answer.value?.flatMap((page) => page.rows) ?? [];
  const next = answer.value?.at(-1)?.nextCursor ?? null;
  const narrow = (change: () => void) => {
    change();
    setPages([null]);
  };
  return (
    <OwedPage
      title={t('vouchers.title')}
      owed={t('vouchers.owed')}
      owedMinor={answer.value?.[0]?.owedMinor ?? 0}
      search={{ label: t('vouchers.search'), maxLength: 40, text, onText: (typed) => narrow(() => setText(typed)) }}
      beside={
        <label className="staff-option">
          <input type="checkbox" checked={spent} onChange={(event) => narrow(() => setSpent(event.target.checked))} />
          {t('vouchers.showSpent')}
        </label>
      }
      answer={answer}
      rows={vouchers.map((voucher) => {
        const standing = standingOf(voucher, today);
        return (
          <OwedRow
            key={voucher.id}
            name={voucher.number}
            note={momentWords(voucher.issuedAtMs, localeOf(i18n.language), shop.timeZone)}
            away={standing !== 'active'}
            about={t(`vouchers.status.${standing}`)}
            balanceMinor={voucher.balanceMinor}
            ofMinor={voucher.issuedMinor}
            onOpen={() => open(voucher.id)}
          />
        );
      })}
      none={{ icon: TENDER_ICONS.voucher, title: t('vouchers.none'), explained: t('vouchers.noneExplained') }}
    >
      {next !== null && <Button onClick={() => setPages([...pages, next])}>{t('vouchers.more')}</Button>}
      <span className="visually-hidden" role="status">
        {tManager('sale.itemCount', { count: vouchers.length })}
      </span>
      {openId !== null && <VoucherSheet voucherId={openId} today={today} onClose={() => open(null)} />}
    </OwedPage>
  );
}
