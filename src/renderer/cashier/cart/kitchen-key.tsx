// What the kitchen or the bar does not know yet is sent before it is paid: a row under the cart's head, there while there is something.
import { ChefHat } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useScreen } from '../../screen.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import type { Stage } from '../stage.ts';
import { useTill } from '../till.ts';

export function KitchenKey({ stage }: { stage: Stage }) {
  const { t } = useTranslation('papers');
  const call = useCall();
  const { store } = useScreen();
  const saleId = useTill((till) => till.checkout.sale.id);
  // What the till knows of another sale is a moment old.
  const unsent = useTill(({ kitchen }) => (kitchen.saleId === saleId ? kitchen.unsentLines : 0));
  const [busy, setBusy] = useState(false);
  if (unsent === 0 || stage === 'paid') return null;
  const send = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await call((client) => client.kitchen.send({ saleId }), { quiet: ['ALREADY_DONE'] });
    setBusy(false);
    if (outcome.ok) store.getState().notify({ tone: 'done', title: t('kitchenSent') });
  };
  return (
    <div className="sale-keys">
      <KeyButton icon={ChefHat} shortcut="Ctrl+I" busy={busy} onClick={() => void send()}>
        {t('toKitchen', { count: unsent })}
      </KeyButton>
    </div>
  );
}
