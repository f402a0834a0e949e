// One voucher: why it was issued, every movement of its money, and what a manager can do about it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { Voucher, VoucherDetail } from '../../../shared/voucher.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScreen } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Money } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';
import { standingOf } from './standing.ts';

export function VoucherSheet({ voucherId, today, onClose }: { voucherId: string; today: string; onClose: () => void }) {
  const { t } = useTranslation('tenders');
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const answer = useAnswer(voucherId, journalSeq, (till) => till.vouchers.detail({ voucherId }));
  const detail = answer.value;
  return (
    <Dialog title={detail ? t('voucher.found', { number: detail.voucher.number }) : t('vouchers.title')} shape="sheet" onClose={onClose}>
      {detail === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      {detail && (
        <>
          <VoucherFacts voucher={detail.voucher} blockedFor={detail.blockedFor} today={today} />
          <Doings voucher={detail.voucher} />
          <Movements movements={detail.movements} />
        </>
      )}
    </Dialog>
  );
}

function VoucherFacts({ voucher, blockedFor, today }: { voucher: Voucher; blockedFor: string; today: string }) {
  const { t } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  return (
    <dl className="facts">
      <Fact name={t('vouchers.balance')}>
        <Money minor={voucher.balanceMinor} currency={currency} />
      </Fact>
      <Fact name={t('vouchers.worth')}>
        <Money minor={voucher.issuedMinor} currency={currency} />
      </Fact>
      <Fact name={t('vouchers.state')}>
        {voucher.status === 'blocked' ? t('vouchers.blockedFor', { reason: blockedFor }) : t(`vouchers.status.${standingOf(voucher, today)}`)}
      </Fact>
      <Fact name={t('vouchers.lastDay')}>{voucher.lastDay ?? t('vouchers.forEver')}</Fact>
      <Fact name={t('vouchers.issued')}>
        <Origin of={voucher.origin} />
      </Fact>
    </dl>
  );
}

function Origin({ of: origin }: { of: Voucher['origin'] }) {
  const { t } = useTranslation('tenders');
  switch (origin.kind) {
    case 'sale':
      return t('vouchers.origin.sale', { number: origin.receiptNumber });
    case 'refund':
      return t('vouchers.origin.refund');
    case 'replacement':
      return t('vouchers.origin.replacement', { number: origin.voucherNumber });
  }
}

/** What is done for a reason asks for it first. */
function Doings({ voucher }: { voucher: Voucher }) {
  const { t, i18n } = useTranslation('tenders');
  const call = useCall();
  const { store } = useScreen();
  const currency = useTill((till) => till.shop.currency);
  const [doing, begin] = useState<'block' | 'replace' | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const { id: voucherId } = voucher;
  const run = async (work: (till: TillClient) => Promise<unknown>) => {
    setBusy(true);
    const outcome = await call(work);
    setBusy(false);
    if (!outcome.ok) return;
    begin(null);
    setReason('');
  };
  const replace = async () => {
    setBusy(true);
    const outcome = await call((till) => till.vouchers.replace({ voucherId, reason: reason.trim() }));
    setBusy(false);
    if (!outcome.ok) return;
    begin(null);
    setReason('');
    store.getState().notify({ tone: 'done', title: t('vouchers.replaced', { number: outcome.value.voucherNumber }) });
  };
  if (doing !== null) {
    const explained =
      doing === 'block'
        ? t('vouchers.blockExplained')
        : t('vouchers.replaceExplained', { amount: formatMinor(voucher.balanceMinor, currency, localeOf(i18n.language)) });
    const confirm = () => (doing === 'block' ? run((till) => till.vouchers.block({ voucherId, reason: reason.trim() })) : replace());
    return (
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') void confirm();
        }}
      >
        <p>{explained}</p>
        <label className="settings-field">
          <span>{t('vouchers.reason')}</span>
          <input className="field" maxLength={200} autoComplete="off" value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        <p className="settings-hint">{t('vouchers.reasonNeeded')}</p>
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={reason.trim() === ''}>
            {t(doing === 'block' ? 'vouchers.block' : 'vouchers.replaceNow')}
          </Button>
          <Button kind="plain" onClick={() => begin(null)}>
            {t('vouchers.close')}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className="settings-actions">
      {voucher.status === 'active' && voucher.balanceMinor > 0 && <Button onClick={() => begin('block')}>{t('vouchers.block')}</Button>}
      {voucher.status === 'blocked' && (
        <Button busy={busy} onClick={() => void run((till) => till.vouchers.unblock({ voucherId }))}>
          {t('vouchers.unblock')}
        </Button>
      )}
      {voucher.balanceMinor > 0 && <Button onClick={() => begin('replace')}>{t('vouchers.replace')}</Button>}
    </div>
  );
}

function Movements({ movements }: Pick<VoucherDetail, 'movements'>) {
  const { t, i18n } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  return (
    <>
      <h3>{t('vouchers.movements')}</h3>
      <ul className="staff-list vouchers-movements">
        {movements.toReversed().map(({ atMs, kind, amountMinor, balanceMinor, staffName }) => (
          <li key={`${atMs} ${kind} ${balanceMinor}`}>
            <span>
              <b>{t(`vouchers.movement.${kind}`)}</b>
              <small>
                {momentWords(atMs, localeOf(i18n.language), timeZone)}
                {staffName !== '' && ` · ${staffName}`}
              </small>
            </span>
            <span className="vouchers-balance">
              <Money minor={amountMinor} currency={currency} />
              <small>
                <Money minor={balanceMinor} currency={currency} />
              </small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
