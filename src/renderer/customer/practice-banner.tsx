// Says that nothing here is real money, and opens the practice wallet, which stands in for the customer's phone.
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { PracticeWallet } from '../ui/practice-wallet.tsx';

export function PracticeBanner() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <p className="practice-chip">
        {t('practice.banner')} <span>· {t('practice.explained')}</span>
      </p>
      <Button icon={Smartphone} onClick={() => setOpen(true)}>
        {t('wallet.open')}
      </Button>
      {open && <PracticeWallet onClose={() => setOpen(false)} />}
    </>
  );
}
