// Ending the day: the drawer is counted first, then what it should have held is shown; what stays in it, what goes to the safe, and
// what is carried over. The register goes on selling all the while.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingState } from '../../../shared/shift.ts';
import { useCall } from '../../screen.tsx';
import { CountPad, emptyPile } from '../../shift/count-pad.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTill } from '../till.ts';
import { Unanswered } from '../unanswered.tsx';
import { useAnswer } from '../use-answer.ts';
import { Settle } from './settle.tsx';

export interface CloseDialogProps {
  onClose: () => void;
  onClosed: (number: number) => void;
}

export function CloseDialog({ onClose, onClosed }: CloseDialogProps) {
  const { t } = useTranslation('shifts');
  const journalSeq = useTill((till) => till.ledger.journalSeq);
  // With each entry of the journal the drawer may hold something else.
  const { value: asked, failure, again } = useAnswer('closing', journalSeq, (till) => till.shifts.closing());
  const [counting, setCounting] = useState<boolean | null>(null);
  const [counted, setCounted] = useState<ClosingState | null>(null);
  const newest = (asked && counted && asked.counts.length < counted.counts.length ? counted : asked) ?? counted;
  const counts = counting ?? newest?.counts.length === 0;
  if (!newest) {
    return (
      <Dialog title={t('page.close')} onClose={onClose}>
        {failure && <Unanswered failure={failure} onAgain={again} />}
      </Dialog>
    );
  }
  if (counts) {
    return (
      <Count
        closing={newest}
        onClose={onClose}
        onCounted={(state) => {
          setCounted(state);
          setCounting(false);
        }}
      />
    );
  }
  return <Settle closing={newest} onAgain={() => setCounting(true)} onClose={onClose} onClosed={onClosed} />;
}

interface CountProps {
  closing: ClosingState;
  onClose: () => void;
  onCounted: (state: ClosingState) => void;
}

function Count({ closing, onClose, onCounted }: CountProps) {
  const { t } = useTranslation('shifts');
  const call = useCall();
  const currency = useTill((till) => till.shop.currency);
  const [piles, setPiles] = useState(() => closing.currencies.map(emptyPile));
  const [busy, setBusy] = useState(false);
  const countId = useMemo(() => crypto.randomUUID(), []);
  const save = async () => {
    setBusy(true);
    const outcome = await call((till) => till.shifts.count({ shiftId: closing.shiftId, countId, counted: piles }));
    setBusy(false);
    if (outcome.ok) onCounted(outcome.value);
  };
  return (
    <Dialog
      title={t('closing.countFirst')}
      onClose={onClose}
      actions={
        <Button kind="primary" size="large" busy={busy} onClick={() => void save()}>
          {t('closing.counted')}
        </Button>
      }
    >
      <p className="closing-hint">{t('closing.countExplained')}</p>
      {piles.map((pile, index) => (
        <section key={pile.currency ?? 'own'} className="closing-pile">
          {piles.length > 1 && <h3>{pile.currency ?? currency}</h3>}
          <CountPad
            pile={pile}
            currency={pile.currency ?? currency}
            onPile={(changed) => setPiles(piles.map((other, place) => (place === index ? changed : other)))}
          />
        </section>
      ))}
    </Dialog>
  );
}
