// How much there is of an article, or of each of its variants: received, counted or lost, and what became of it before.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockMoveInput } from '../../../shared/contract/catalogue.ts';
import type { Unit } from '../../../shared/line-item.ts';
import { LOSS_REASONS, type LossReason, type StockLevel } from '../../../shared/stock.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { Choice } from './fields.tsx';

const KINDS = ['received', 'counted', 'lost'] as const;

export function StockSection({ stock }: { stock: readonly StockLevel[] }) {
  const { t, i18n } = useTranslation('articles');
  const [chosen, choose] = useState(stock[0]?.sellableId ?? '');
  const level = stock.find(({ sellableId }) => sellableId === chosen) ?? stock[0];
  if (!level) return null;
  return (
    <section className="articles-stock">
      <h3>{t('stock.title')}</h3>
      {stock.length > 1 && (
        <Choice
          label={t('stock.of')}
          value={level.sellableId}
          options={stock.map(({ sellableId, names }) => ({ id: sellableId, name: nameIn(names, i18n.language) }))}
          onValue={choose}
        />
      )}
      <p className="articles-level" data-low={level.quantity < 0 || (level.lowStock !== null && level.quantity <= level.lowStock) || undefined}>
        {t('stock.there')} <b>{amountWords(level.quantity, level.unit, localeOf(i18n.language))}</b>
      </p>
      <MoveForm key={level.sellableId} level={level} />
      <History level={level} />
    </section>
  );
}

export function amountWords(quantity: number, unit: Unit, locale: string): string {
  if (unit === 'kg') return `${(quantity / 1000).toLocaleString(locale, { minimumFractionDigits: 3 })} kg`;
  return quantity.toLocaleString(locale);
}

function MoveForm({ level }: { level: StockLevel }) {
  const { t } = useTranslation('articles');
  const call = useCall();
  const id = useId();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('received');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<LossReason>('broken');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const quantity = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : null;
  const ready = quantity !== null && (quantity > 0 || kind === 'counted');
  const save = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const common = { sellableId: level.sellableId, quantity, note: note.trim() };
    const move: StockMoveInput = kind === 'lost' ? { kind, ...common, reason } : { kind, ...common };
    const outcome = await call((till) => till.catalogue.moveStock({ moves: [move] }));
    setBusy(false);
    if (!outcome.ok) return;
    setTyped('');
    setNote('');
  };
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Segmented label={t('stock.what')} segments={KINDS.map((value) => ({ value, label: t(`stock.${value}`) }))} value={kind} onChange={setKind} />
      {kind === 'lost' && (
        <Choice
          label={t('stock.reason')}
          value={reason}
          options={LOSS_REASONS.map((one) => ({ id: one, name: t(`stock.reasons.${one}`) }))}
          onValue={(one) => setReason(LOSS_REASONS.find((known) => known === one) ?? 'other')}
        />
      )}
      <div className="articles-move">
        <div className="settings-field">
          <label htmlFor={`${id}-quantity`}>{t(level.unit === 'kg' ? 'stock.grams' : 'stock.pieces')}</label>
          <input
            id={`${id}-quantity`}
            className="field"
            inputMode="numeric"
            autoComplete="off"
            maxLength={9}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <div className="settings-field">
          <label htmlFor={`${id}-note`}>{t('stock.note')}</label>
          <input
            id={`${id}-note`}
            className="field"
            autoComplete="off"
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </div>
      <Button submit busy={busy} disabled={!ready}>
        {t('stock.save')}
      </Button>
    </form>
  );
}

function History({ level }: { level: StockLevel }) {
  const { t, i18n } = useTranslation('articles');
  const locale = localeOf(i18n.language);
  const timeZone = useTill((till) => till.shop.timeZone);
  const atWords = new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const answer = useAnswer(`stock ${level.sellableId}`, journalSeq, (till) => till.catalogue.stockHistory({ sellableId: level.sellableId }));
  if (!answer.value) return answer.failure ? <Unanswered failure={answer.failure} onAgain={answer.again} /> : null;
  if (answer.value.length === 0) return <p className="settings-hint">{t('stock.nothingYet')}</p>;
  return (
    <table className="articles-history">
      <caption className="visually-hidden">{t('stock.history')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('stock.when')}</th>
          <th scope="col">{t('stock.what')}</th>
          <th scope="col">{t('stock.change')}</th>
          <th scope="col">{t('stock.after')}</th>
        </tr>
      </thead>
      <tbody>
        {answer.value.map((movement) => (
          <tr key={movement.seq}>
            <td>{atWords.format(movement.atMs)}</td>
            <td>
              {t(`stock.${movement.kind}`)}
              {movement.reason && ` · ${t(`stock.reasons.${movement.reason}`)}`}
              {movement.note && ` · ${movement.note}`}
              {movement.staffName && <small> {movement.staffName}</small>}
            </td>
            <td className="articles-figure">
              {movement.change > 0 ? '+' : ''}
              {amountWords(movement.change, level.unit, locale)}
            </td>
            <td className="articles-figure">{amountWords(movement.after, level.unit, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
