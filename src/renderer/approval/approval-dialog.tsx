// Somebody who may lets one action of whoever is signed in pass: their tile, their PIN, and the till goes on where it was. Nobody is
// signed out for it. Rendered once on each screen where people sign in.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatMinor } from '../../shared/money.ts';
import { type RightDetail, reaches } from '../../shared/rights.ts';
import { wordsForFailure } from '../i18n/failure-words.ts';
import { localeOf } from '../i18n/i18n.ts';
import { tillHook, useCall, useScans, useScreen } from '../screen.tsx';
import { People } from '../sign-in/people.tsx';
import { CODE_LENGTHS, PinEntry } from '../sign-in/pin-entry.tsx';
import { PinPad } from '../sign-in/pin-pad.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Asked, deedOf, type Request } from './approvals.ts';
import './approval.css';

const useTill = tillHook<'cashier' | 'manager'>();

export function ApprovalDialog() {
  const hereId = useTill((till) => till.session.staff?.id ?? null);
  // What was asked for one person is nobody else's.
  return hereId === null ? null : <AskingFor key={hereId} hereId={hereId} />;
}

function AskingFor({ hereId }: { hereId: string }) {
  const { approvals } = useScreen();
  const asked = useStore(approvals.asked, ({ waiting }) => waiting[0]);
  useEffect(() => approvals.attend(), [approvals]);
  if (!asked) return null;
  const { request, answer } = asked;
  if (request.kind === 'code') return <AskingCode answer={answer} />;
  return <Asking key={request.refusalId} asked={request} answer={answer} hereId={hereId} />;
}

/** What is grave takes a code of whoever does it, unless they gave one of late. */
function AskingCode({ answer }: Pick<Asked, 'answer'>) {
  const { t } = useTranslation('signIn');
  const call = useCall();
  const give = async (code: string) => {
    const outcome = await call((till) => till.session.giveCode({ code }), { quiet: true });
    if (outcome.ok) answer('approved');
    return outcome;
  };
  const decline = () => answer('declined');
  return (
    <Dialog title={t('codeAgain')} onClose={decline}>
      <div className="approval">
        <p>{t('codeAgainExplained')}</p>
        <PinPad title={t('codeOf')} action={t('codeGive')} lengths={CODE_LENGTHS} note={t('codeNote')} onPin={give} onBack={decline} />
      </div>
    </Dialog>
  );
}

interface AskingProps extends Pick<Asked, 'answer'> {
  asked: Extract<Request, { kind: 'approval' }>;
  hereId: string;
}

function Asking({ asked, answer, hereId }: AskingProps) {
  const { t, i18n } = useTranslation('staff');
  const { t: tError } = useTranslation('errors');
  const { store } = useScreen();
  const { t: tSignIn } = useTranslation('signIn');
  const call = useCall();
  const tiles = useTill((till) => till.staff.tiles);
  const roles = useTill((till) => till.staff.roles);
  const here = tiles.find(({ id }) => id === hereId)?.name ?? '';
  const able = tiles.filter(({ id, role: roleId }) => {
    const role = roles.find((one) => one.id === roleId);
    return id !== hereId && role !== undefined && reaches(role, asked.right, asked.detail);
  });
  const [chosenId, choose] = useState<string | null>(null);
  const person = able.length === 1 ? able[0] : able.find(({ id }) => id === chosenId);
  const decline = () => answer('declined');
  const approve = async (staffId: string, pin: string, code: string | undefined) => {
    const outcome = await call((till) => till.session.approve({ refusalId: asked.refusalId, staffId, pin, code }), { quiet: true });
    if (outcome.ok) answer('approved');
    return outcome;
  };
  useScans(async (scanned) => {
    // What the badge's bearer may not do either is said, and not asked of somebody else in turn.
    const outcome = await call((till) => till.session.approveWithBadge({ refusalId: asked.refusalId, scanned }), { quiet: ['PIN_NEEDED'] });
    if (outcome.ok) return answer('approved');
    const staffId = String(outcome.failure.detail.staffId ?? '');
    if (outcome.failure.code !== 'PIN_NEEDED') return;
    if (able.some(({ id }) => id === staffId)) choose(staffId);
    else store.getState().notify({ tone: 'trouble', ...wordsForFailure({ code: 'NOT_ALLOWED', detail: {} }, tError, i18n.language) });
  });
  return (
    <Dialog title={t('approval.title')} onClose={decline}>
      <div className="approval">
        <p>
          {t('approval.asked', { name: here })} <b>{t(deedOf(asked))}</b>
          <What detail={asked.detail} />
        </p>
        {person ? (
          <PinEntry
            key={person.id}
            title={tSignIn('pinOf', { name: person.name })}
            action={t('approval.approve')}
            onGiven={(pin, code) => approve(person.id, pin, code)}
            onBack={able.length === 1 ? decline : () => choose(null)}
          />
        ) : able.length > 0 ? (
          <>
            <h3>{t('approval.who')}</h3>
            <p>{t('approval.orBadge')}</p>
            <People people={able} onChoose={choose} />
          </>
        ) : (
          <p>{t('approval.nobody')}</p>
        )}
      </div>
    </Dialog>
  );
}

const WORDS = ['label', 'customer', 'name', 'reason'] as const;
const AMOUNTS = ['amountMinor', 'overMinor'] as const;

/** What the right is needed for, as far as it can be said in words and figures. */
function What({ detail }: { detail: RightDetail }) {
  const { i18n } = useTranslation();
  const currency = useTill((till) => till.shop.currency);
  const locale = localeOf(i18n.language);
  const money = (minor: string | number) => formatMinor(Number(minor), currency, locale);
  const said = WORDS.flatMap((key) => (typeof detail[key] === 'string' && detail[key] !== '' ? [detail[key]] : []));
  if (typeof detail.ppm === 'number')
    said.push(new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(detail.ppm / 1_000_000));
  if (typeof detail.newPriceMinor === 'number') said.push(`${money(detail.priceMinor ?? 0)} → ${money(detail.newPriceMinor)}`);
  for (const key of AMOUNTS) if (typeof detail[key] === 'number') said.push(money(detail[key]));
  return said.length === 0 ? null : <span className="approval-what money">{said.join(' · ')}</span>;
}
