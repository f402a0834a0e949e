// Card payments that need a person: of which nobody knows what became, and card money that is in no sale.
import { CircleHelp, CreditCard, Scale } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardMoveView, ContradictedAnswer, DifferingCardDay, ListedCardMoney, UnknownCardMove } from '../../../shared/card-payment.ts';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { Fact } from '../fact.tsx';
import { HOME, hashOf } from '../route.ts';
import { useTill } from '../till.ts';
import { momentWords } from '../when.ts';

export function CardMoney() {
  const { t } = useTranslation('cards');
  const unknown = useTill((till) => till.cards.unknown);
  const listed = useTill((till) => till.cards.listed);
  const contradicted = useTill((till) => till.cards.contradicted);
  const differing = useTill((till) => till.cards.differing);
  if (unknown.length + listed.length + differing.length === 0 && !contradicted) return null;
  return (
    <section aria-labelledby="attention-cards">
      <h2 id="attention-cards">{t('list.title')}</h2>
      <p className="attention-lead">{t('list.lead')}</p>
      {unknown.map((move) => (
        <UnknownMove key={move.id} move={move} />
      ))}
      {listed.map((money) => (
        <ListedMoney key={money.id} money={money} />
      ))}
      {contradicted && <Contradicted move={contradicted} />}
      {differing.map((day) => (
        <DifferingDay key={day.seq} day={day} />
      ))}
    </section>
  );
}

const EXPLAINED = {
  moved: 'list.sure.explained',
  notMoved: 'list.sure.explained',
  booked: 'list.sure.explained',
  byHand: 'list.sure.byHandExplained',
  note: 'list.sure.noteExplained',
} as const;

interface Action {
  words: string;
  primary?: boolean;
  /** Of what the till then believes for good: asked for once more. */
  sure?: 'moved' | 'notMoved' | 'byHand' | 'booked' | 'note';
  call: (till: TillClient) => Promise<unknown>;
}

function UnknownMove({ move }: { move: UnknownCardMove }) {
  const { t, i18n } = useTranslation('cards');
  const currency = useTill((till) => till.shop.currency);
  const answer = (moved: boolean) => (till: TillClient) => till.cards.answer({ moveId: move.id, moved });
  const actions: Action[] = [
    { words: t('askNow'), primary: true, call: (till) => till.cards.ask() },
    { words: t('list.moved'), sure: 'moved', call: answer(true) },
    { words: t('list.notMoved'), sure: 'notMoved', call: answer(false) },
  ];
  const { dayDifferenceMinor: difference } = move;
  const amount = formatMinor(Math.abs(difference ?? 0), currency, localeOf(i18n.language));
  const day = difference === 0 ? 'dayAgrees' : (difference ?? 0) > 0 ? 'dayDiffers' : 'dayDiffersLess';
  const meaning = difference === null ? [] : [t(`list.${day}`, { amount })];
  return (
    <Item move={move} icon={CircleHelp} what={t(`list.unknown.${move.kind}`)} meaning={[t('list.unknownMeaning'), ...meaning]} actions={actions} />
  );
}

function ListedMoney({ money }: { money: ListedCardMoney }) {
  const { t } = useTranslation('cards');
  const { id: moveId } = money;
  const actions: Action[] = [
    ...(money.canApply ? [{ words: t('list.apply'), primary: true, call: (till: TillClient) => till.cards.apply({ moveId }) }] : []),
    { words: t(money.goesBackBy === 'refund' ? 'list.refund' : 'list.giveBack'), call: (till) => till.cards.giveBack({ moveId }) },
    { words: t('list.byHand'), sure: 'byHand', call: (till) => till.cards.givenBackByHand({ moveId }) },
  ];
  const meaning = [
    t('list.listedMeaning', { card: money.cardName || '–', receipt: money.terminalReceipt || '–' }),
    ...(money.goesBackBy === 'refund' ? [t('list.byRefund')] : []),
  ];
  return <Item move={money} icon={CreditCard} what={t('list.listed')} meaning={meaning} actions={actions} />;
}

/** Somebody said one thing, and the terminal another: it stands until it can be seen in the end of its day. */
function Contradicted({ move }: { move: ContradictedAnswer }) {
  const { t } = useTranslation('cards');
  const said = move.moved ? 'saidMoved' : 'saidNotMoved';
  return <Item move={move} icon={CircleHelp} what={t(`list.contradicted.${said}`)} meaning={[t(`list.contradicted.${said}Meaning`)]} actions={[]} />;
}

function DifferingDay({ day }: { day: DifferingCardDay }) {
  const { t, i18n } = useTranslation('cards');
  const currency = useTill((till) => till.shop.currency);
  const { seq, endedAtMs, differenceMinor, suspects } = day;
  const [suspect] = suspects;
  const meaning = [t(`list.differs.${differenceMinor > 0 ? 'more' : 'less'}`), ...(suspect ? [t('list.differs.suspect')] : [])];
  const actions: Action[] = [
    ...suspects.map(
      ({ id: moveId }): Action => ({ words: t('list.differs.booked'), sure: 'booked', call: (till) => till.cards.answer({ moveId, moved: true }) }),
    ),
    { words: t('list.differs.note'), sure: 'note', call: (till) => till.cards.noteDay({ daySeq: seq }) },
  ];
  const what = t('list.differs.title', { amount: formatMinor(differenceMinor, currency, localeOf(i18n.language)) });
  const move = {
    id: `day-${seq}`,
    amountMinor: differenceMinor,
    begunAtMs: endedAtMs,
    saleId: suspect?.saleId ?? null,
    receiptNumber: suspect?.receiptNumber ?? null,
  };
  return (
    <Item move={move} icon={Scale} what={what} meaning={meaning} actions={actions} when={t('list.differs.ended')}>
      <Fact name={t('day.terminal')}>
        <Money minor={day.terminal.totalMinor} currency={currency} />
      </Fact>
      <Fact name={t('day.till')}>
        <Money minor={day.till.totalMinor} currency={currency} />
      </Fact>
    </Item>
  );
}

interface ItemParts {
  move: Omit<CardMoveView, 'kind'>;
  icon: typeof CircleHelp;
  what: string;
  meaning: string[];
  actions: Action[];
  /** What its moment is called, where it is no payment's. */
  when?: string;
  /** More facts of it. */
  children?: ReactNode;
}

function Item({ move, icon, what, meaning, actions, when, children }: ItemParts) {
  const { t, i18n } = useTranslation('manager');
  const { t: tCards } = useTranslation('cards');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const [busy, setBusy] = useState(false);
  const [asked, ask] = useState<Action | null>(null);
  const run = async (action: Action) => {
    ask(null);
    setBusy(true);
    await call(action.call);
    setBusy(false);
  };
  return (
    <article className="money-item" aria-labelledby={`card-${move.id}`}>
      <Icon of={icon} size={28} />
      <div className="money-item-words">
        <h3 id={`card-${move.id}`}>{what}</h3>
        {meaning.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <dl className="facts">
          <Fact name={when ?? tCards('list.when')}>{momentWords(move.begunAtMs, localeOf(i18n.language), timeZone)}</Fact>
          {children}
          {(move.saleId !== null || !children) && (
            <Fact name={t('attention.sale')}>
              {move.saleId === null ? (
                t('attention.noSale')
              ) : (
                <a href={hashOf({ ...HOME, page: 'attention', saleId: move.saleId })}>{move.receiptNumber ?? t('attention.withoutReceipt')}</a>
              )}
            </Fact>
          )}
        </dl>
      </div>
      <div className="money-item-side">
        <p className="money-item-amount">
          <b>
            <Money minor={move.amountMinor} currency={currency} />
          </b>
        </p>
        <div className="money-item-actions">
          {actions.map((action) => (
            <Button
              key={action.words}
              {...(action.primary && { kind: 'primary' })}
              disabled={busy}
              onClick={() => (action.sure ? ask(action) : void run(action))}
            >
              {action.words}
            </Button>
          ))}
        </div>
      </div>
      {asked?.sure && (
        <Dialog
          title={tCards(`list.sure.${asked.sure}`, { amount: formatMinor(move.amountMinor, currency, localeOf(i18n.language)) })}
          onClose={() => ask(null)}
          actions={
            <>
              <Button size="large" onClick={() => ask(null)}>
                {tCards('list.sure.no')}
              </Button>
              <Button kind="danger" size="large" onClick={() => void run(asked)}>
                {asked.words}
              </Button>
            </>
          }
        >
          <p>{tCards(EXPLAINED[asked.sure])}</p>
        </Dialog>
      )}
    </article>
  );
}
