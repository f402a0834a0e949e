// The refund is made: what to hand over, in the largest type, and its receipt. Where the Lightning part went first, the rest is
// confirmed here.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedLeg, OfferedWay, RefundOutcome } from '../../shared/refund.ts';
import { useCall } from '../screen.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ArmedButton } from '../ui/key-button.tsx';
import { PaidCheck } from '../ui/paid-check.tsx';
import { deedOf } from './handed-back.ts';
import { Handed } from './leg-choice.tsx';
import { useTill } from './till.ts';

export interface GivenLeg {
  leg: OfferedLeg;
  way: OfferedWay;
}

export function DoneStage({ outcome, given, onClose }: { outcome: RefundOutcome; given: readonly GivenLeg[]; onClose: () => void }) {
  const { t } = useTranslation('refunds');
  const call = useCall();
  const hasPrinter = useTill((till) => till.printing.condition !== 'none');
  const [{ status, receiptNumber }, setOutcome] = useState(outcome);
  const [busy, setBusy] = useState(false);
  const open = status === 'to_hand_over';
  const finish = async () => {
    if (!open) return onClose();
    setBusy(true);
    const finished = await call((client) => client.refunds.finish({ refundId: outcome.id }));
    setBusy(false);
    if (finished.ok) setOutcome(finished.value);
  };
  return (
    <Dialog
      shape="sheet"
      title={t(open ? 'rest' : deedOf(given).deed === 'put' ? 'exchanged' : 'done')}
      onClose={onClose}
      actions={
        <ArmedButton key={status} kind="primary" size="large" wide shortcut="Enter" busy={busy} onClick={() => void finish()}>
          {t(open ? 'giveCash' : 'finish')}
        </ArmedButton>
      }
    >
      <div className="refund-done" role="status">
        {!open && <PaidCheck />}
        {given
          .filter(({ way }) => !open || way.kind !== 'lightning')
          .map(({ leg, way }) => (
            <p key={leg.id} className="refund-cash">
              {t(`did.${way.kind}`)}
              <b>
                <Handed way={way} amountMinor={leg.amountMinor} />
              </b>
            </p>
          ))}
        {receiptNumber !== null && <p className="refund-hint">{t(hasPrinter ? 'printing' : 'numbered', { receiptNumber })}</p>}
        {open && <p className="refund-hint">{t('restExplained')}</p>}
      </div>
    </Dialog>
  );
}
