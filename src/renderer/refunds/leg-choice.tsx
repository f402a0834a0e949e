// One part of a refund's money: how it goes back, and why, where that is not how it came.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../shared/money.ts';
import type { LegChoice, OfferedLeg, OfferedWay } from '../../shared/refund.ts';
import { localeOf } from '../i18n/i18n.ts';
import { Icon } from '../ui/icon.tsx';
import { Money, Sat } from '../ui/money.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TENDER_ICONS } from '../ui/tender-icons.ts';
import { useTill } from './till.ts';

/** What a person has said about a leg. */
export interface LegDraft {
  /** Null: its first way. */
  kind: OfferedWay['kind'] | null;
  reason: string;
  reference: string;
}

export const NO_DRAFT: LegDraft = { kind: null, reason: '', reference: '' };

export function wayOf(leg: OfferedLeg, draft: LegDraft): OfferedWay {
  const way = leg.ways.find(({ kind }) => kind === draft.kind) ?? leg.ways[0];
  if (!way) throw new Error(`leg ${leg.id} has no way`);
  return way;
}

/** Money goes another way than it came: that has a reason. */
function needsReason(leg: OfferedLeg, way: OfferedWay): boolean {
  return leg.from !== null && way.kind !== leg.from;
}

/** Null where it goes as it would by itself. */
export function choiceOf(leg: OfferedLeg, draft: LegDraft): LegChoice | null {
  const way = wayOf(leg, draft);
  if (way.kind === 'card') return draft.reference === '' ? null : { kind: 'card', legId: leg.id, reference: draft.reference };
  if (way.kind === 'cash' || way.kind === 'voucher') return { kind: way.kind, legId: leg.id, reason: draft.reason };
  return null;
}

export function isDecided(leg: OfferedLeg, draft: LegDraft): boolean {
  const way = wayOf(leg, draft);
  return (way.kind !== 'lightning' || way.obstacle === null) && (!needsReason(leg, way) || draft.reason.trim() !== '');
}

export interface LegChoiceProps {
  leg: OfferedLeg;
  draft: LegDraft;
  /** A card gets it at the shop's own terminal, which has a number of its own for it. */
  atTerminal: boolean;
  onDraft: (draft: LegDraft) => void;
}

export function LegChoiceFields({ leg, draft, atTerminal, onDraft }: LegChoiceProps) {
  const { t, i18n } = useTranslation(['refunds', 'tenders']);
  const currency = useTill((till) => till.shop.currency);
  const reasonId = useId();
  const way = wayOf(leg, draft);
  const blocked = leg.ways.find((one) => one.kind === 'lightning' && one.obstacle !== null);
  const obstacle = blocked?.kind === 'lightning' ? blocked.obstacle : null;
  return (
    <section className="refund-leg" aria-label={t(`tenders:kind.${way.kind}`)}>
      <header>
        <Icon of={TENDER_ICONS[way.kind]} size={22} />
        <b>{t(`ways.${way.kind}`)}</b>
        <span className="refund-leg-amount">
          <Handed way={way} amountMinor={leg.amountMinor} />
        </span>
      </header>
      {obstacle !== null && <p className="refund-hint">{t(`obstacle.${obstacle}`)}</p>}
      {leg.ways.length > 1 && (
        <Segmented
          label={t('ways.choose', { amount: formatMinor(leg.amountMinor, currency, localeOf(i18n.language)) })}
          segments={leg.ways.filter((one) => one !== blocked).map(({ kind }) => ({ value: kind, label: t(`tenders:kind.${kind}`) }))}
          value={way.kind}
          onChange={(kind) => onDraft({ ...draft, kind })}
        />
      )}
      {way.kind === 'voucher' && (
        <p className="refund-hint">{way.voucherNumber === null ? t('ways.newVoucher') : t('ways.sameVoucher', { number: way.voucherNumber })}</p>
      )}
      {way.kind === 'account' && <p className="refund-hint">{way.customerName}</p>}
      {needsReason(leg, way) && (
        <div className="refund-field">
          <label htmlFor={reasonId}>{t('ways.reason', { kind: t(`tenders:kind.${leg.from ?? way.kind}`) })}</label>
          <input
            id={reasonId}
            className="field"
            maxLength={120}
            value={draft.reason}
            onChange={(event) => onDraft({ ...draft, reason: event.target.value })}
          />
        </div>
      )}
      {way.kind === 'card' && !atTerminal && (
        <div className="refund-field">
          <label htmlFor={reasonId}>{t('ways.reference')}</label>
          <input
            id={reasonId}
            className="field"
            maxLength={60}
            value={draft.reference}
            onChange={(event) => onDraft({ ...draft, reference: event.target.value })}
          />
          <p className="refund-hint">{t('ways.cardFirst', { reference: way.reference || '—' })}</p>
        </div>
      )}
    </section>
  );
}

/** What changes hands: coins are rounded, notes are in their own currency, Lightning is sat. */
export function Handed({ way, amountMinor }: { way: OfferedWay; amountMinor: number }) {
  const currency = useTill((till) => till.shop.currency);
  switch (way.kind) {
    case 'cash':
      return <Money minor={way.handedMinor} currency={currency} />;
    case 'foreign_cash':
      return <Money minor={way.foreignMinor} currency={way.currency} />;
    case 'lightning':
      return way.amountSat === null ? <Money minor={amountMinor} currency={currency} /> : <Sat sat={way.amountSat} />;
    default:
      return <Money minor={amountMinor} currency={currency} />;
  }
}
