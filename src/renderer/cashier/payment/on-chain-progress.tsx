// A payment on chain that waits for its blocks: how far it is, and the way to sell on meanwhile. The sale is parked: when the
// payment is final it completes where it is, and its receipt prints.
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeenOnChain } from '../../../shared/tender.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { Sat } from '../../ui/money.tsx';
import { ParkDialog } from '../open-sales/park-dialog.tsx';

export function OnChainProgress({ seen }: { seen: SeenOnChain }) {
  const { t } = useTranslation('onChain');
  const [parking, setParking] = useState(false);
  const { confirmations, neededConfirmations, amountSat, outpoint } = seen;
  return (
    <div className="cashier-on-chain">
      <Blocks made={confirmations} needed={neededConfirmations} label={t('blocks', { made: confirmations, needed: neededConfirmations })} />
      <p>{t('blocks', { made: confirmations, needed: neededConfirmations })}</p>
      <p className="cashier-sat">
        <Sat sat={amountSat} />
      </p>
      <code>{`${outpoint.slice(0, 8)}…${outpoint.slice(56, 64)}`}</code>
      <KeyButton icon={Archive} shortcut="F2" onClick={() => setParking(true)}>
        {t('park')}
      </KeyButton>
      {parking && <ParkDialog onClose={() => setParking(false)} />}
    </div>
  );
}
