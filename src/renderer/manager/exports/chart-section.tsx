// The accounts that postings name: a number and a name for each, and of their own for tax classes and rates that the shop has.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCOUNT_KEYS, type Account, type ChartOfAccounts, chartSchema } from '../../../shared/accounting.ts';
import type { TaxClass } from '../../../shared/tax-class.ts';
import { useCall, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { percentOfPpm } from '../settings/percent.ts';
import { SettingsSection } from '../settings/settings-section.tsx';
import { useTill } from '../till.ts';

const EMPTY: Account = { number: '', name: '' };

/** With a row for each class and each rate; empty ones go to the account for all. */
function asTyped(chart: ChartOfAccounts, taxClasses: readonly TaxClass[]): ChartOfAccounts {
  const rates = [...new Set(taxClasses.flatMap(({ ratePpm, changes }) => [ratePpm, ...changes.map((change) => change.ratePpm)]))];
  return {
    accounts: chart.accounts,
    revenue: [
      ...chart.revenue,
      ...taxClasses.filter(({ id }) => !chart.revenue.some(({ taxClassId }) => taxClassId === id)).map(({ id }) => ({ ...EMPTY, taxClassId: id })),
    ],
    taxes: [
      ...chart.taxes,
      ...rates.filter((rate) => !chart.taxes.some(({ ratePpm }) => ratePpm === rate)).map((ratePpm) => ({ ...EMPTY, ratePpm })),
    ],
  };
}

const isSaid = ({ number, name }: Account) => number.trim() !== '' || name.trim() !== '';

function asKept({ accounts, revenue, taxes }: ChartOfAccounts): ChartOfAccounts | null {
  const kept = chartSchema.safeParse({ accounts, revenue: revenue.filter(isSaid), taxes: taxes.filter(isSaid) });
  return kept.success ? kept.data : null;
}

export function ChartSection({ chart, onSaved }: { chart: ChartOfAccounts; onSaved: () => void }) {
  const { t } = useTranslation('exports');
  const { t: common } = useTranslation('manager');
  const call = useCall();
  const { store } = useScreen();
  const taxClasses = useTill((till) => till.shop.taxClasses);
  const before = JSON.stringify(asTyped(chart, taxClasses));
  const [typed, setTyped] = useState<ChartOfAccounts>(() => JSON.parse(before));
  const [busy, setBusy] = useState(false);
  useEffect(() => setTyped(JSON.parse(before)), [before]);
  const kept = asKept(typed);
  const changed = JSON.stringify(typed) !== before;
  const save = async () => {
    if (!kept) return;
    setBusy(true);
    const outcome = await call((till) => till.accounting.putChart(kept));
    setBusy(false);
    if (!outcome.ok) return;
    store.getState().notify({ tone: 'done', title: t('chart.saved'), body: t('chart.savedNext') });
    onSaved();
  };
  // A class of the first chart that the shop does not have is called what its account is.
  const classNames = new Map([
    ...chart.revenue.map(({ taxClassId, name }) => [taxClassId, name] as const),
    ...taxClasses.map(({ id, name }) => [id, name] as const),
  ]);
  return (
    <SettingsSection title={t('chart.title')} explained={t('chart.explained')}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && kept) void save();
        }}
      >
        <table className="exports-chart">
          <thead>
            <tr>
              <th scope="col">{t('chart.what')}</th>
              <th scope="col">{t('chart.number')}</th>
              <th scope="col">{t('chart.name')}</th>
            </tr>
          </thead>
          <tbody>
            {ACCOUNT_KEYS.map((key) => (
              <AccountRow
                key={key}
                label={t(`account.${key}`)}
                account={typed.accounts[key]}
                onChange={(account) => setTyped({ ...typed, accounts: { ...typed.accounts, [key]: account } })}
              />
            ))}
            {typed.revenue.map((one, at) => (
              <AccountRow
                key={one.taxClassId}
                label={t('chart.revenueOf', { name: classNames.get(one.taxClassId) ?? one.taxClassId })}
                account={one}
                onChange={(account) => setTyped({ ...typed, revenue: typed.revenue.with(at, { ...account, taxClassId: one.taxClassId }) })}
              />
            ))}
            {typed.taxes.map((one, at) => (
              <AccountRow
                key={one.ratePpm}
                label={t('chart.taxOf', { rate: percentOfPpm(one.ratePpm) })}
                account={one}
                onChange={(account) => setTyped({ ...typed, taxes: typed.taxes.with(at, { ...account, ratePpm: one.ratePpm }) })}
              />
            ))}
          </tbody>
        </table>
        <p className="settings-hint" data-wrong={!kept || undefined}>
          {kept ? t('chart.hint') : t('chart.wrong')}
        </p>
        <div className="settings-actions">
          <Button kind="primary" submit busy={busy} disabled={!changed || !kept}>
            {common('settings.save')}
          </Button>
          {changed && (
            <Button kind="plain" onClick={() => setTyped(JSON.parse(before))}>
              {common('settings.undo')}
            </Button>
          )}
        </div>
      </form>
    </SettingsSection>
  );
}

function AccountRow({ label, account, onChange }: { label: string; account: Account; onChange: (account: Account) => void }) {
  const { t } = useTranslation('exports');
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <input
          className="field"
          aria-label={t('chart.numberOf', { label })}
          maxLength={20}
          value={account.number}
          onChange={(event) => onChange({ number: event.target.value, name: account.name })}
        />
      </td>
      <td>
        <input
          className="field"
          aria-label={t('chart.nameOf', { label })}
          maxLength={60}
          value={account.name}
          onChange={(event) => onChange({ number: account.number, name: event.target.value })}
        />
      </td>
    </tr>
  );
}
