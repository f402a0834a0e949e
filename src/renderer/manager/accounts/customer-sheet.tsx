// One customer: who they are and how much they may owe, changed on the spot, and the statement of their account.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountStatement, Customer } from '../../../shared/account.ts';
import { minorDigits, minorToDecimal } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { typedMinor } from '../../shift/typed-minor.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Money } from '../../ui/money.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';
import { CustomerCards } from './customer-cards.tsx';

/** Null for somebody new. */
export function CustomerSheet({ customerId, onClose }: { customerId: string | null; onClose: () => void }) {
  const { t } = useTranslation('tenders');
  return customerId === null ? (
    <Dialog title={t('customers.add')} shape="sheet" onClose={onClose}>
      <CustomerForm customer={null} onDone={onClose} />
    </Dialog>
  ) : (
    <KnownCustomer customerId={customerId} onClose={onClose} />
  );
}

function KnownCustomer({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation('tenders');
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const [pages, setPages] = useState<readonly (number | null)[]>([null]);
  const answer = useAnswer(JSON.stringify([customerId, pages]), journalSeq, (till) =>
    Promise.all(pages.map((cursor) => till.accounts.statement({ customerId, cursor }))),
  );
  const customer = answer.value?.[0]?.customer;
  const next = answer.value?.at(-1)?.nextCursor ?? null;
  return (
    <Dialog title={customer?.name ?? t('customers.title')} shape="sheet" onClose={onClose}>
      {answer.value === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      {customer && answer.value && (
        <>
          <CustomerForm key={JSON.stringify(customer)} customer={customer} onDone={onClose} />
          <CustomerCards customerId={customer.id} name={customer.name} />
          <h3>{t('customers.statement')}</h3>
          <Movements movements={answer.value.flatMap((page) => page.movements)} />
          {next !== null && <Button onClick={() => setPages([...pages, next])}>{t('vouchers.more')}</Button>}
        </>
      )}
    </Dialog>
  );
}

function CustomerForm({ customer, onDone }: { customer: Customer | null; onDone: () => void }) {
  const { t } = useTranslation('tenders');
  const call = useCall();
  const formId = useId();
  const currency = useTill((till) => till.shop.currency);
  const [name, setName] = useState(customer?.name ?? '');
  const [phone, setPhone] = useState(customer?.phone ?? '');
  const [email, setEmail] = useState(customer?.email ?? '');
  const [limit, setLimit] = useState(customer ? minorToDecimal(customer.limitMinor, minorDigits(currency)) : '');
  const [active, setActive] = useState(customer?.active ?? true);
  const [busy, setBusy] = useState(false);
  const limitMinor = limit.trim() === '' ? 0 : typedMinor(limit, currency);
  const entry = { name: name.trim(), phone: phone.trim(), email: email.trim(), limitMinor: limitMinor ?? 0, active };
  const { id: _, balanceMinor: _balance, ...kept } = customer ?? { id: '', balanceMinor: 0 };
  const changed = JSON.stringify(entry) !== JSON.stringify(kept);
  const ready = entry.name !== '' && limitMinor !== null && changed;
  const save = async () => {
    setBusy(true);
    const outcome = await call((till) =>
      customer ? till.accounts.change({ ...entry, customerId: customer.id }).then(() => undefined) : till.accounts.add(entry).then(() => undefined),
    );
    setBusy(false);
    if (outcome.ok && !customer) onDone();
  };
  const field = (label: string, value: string, set: (value: string) => void, more: { maxLength: number; type?: string; inputMode?: 'decimal' }) => (
    <div className="settings-field">
      <label htmlFor={`${formId}-${label}`}>{label}</label>
      <input id={`${formId}-${label}`} className="field" autoComplete="off" value={value} onChange={(event) => set(event.target.value)} {...more} />
    </div>
  );
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void save();
      }}
    >
      {field(t('customers.name'), name, setName, { maxLength: 80 })}
      {field(t('customers.phone'), phone, setPhone, { maxLength: 40, type: 'tel' })}
      {field(t('customers.email'), email, setEmail, { maxLength: 120, type: 'email' })}
      {field(`${t('customers.limit')} (${currency})`, limit, setLimit, { maxLength: 20, inputMode: 'decimal' })}
      {customer && (
        <label className="staff-option">
          <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />
          {t('customers.active')}
        </label>
      )}
      <div className="settings-actions">
        <Button kind="primary" submit busy={busy} disabled={!ready}>
          {t('customers.save')}
        </Button>
      </div>
    </form>
  );
}

function Movements({ movements }: Pick<AccountStatement, 'movements'>) {
  const { t, i18n } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  if (movements.length === 0) return <p className="settings-hint">{t('customers.noMovements')}</p>;
  return (
    <ul className="staff-list vouchers-movements">
      {movements.map(({ atMs, kind, amountMinor, balanceMinor, staffName, receiptNumber }) => (
        <li key={`${atMs} ${kind} ${balanceMinor}`}>
          <span>
            <b>{t(`customers.movement.${kind}`)}</b>
            <small>
              {momentWords(atMs, localeOf(i18n.language), timeZone)}
              {receiptNumber !== null && ` · ${receiptNumber}`}
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
  );
}
