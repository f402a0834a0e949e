// A card at the terminal that the till drives: what to do now, as far as it stands there, and what to do while nobody knows what
// became of it. The keys under the total are here, too.
import { CircleAlert, CircleHelp, CreditCard, Keyboard, RefreshCw, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveCardMove } from '../../../shared/card-payment.ts';
import { PRACTICE_CARD_PAYMENTS, type PracticeCardPayment } from '../../../shared/contract.ts';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ArmedButton, KeyButton } from '../../ui/key-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Desk } from '../desk.ts';
import { usePayNowMinor } from '../open-sales/use-pay-now.ts';
import { useTill } from '../till.ts';
import { AmountDue } from './amount-due.tsx';
import { TakeButton } from './take-button.tsx';
import { enteredOf, TenderEntry } from './tender-entry.tsx';

export const useCardMove = (): LiveCardMove | null => useTill((till) => till.checkout.sale.cardMove);

/** What keeps a card from being asked for now. */
function useObstacle(): 'away' | 'stuck' | 'busyNow' | null {
  return useTill(({ cards: { terminal, unknown, underWay } }) => {
    if (terminal?.condition !== 'ready') return 'away';
    if (unknown.length > 0) return 'stuck';
    return underWay ? 'busyNow' : null;
  });
}

export function CardAtTerminal({ desk }: { desk: Desk }) {
  const move = useCardMove();
  return move ? <Running move={move} desk={desk} /> : <Asking desk={desk} />;
}

function Asking({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('cards');
  const dueMinor = usePayNowMinor();
  const currency = useTill((till) => till.shop.currency);
  const refused = useTill(({ cards, checkout }) => (cards.refused?.saleId === checkout.sale.id ? cards.refused : null));
  const obstacle = useObstacle();
  const { amountMinor } = enteredOf(desk.enteredMinor, dueMinor);
  const amount = formatMinor(amountMinor, currency, localeOf(i18n.language));
  return (
    <TenderEntry desk={desk} mostMinor={dueMinor}>
      {obstacle ? (
        <State tone="trouble" icon={obstacle === 'away' ? WifiOff : CircleAlert} title={t(`${obstacle}.what`)} body={t(`${obstacle}.next`)} />
      ) : refused ? (
        <State
          tone="trouble"
          icon={CircleAlert}
          title={t(`refused.what.${refused.kind}`)}
          body={`${t(`refused.reason.${refused.reason}`)}${refused.text ? ` ${t('refused.said', { text: refused.text })}` : ''}`}
        />
      ) : (
        <State icon={CreditCard} title={t('ready.what', { amount })} body={t('ready.next')} />
      )}
      <div className="cashier-card-keys">
        {obstacle === 'stuck' && <AskNow desk={desk} />}
        <KeyButton kind="plain" icon={Keyboard} shortcut="F3" onClick={() => desk.typeCardByHand(true)}>
          {t('byHand')}
        </KeyButton>
      </div>
      <PracticeTerminal />
    </TenderEntry>
  );
}

/** In practice, what the simulated terminal is to do with the next card. */
function PracticeTerminal() {
  const { t } = useTranslation('cards');
  const call = useCall();
  const simulated = useTill(
    ({ shop }) => shop.practice && shop.devices.some(({ kind, connection }) => kind === 'payment_terminal' && connection.kind === 'simulated'),
  );
  const [next, setNext] = useState<PracticeCardPayment>('approved');
  if (!simulated) return null;
  const choose = async (does: PracticeCardPayment) => {
    const outcome = await call((client) => client.practice.cardTerminal({ does }));
    if (outcome.ok) setNext(does);
  };
  return (
    <div className="cashier-practice-terminal">
      <p aria-hidden>{t('practice.label')}</p>
      <Segmented
        label={t('practice.label')}
        segments={PRACTICE_CARD_PAYMENTS.map((does) => ({ value: does, label: t(`practice.${does}`) }))}
        value={next}
        onChange={(does) => void choose(does)}
      />
    </div>
  );
}

function Running({ move, desk }: { move: LiveCardMove; desk: Desk }) {
  const { t } = useTranslation('cards');
  const step = useTill(({ cards: { underWay } }) => (underWay?.moveId === move.id ? underWay : null));
  // Of a step that has words of its own here, the terminal's would say the same again, in the terminal's language.
  const said = step?.step === 'other' && step.text !== '' ? ` ${t('refused.said', { text: step.text })}` : '';
  if (move.status === 'asking')
    return (
      <div className="cashier-card-running">
        <AmountDue minor={move.amountMinor} />
        <State icon={CreditCard} title={t(`step.${step?.step ?? 'please_wait'}`)} body={`${t('stepNext')}${said}`} />
      </div>
    );
  const [what, next] = move.kind === 'payment' ? (['what', 'next'] as const) : (['returning', 'returningNext'] as const);
  return (
    <div className="cashier-card-running">
      <AmountDue minor={move.amountMinor} />
      <State tone="trouble" icon={CircleHelp} title={t(`unknown.${what}`)} body={t(`unknown.${next}`)} />
      <div className="cashier-card-keys">
        <AskNow desk={desk} />
      </div>
    </div>
  );
}

function AskNow({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cards');
  return (
    <KeyButton icon={RefreshCw} shortcut="F2" busy={desk.busy} onClick={() => desk.atCardTerminal((client) => client.cards.ask())}>
      {t('askNow')}
    </KeyButton>
  );
}

interface StateParts {
  tone?: 'trouble';
  icon: Parameters<typeof Icon>[0]['of'];
  title: string;
  body: string;
}

function State({ tone, icon, title, body }: StateParts) {
  return (
    <div className="cashier-code-state" data-tone={tone} role={tone === 'trouble' ? 'alert' : 'status'}>
      <Icon of={icon} size={28} />
      <div>
        <h3>{title}</h3>
        <p>{body}</p>
      </div>
    </div>
  );
}

/** The amber key: asks the terminal, and waits while it is at it. */
export function TakeAtTerminal({ desk }: { desk: Desk }) {
  const { t } = useTranslation('cards');
  const move = useCardMove();
  const dueMinor = usePayNowMinor();
  const obstacle = useObstacle();
  const { amountMinor, tooMuch } = enteredOf(desk.enteredMinor, dueMinor);
  if (move)
    return (
      <Button size="large" className="cashier-charge cashier-waits" busy>
        {t(move.status === 'unknown' ? 'notKnown' : move.kind === 'payment' ? 'taking' : 'returning')}
      </Button>
    );
  const pay = () => desk.atCardTerminal((client, { id: saleId, dueMinor }) => client.cards.pay({ saleId, dueMinor, amountMinor }));
  return (
    <TakeButton words={(amount) => t('pay', { amount })} minor={amountMinor} busy={desk.busy} disabled={tooMuch || obstacle !== null} onTake={pay} />
  );
}

/** Where Back is: while the terminal is at it, the way out is its own. */
export function AbortCard({ desk }: { desk: Desk }) {
  const { t, i18n } = useTranslation('cards');
  const move = useCardMove();
  const currency = useTill((till) => till.shop.currency);
  const [leaving, leave] = useState(false);
  if (!move || (move.kind === 'reversal' && move.status === 'unknown')) return null;
  if (move.status === 'asking')
    return (
      <ArmedButton
        size="large"
        className="cashier-beside"
        shortcut="Escape"
        onClick={() => desk.atCardTerminal((client, { id: saleId }) => client.cards.abort({ saleId }))}
      >
        {t('abort')}
      </ArmedButton>
    );
  const letGo = () => {
    leave(false);
    desk.atCardTerminal((client, { id: saleId }) => client.cards.letGo({ saleId, moveId: move.id }));
  };
  return (
    <>
      <ArmedButton size="large" className="cashier-beside" shortcut="Escape" onClick={() => leave(true)}>
        {t('letGo')}
      </ArmedButton>
      {leaving && (
        <Dialog
          title={t('letGoTitle')}
          onClose={() => leave(false)}
          actions={
            <>
              <Button size="large" shortcut="Esc" onClick={() => leave(false)}>
                {t('letGoKeep')}
              </Button>
              <KeyButton kind="danger" size="large" shortcut="Enter" onClick={letGo}>
                {t('letGoConfirm')}
              </KeyButton>
            </>
          }
        >
          <p>{t('letGoExplained', { amount: formatMinor(move.amountMinor, currency, localeOf(i18n.language)) })}</p>
        </Dialog>
      )}
    </>
  );
}
