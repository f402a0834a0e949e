// The cards by which a customer is known: one that is held to the reader while this is open is theirs, and each can be unlinked.
import { Unlink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall, useScans, useScreen } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { momentWords } from '../when.ts';

export function CustomerCards({ customerId, name }: { customerId: string; name: string }) {
  const { t, i18n } = useTranslation('taps');
  const call = useCall();
  const { store } = useScreen();
  const timeZone = useTill((till) => till.shop.timeZone);
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  const answer = useAnswer(`cards of ${customerId}`, journalSeq, (till) => till.accounts.cards({ customerId }));
  const done = (title: string) => store.getState().notify({ tone: 'done', title });
  useScans(async (scanned) => {
    const outcome = await call((till) => till.accounts.linkCard({ customerId, scanned }));
    if (outcome.ok) done(t('card.linked', { name }));
  });
  const unlink = async (cardId: string) => {
    const outcome = await call((till) => till.accounts.unlinkCard({ cardId }));
    if (outcome.ok) done(t('card.unlinked'));
  };
  return (
    <section>
      <h3>{t('card.ofCustomer')}</h3>
      {answer.value === null && answer.failure && <Unanswered failure={answer.failure} onAgain={answer.again} />}
      <p className="settings-hint">{t('card.holdToLink', { name })}</p>
      {answer.value && answer.value.length > 0 && (
        <ul className="staff-list">
          {answer.value.map(({ id, linkedAtMs }) => (
            <li key={id} className="badge-row">
              <span>{t('card.since', { day: momentWords(linkedAtMs, localeOf(i18n.language), timeZone) })}</span>
              <Button icon={Unlink} kind="danger" onClick={() => void unlink(id)}>
                {t('card.unlink')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
