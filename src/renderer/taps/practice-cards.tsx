// In the practice wallet: cards to hold to the simulated reader, each named by what becomes of it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PRACTICE_CARDS, type PracticeCard } from '../../shared/practice-cards.ts';
import { tillHook, useCall } from '../screen.tsx';
import { Button } from '../ui/button.tsx';

const useTill = tillHook<'cashier' | 'customer'>();

export function PracticeCards({ onTapped }: { onTapped: () => void }) {
  const { t } = useTranslation('taps');
  const call = useCall();
  const [held, hold] = useState<PracticeCard | null>(null);
  const hasReader = useTill((till) => till.shop.devices.some(({ kind, connection }) => kind === 'card_reader' && connection.kind === 'simulated'));
  const tap = (card: PracticeCard) => {
    hold(card);
    // What becomes of it is to be seen.
    void call((till) => till.practice.tapCard({ card })).then(() => hold(null));
    onTapped();
  };
  return (
    <section className="wallet-chain">
      <h3>{t('practice.title')}</h3>
      <p className="wallet-explained">{t(hasReader ? 'practice.explained' : 'practice.noReader')}</p>
      {hasReader && (
        <div className="wallet-actions">
          {PRACTICE_CARDS.map((card) => (
            <Button key={card} disabled={held !== null} onClick={() => tap(card)}>
              {t(`practice.${card}`)}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}
