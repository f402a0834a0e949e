// What has been taken for the sale so far: one line a tender, and what is still due. A part that is not by code can be given back.
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { isTakenTender, type Tender } from '../../../shared/tender.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { Money } from '../../ui/money.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { useTill } from '../till.ts';

export function TenderList({ finished }: { finished: boolean }) {
  const { t } = useTranslation('cashier');
  const tenders = useTill((till) => till.checkout.sale.tenders);
  const dueMinor = useTill((till) => till.checkout.sale.dueMinor);
  const currency = useTill((till) => till.shop.currency);
  const shown = tenders.filter(({ status }) => status === 'paid' || status === 'returned');
  if (shown.length === 0) return null;
  return (
    <section className="cashier-taken" aria-label={t('pay.taken')}>
      <ul>
        {shown.map((tender) => (
          <TakenTender key={tender.id} tender={tender} finished={finished} />
        ))}
      </ul>
      {!finished && (
        <p className="cashier-taken-due">
          <span>{t('pay.stillDue')}</span>
          <Money minor={dueMinor} currency={currency} />
        </p>
      )}
    </section>
  );
}

function TakenTender({ tender, finished }: { tender: Tender; finished: boolean }) {
  const { t } = useTranslation('cashier');
  const { t: tTenders } = useTranslation('tenders');
  const call = useCall();
  const saleId = useTill((till) => till.checkout.sale.id);
  const currency = useTill((till) => till.shop.currency);
  const [asking, setAsking] = useState(false);
  const returned = tender.status === 'returned';
  const atTerminal = tender.kind === 'card' && tender.terminal !== undefined;
  const giveBack = () => void call((client) => client.checkout.returnTender({ saleId, tenderId: tender.id }));
  return (
    <li data-returned={returned || undefined}>
      <Icon of={TENDER_ICONS[tender.kind]} size={20} />
      <span className="cashier-taken-words">
        {tTenders(`kind.${tender.kind}`)}
        {returned && <small> {t('pay.givenBack')}</small>}
      </span>
      {isTakenTender(tender) && !returned && !finished && (
        <Button kind="plain" icon={Undo2} onClick={tender.kind === 'card' ? () => setAsking(true) : giveBack}>
          {t('pay.giveBack')}
        </Button>
      )}
      <Money minor={tender.amountMinor} currency={currency} />
      {asking && atTerminal && (
        <ReverseCardDialog amountMinor={tender.amountMinor} saleId={saleId} tenderId={tender.id} onClose={() => setAsking(false)} />
      )}
      {asking && !atTerminal && <ReturnCardDialog amountMinor={tender.amountMinor} onReturned={giveBack} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** The terminal that took it gives it back, or somebody has done that there by hand. */
function ReverseCardDialog({ amountMinor, onClose, ...tender }: { amountMinor: number; saleId: string; tenderId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation('cards');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const there = useTill((till) => till.cards.terminal?.condition === 'ready');
  const run = (how: 'takeBack' | 'takenBackByHand') => {
    onClose();
    void call((client) => client.cards[how](tender));
  };
  return (
    <Dialog
      title={t('giveBack.title', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) })}
      onClose={onClose}
      actions={
        <>
          <Button size="large" onClick={() => run('takenBackByHand')}>
            {t('giveBack.byHand')}
          </Button>
          <KeyButton kind="danger" size="large" shortcut="Enter" disabled={!there} onClick={() => run('takeBack')}>
            {t('giveBack.confirm')}
          </KeyButton>
        </>
      }
    >
      <p>{t(there ? 'giveBack.explained' : 'away.what')}</p>
    </Dialog>
  );
}

/** The till cannot give it back: the terminal does, and somebody says that it did. */
function ReturnCardDialog({ amountMinor, onReturned, onClose }: { amountMinor: number; onReturned: () => void; onClose: () => void }) {
  const { t, i18n } = useTranslation('tenders');
  const currency = useTill((till) => till.shop.currency);
  const confirm = () => {
    onClose();
    onReturned();
  };
  return (
    <Dialog
      title={t('card.returnTitle', { amount: formatMinor(amountMinor, currency, localeOf(i18n.language)) })}
      onClose={onClose}
      actions={
        <>
          <Button size="large" shortcut="Esc" onClick={onClose}>
            {t('card.keep')}
          </Button>
          <KeyButton kind="danger" size="large" shortcut="Enter" onClick={confirm}>
            {t('card.returned')}
          </KeyButton>
        </>
      }
    >
      <p>{t('card.returnExplained')}</p>
    </Dialog>
  );
}
