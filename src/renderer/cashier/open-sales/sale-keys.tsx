// What can be done with the whole sale in hand, and the way to the others: a row under the cart's head, there when it is of use.
import { Archive, Layers, Split } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../screen.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import type { Stage } from '../stage.ts';
import { useTill } from '../till.ts';
import { OpenSalesDialog } from './open-sales-dialog.tsx';
import { ParkDialog } from './park-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';
import './open-sales.css';

type Open = 'park' | 'split' | 'open_sales';

export function SaleKeys({ stage }: { stage: Stage }) {
  const { t } = useTranslation('parking');
  const [open, setOpen] = useState<Open | null>(null);
  const parked = useTill((till) => till.parking.sales.length);
  const canPark =
    useTill(({ checkout: { sale } }) => sale.lines.length > 0 && !sale.tenders.some(({ status }) => status === 'held')) && stage !== 'paid';
  const canSplit = canPark && stage !== 'lightning';
  useShortcut('Ctrl+U', () => setOpen('open_sales'), parked === 0);
  const close = () => setOpen(null);
  return (
    <>
      {(canPark || parked > 0) && (
        <div className="sale-keys">
          {canPark && (
            <KeyButton icon={Archive} shortcut="Ctrl+S" onClick={() => setOpen('park')}>
              {t('park')}
            </KeyButton>
          )}
          {canSplit && (
            <KeyButton icon={Split} shortcut="Ctrl+E" onClick={() => setOpen('split')}>
              {t('split')}
            </KeyButton>
          )}
          {parked > 0 && (
            <KeyButton className="sale-keys-open" icon={Layers} shortcut="Ctrl+U" onClick={() => setOpen('open_sales')}>
              {t('open', { count: parked })}
            </KeyButton>
          )}
        </div>
      )}
      {open === 'park' && canPark && <ParkDialog onClose={close} />}
      {open === 'split' && canSplit && <SplitDialog onClose={close} />}
      {open === 'open_sales' && <OpenSalesDialog onClose={close} />}
    </>
  );
}
