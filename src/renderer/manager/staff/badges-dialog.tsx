// Somebody's badges: printed at the receipt printer, or a card held to its reader, listed by when they were made and used, and revoked
// one by one.
import { Ban, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BadgeView, badgeMark, type PersonView } from '../../../shared/staff.ts';
import type { Failure } from '../../failure.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScans, useScreen } from '../../screen.tsx';
import type { TillClient } from '../../till-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Refused } from '../pin-field.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';

export function BadgesDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const { t } = useTranslation('staff');
  const { store } = useScreen();
  const call = useCall();
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const answer = useAnswer(`badges of ${person.id}`, journalSeq, (till) => till.staff.badges({ staffId: person.id }));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const act = async (work: (till: TillClient) => Promise<void>, done: string) => {
    setBusy(true);
    setFailure(null);
    const outcome = await call(work, { quiet: true });
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: done });
    else setFailure(outcome.failure);
  };
  useScans((scanned) => act((till) => till.staff.enrolCard({ staffId: person.id, scanned }), t('badges.enrolled', { name: person.name })));
  return (
    <Dialog title={t('badges.title', { name: person.name })} shape="sheet" onClose={onClose}>
      <div className="settings-form">
        <p className="settings-hint">{t('badges.explained')}</p>
        {answer.value === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
        {answer.value?.length === 0 && <p>{t('badges.none')}</p>}
        {answer.value && answer.value.length > 0 && (
          <ul className="staff-list">
            {answer.value.map((badge) => (
              <BadgeRow
                key={badge.id}
                badge={badge}
                busy={busy}
                onRevoke={() => void act((till) => till.staff.revokeBadge({ badgeId: badge.id }), t('badges.revoked'))}
              />
            ))}
          </ul>
        )}
        {failure && <Refused failure={failure} />}
        <Button
          icon={Printer}
          busy={busy}
          onClick={() => void act((till) => till.staff.printBadge({ staffId: person.id }), t('badges.printing', { name: person.name }))}
        >
          {t('badges.print')}
        </Button>
        <p className="badge-reader">{t('badges.card')}</p>
      </div>
    </Dialog>
  );
}

function BadgeRow({ badge, busy, onRevoke }: { badge: BadgeView; busy: boolean; onRevoke: () => void }) {
  const { t, i18n } = useTranslation('staff');
  const timeZone = useTill((till) => till.shop.timeZone);
  const when = (ms: number) =>
    new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone }).format(ms);
  return (
    <li className="badge-row">
      <div>
        <b className="staff-name">{t(badge.kind === 'card' ? 'badges.cardBadge' : 'badges.printed', { mark: badgeMark(badge.id) })}</b>
        <p>
          {t('badges.made', { when: when(badge.madeAtMs) })}
          {' · '}
          {badge.unprinted
            ? t('badges.unprinted')
            : badge.lastUsedAtMs === null
              ? t('badges.unused')
              : t('badges.used', { when: when(badge.lastUsedAtMs) })}
        </p>
      </div>
      <Button icon={Ban} kind="danger" disabled={busy} onClick={onRevoke}>
        {t('badges.revoke')}
      </Button>
    </li>
  );
}
