// Where the money goes: each leg of the till's offer with its ways, then giving it back. What is asked for is main's offer; a
// second press is the same refund.
import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../shared/money.ts';
import { readPaymentText } from '../../shared/payment-text.ts';
import type { RefundOffer, RefundOutcome } from '../../shared/refund.ts';
import type { Failure } from '../failure.ts';
import { localeOf } from '../i18n/i18n.ts';
import { isPin, Refused } from '../manager/pin-field.tsx';
import { useCall, useScreen } from '../screen.tsx';
import type { TillClient } from '../till-client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ArmedButton } from '../ui/key-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { GivenLeg } from './done-stage.tsx';
import { deedOf } from './handed-back.ts';
import { choiceOf, isDecided, LegChoiceFields, type LegDraft, NO_DRAFT, wayOf } from './leg-choice.tsx';
import { LightningFields, type Sending } from './lightning-fields.tsx';
import { useTill } from './till.ts';
import './refunds.css';

export interface OfferStageProps {
  title: string;
  ask: (client: TillClient, exchange: boolean) => Promise<RefundOffer>;
  /** Goods without a receipt are taken back for a reason only. */
  reasonNeeded: boolean;
  /** What is due of the sale in hand, where it can be put to that; zero where it cannot. */
  dueInHandMinor: number;
  onDone: (outcome: RefundOutcome, given: readonly GivenLeg[]) => void;
  onBack: () => void;
  onClose: () => void;
}

export function OfferStage({ title, ask, reasonNeeded, dueInHandMinor, onDone, onBack, onClose }: OfferStageProps) {
  const { t, i18n } = useTranslation(['refunds', 'common']);
  const { t: tCards } = useTranslation('cards');
  const { store } = useScreen();
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const formId = useId();
  const [wanted, setWanted] = useState(true);
  // What was due when this was opened may be paid meanwhile: credit that nothing is due for helps nobody.
  const exchange = wanted && dueInHandMinor > 0;
  const [offer, setOffer] = useState<RefundOffer | null>(null);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, LegDraft>>(new Map());
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState<Sending>({ to: '', pin: '' });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asking = useRef(ask);
  const look = useCallback(
    async (withExchange: boolean) => {
      const outcome = await call((client) => asking.current(client, withExchange), { quiet: true });
      setOffer(outcome.ok ? outcome.value : null);
      if (!outcome.ok) setFailure(outcome.failure);
      else setDrafts(new Map());
    },
    [call],
  );
  useEffect(() => void look(exchange), [look, exchange]);

  const legs = (offer?.legs ?? []).map((leg) => ({ leg, draft: drafts.get(leg.id) ?? NO_DRAFT }));
  const byLightning = legs.map(({ leg, draft }) => wayOf(leg, draft)).find((way) => way.kind === 'lightning');
  const [byHand, setByHand] = useState(false);
  const driven = useTill((till) => till.cards.terminal !== null);
  const oneCard = legs.filter(({ leg, draft }) => wayOf(leg, draft).kind === 'card').length === 1;
  const toTerminal = driven && oneCard && !byLightning;
  const cardAtTerminal = toTerminal && !byHand;
  const sendable =
    byLightning?.kind !== 'lightning' || ((byLightning.amountSat ?? 0) > 0 && readPaymentText(sending.to) !== null && isPin(sending.pin));
  const possible = offer !== null && sendable && legs.every(({ leg, draft }) => isDecided(leg, draft)) && (!reasonNeeded || reason.trim() !== '');
  const unknown = failure?.code === 'REFUND_UNKNOWN';

  const give = async () => {
    if (busy || !possible || !offer) return;
    setBusy(true);
    setFailure(null);
    const choices = legs.flatMap(({ leg, draft }) => choiceOf(leg, draft) ?? []);
    const order = { offerId: offer.id, reason: reason.trim(), choices, cardAtTerminal, ...(byLightning ? { lightning: sending } : {}) };
    const outcome = await call((client) => client.refunds.give(order), { quiet: true });
    setBusy(false);
    setSending((before) => ({ ...before, pin: '' }));
    if (outcome.ok && cardAtTerminal) {
      store.getState().notify({ tone: 'info', title: tCards('returning'), body: tCards('refundGoesOn') });
      return onClose();
    }
    if (outcome.ok) {
      const given = legs.map(({ leg, draft }) => ({ leg, way: wayOf(leg, draft) }));
      return onDone(outcome.value, given);
    }
    setFailure(outcome.failure);
    // It is offered anew: something else may have gone back meanwhile, or this try is on record as one that failed.
    if (outcome.failure.code === 'REFUND_REFUSED') await look(exchange);
  };

  const { deed, exchangeMinor, backMinor } = deedOf(legs.map(({ leg, draft }) => ({ leg, way: wayOf(leg, draft) })));
  const [exchanged, amount] = [exchangeMinor, backMinor].map((minor) => formatMinor(minor, currency, localeOf(i18n.language)));
  return (
    <Dialog
      shape="sheet"
      title={title}
      onClose={onClose}
      actions={
        unknown ? (
          <Button size="large" onClick={onClose}>
            {t('common:close')}
          </Button>
        ) : (
          <>
            <Button kind="plain" icon={ArrowLeft} onClick={onBack}>
              {t('back')}
            </Button>
            <ArmedButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={!possible} onClick={() => void give()}>
              {t(deed, { amount, exchanged })}
            </ArmedButton>
          </>
        )
      }
    >
      <form
        id={formId}
        className="refund"
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
      >
        {dueInHandMinor > 0 && (
          <label className="refund-check">
            <input type="checkbox" checked={exchange} onChange={(event) => setWanted(event.target.checked)} />
            <span>{t('exchange', { amount: formatMinor(dueInHandMinor, currency, localeOf(i18n.language)) })}</span>
          </label>
        )}
        {legs.map(({ leg, draft }) => (
          <LegChoiceFields
            key={leg.id}
            atTerminal={cardAtTerminal}
            leg={leg}
            draft={draft}
            onDraft={(next) => setDrafts(new Map(drafts).set(leg.id, next))}
          />
        ))}
        {toTerminal && (
          <Segmented
            label={tCards('refundHow')}
            segments={[
              { value: 'terminal', label: tCards('atTerminal') },
              { value: 'hand', label: tCards('byHand') },
            ]}
            value={byHand ? 'hand' : 'terminal'}
            onChange={(how) => setByHand(how === 'hand')}
          />
        )}
        {byLightning?.kind === 'lightning' && byLightning.obstacle === null && (
          <LightningFields way={byLightning} sending={sending} onSending={(change) => setSending((before) => ({ ...before, ...change }))} />
        )}
        {offer && <ReasonField reason={reason} needed={reasonNeeded} onReason={setReason} />}
        {busy && byLightning && (
          <p className="refund-hint" role="status">
            {t('sending')}
          </p>
        )}
        {failure && <Refused failure={failure} />}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

function ReasonField({ reason, needed, onReason }: { reason: string; needed: boolean; onReason: (reason: string) => void }) {
  const { t } = useTranslation('refunds');
  const fieldId = useId();
  return (
    <div className="refund-field">
      <label htmlFor={fieldId}>{t(needed ? 'reasonNeeded' : 'reason')}</label>
      <input id={fieldId} className="field" maxLength={120} value={reason} onChange={(event) => onReason(event.target.value)} />
    </div>
  );
}
