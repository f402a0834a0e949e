// Card payments that need a person: of which nobody knows what became, and card money that is in no sale.
import { CircleHelp, CreditCard } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardMoveView, ListedCardMoney } from '../../../shared/card-payment.ts';
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
  if (unknown.length + listed.length === 0) return null;
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
    </section>
  );
}

interface Action {
  words: string;
  primary?: boolean;
  /** Of what the till then believes for good: asked for once more. */
  sure?: 'moved' | 'notMoved' | 'byHand';
  call: (till: TillClient) => Promise<unknown>;
}

function UnknownMove({ move }: { move: CardMoveView }) {
  const { t } = useTranslation('cards');
  const answer = (moved: boolean) => (till: TillClient) => till.cards.answer({ moveId: move.id, moved });
  const actions: Action[] = [
    { words: t('askNow'), primary: true, call: (till) => till.cards.ask() },
    { words: t('list.moved'), sure: 'moved', call: answer(true) },
    { words: t('list.notMoved'), sure: 'notMoved', call: answer(false) },
  ];
  return <Item move={move} icon={CircleHelp} what={t(`list.unknown.${move.kind}`)} meaning={t('list.unknownMeaning')} actions={actions} />;
}

function ListedMoney({ money }: { money: ListedCardMoney }) {
  const { t } = useTranslation('cards');
  const { id: moveId } = money;
  const actions: Action[] = [
    ...(money.canApply ? [{ words: t('list.apply'), primary: true, call: (till: TillClient) => till.cards.apply({ moveId }) }] : []),
    { words: t('list.giveBack'), call: (till) => till.cards.giveBack({ moveId }) },
    { words: t('list.byHand'), sure: 'byHand', call: (till) => till.cards.givenBackByHand({ moveId }) },
  ];
  const meaning = t('list.listedMeaning', { card: money.cardName || '–', receipt: money.terminalReceipt || '–' });
  return <Item move={money} icon={CreditCard} what={t('list.listed')} meaning={meaning} actions={actions} />;
}

interface ItemParts {
  move: CardMoveView;
  icon: typeof CircleHelp;
  what: string;
  meaning: string;
  actions: Action[];
}

function Item({ move, icon, what, meaning, actions }: ItemParts) {
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
        <p>{meaning}</p>
        <dl className="facts">
          <Fact name={tCards('list.when')}>{momentWords(move.begunAtMs, localeOf(i18n.language), timeZone)}</Fact>
          <Fact name={t('attention.sale')}>
            {move.saleId === null ? (
              t('attention.noSale')
            ) : (
              <a href={hashOf({ ...HOME, page: 'attention', saleId: move.saleId })}>{move.receiptNumber ?? t('attention.withoutReceipt')}</a>
            )}
          </Fact>
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
          <p>{tCards(asked.sure === 'byHand' ? 'list.sure.byHandExplained' : 'list.sure.explained')}</p>
        </Dialog>
      )}
    </article>
  );
}
