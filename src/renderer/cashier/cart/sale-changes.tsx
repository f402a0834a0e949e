// What is changed of the sale as a whole: something off it, a tip, its tax, and where it is eaten. A row above the total, there when
// something is rung up; each is one tap and one key away.
import { BadgePercent } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DININGS } from '../../../shared/selling.ts';
import { paidMinor } from '../../../shared/tender.ts';
import { useCall } from '../../screen.tsx';
import { KeyButton, Shortcut } from '../../ui/key-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Stage } from '../stage.ts';
import { useTill } from '../till.ts';
import { SaleChangesDialog } from './sale-changes-dialog.tsx';

export function SaleChanges({ stage }: { stage: Stage }) {
  const { t } = useTranslation('selling');
  const call = useCall();
  const { id: saleId, dining, lines, tenders } = useTill((till) => till.checkout.sale);
  const [open, setOpen] = useState(false);
  if (lines.length === 0 || stage === 'paid' || stage === 'lightning' || paidMinor(tenders) > 0) return null;
  const eat = (where: (typeof DININGS)[number]) => void call((client) => client.sale.eat({ saleId, dining: where }));
  return (
    <div className="sale-changes">
      <KeyButton kind="plain" icon={BadgePercent} shortcut="F1" onClick={() => setOpen(true)}>
        {t('more.title')}
      </KeyButton>
      {dining !== null && (
        <>
          <Shortcut of="Ctrl+H" action={() => eat(dining === 'here' ? 'takeaway' : 'here')} />
          <Segmented
            label={t('dining.label')}
            segments={DININGS.map((value) => ({ value, label: t(`dining.${value}`) }))}
            value={dining}
            onChange={eat}
          />
        </>
      )}
      {open && <SaleChangesDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
