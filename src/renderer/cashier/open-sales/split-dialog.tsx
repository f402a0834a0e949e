// Splitting the sale in hand: by item (what is chosen is paid now, and the rest parked; or goes to another open sale), or evenly
// (one sale, paid in parts).
import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineItem } from '../../../shared/line-item.ts';
import { formatMinor } from '../../../shared/money.ts';
import { evenParts, MOST_PARTS } from '../../../shared/parking.ts';
import { spread } from '../../../shared/spread.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyButton, Shortcut } from '../../ui/key-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';

type How = 'items' | 'evenly';

export function SplitDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('parking');
  const taken = useTill(({ checkout: { sale } }) => sale.dueMinor < sale.totals.totalMinor + sale.tipMinor);
  // Lines that are paid for in part stay together.
  const [how, setHow] = useState<How>(taken ? 'evenly' : 'items');
  return (
    <Dialog title={t('splitTitle')} onClose={onClose}>
      {!taken && (
        <Segmented
          label={t('how')}
          segments={[
            { value: 'items', label: t('byItem') },
            { value: 'evenly', label: t('evenly') },
          ]}
          value={how}
          onChange={setHow}
        />
      )}
      {how === 'items' ? <ByItem onClose={onClose} /> : <Evenly onClose={onClose} />}
    </Dialog>
  );
}

function ByItem({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('parking');
  const call = useCall();
  const saleId = useTill((till) => till.checkout.sale.id);
  const lines = useTill((till) => till.checkout.sale.lines);
  const lineTotals = useTill((till) => till.checkout.sale.totals.lines);
  const others = useTill((till) => till.parking.sales);
  const currency = useTill((till) => till.shop.currency);
  const [chosen, choose] = useState<Record<string, number>>({});
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const chosenOf = ({ id, quantity }: LineItem) => Math.min(chosen[id] ?? 0, quantity);
  const tap = (line: LineItem) => {
    const now = chosenOf(line);
    choose({ ...chosen, [line.id]: now === line.quantity ? 0 : line.unit === 'kg' ? line.quantity : now + 1 });
  };
  const share = (line: LineItem, index: number) =>
    spread(lineTotals[index]?.totalMinor ?? 0, [chosenOf(line), line.quantity - chosenOf(line)])[0] ?? 0;
  const goes = lines.filter((line) => chosenOf(line) > 0);
  const all = lines.every((line) => chosenOf(line) === line.quantity);
  const chosenMinor = lines.reduce((sum, line, index) => sum + share(line, index), 0);
  const move = async (toSaleId: string | null) => {
    const moved = goes.map((line) => ({ lineId: line.id, quantity: chosenOf(line), of: line.quantity }));
    const outcome = await call((client) => client.parking.moveLines({ saleId, lines: moved, toSaleId }));
    if (outcome.ok) onClose();
  };
  return (
    <>
      <p>{t('tapExplained')}</p>
      <ol className="split-lines">
        {lines.map((line, index) => (
          <li key={line.id}>
            <button type="button" aria-pressed={chosenOf(line) > 0} onClick={() => tap(line)}>
              <span>{nameIn(line.names, i18n.language)}</span>
              <small>{line.unit === 'piece' && t('chosen', { quantity: chosenOf(line), of: line.quantity })}</small>
              <span className="money">{amount(chosenOf(line) > 0 ? share(line, index) : (lineTotals[index]?.totalMinor ?? 0))}</span>
            </button>
          </li>
        ))}
      </ol>
      <KeyButton kind="primary" size="large" wide shortcut="Enter" disabled={goes.length === 0 || all} onClick={() => void move(null)}>
        {goes.length === 0 ? t('payNothing') : t('payThese', { amount: amount(chosenMinor) })}
      </KeyButton>
      <p className="split-explained">{t('restParked')}</p>
      {others.some((sale) => !sale.awaitsPayment && sale.paidMinor === 0) && (
        <section className="split-targets" aria-label={t('moveTo')}>
          <h3>{t('moveTo')}</h3>
          {others
            .filter((sale) => !sale.awaitsPayment && sale.paidMinor === 0)
            .map((sale) => (
              <Button key={sale.id} disabled={goes.length === 0} onClick={() => void move(sale.id)}>
                {sale.label}
              </Button>
            ))}
        </section>
      )}
    </>
  );
}

function Evenly({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('parking');
  const call = useCall();
  const saleId = useTill((till) => till.checkout.sale.id);
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const currency = useTill((till) => till.shop.currency);
  const [parts, setParts] = useState(2);
  const amount = (minor: number) => formatMinor(minor, currency, localeOf(i18n.language));
  const amounts = evenParts(dueMinor, parts);
  const step = (by: number) => setParts((before) => Math.min(MOST_PARTS, Math.max(2, before + by)));
  const confirm = async () => {
    const outcome = await call((client) => client.parking.divide({ saleId, parts }));
    if (outcome.ok) onClose();
  };
  return (
    <>
      <Shortcut of="ArrowUp" action={() => step(1)} />
      <Shortcut of="ArrowDown" action={() => step(-1)} />
      <div className="cashier-quantity">
        <IconButton icon={Minus} size={28} label={t('fewer')} disabled={parts <= 2} onClick={() => step(-1)} />
        <output aria-label={t('parts')}>{parts}</output>
        <IconButton icon={Plus} size={28} label={t('more')} disabled={parts >= MOST_PARTS} onClick={() => step(1)} />
      </div>
      <ul className="split-parts">
        {[...Map.groupBy(amounts, (minor) => minor)].map(([minor, same]) => (
          <li key={minor} className="money">
            {t('each', { count: same.length, amount: amount(minor) })}
          </li>
        ))}
      </ul>
      <KeyButton kind="primary" size="large" wide shortcut="Enter" disabled={dueMinor < parts} onClick={() => void confirm()}>
        {t('firstPart', { amount: amount(amounts[0] ?? 0) })}
      </KeyButton>
      <p className="split-explained">{t('evenlyExplained')}</p>
    </>
  );
}
