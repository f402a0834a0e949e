// How much of what is sold by the kilogram: as the scale says it, where there is one, or typed by whoever reads it off.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShelfArticle } from '../../../shared/article.ts';
import { listMinorOf } from '../../../shared/line-item.ts';
import { formatMinor } from '../../../shared/money.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useCall } from '../../screen.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FigureKeys, KeyButton } from '../../ui/key-button.tsx';
import { amountAfterKey, Keypad, type KeypadKey } from '../../ui/keypad.tsx';
import { useTill } from '../till.ts';
import { useRingUp } from './article-asks.ts';
import { ArticlePrice } from './article-price.tsx';
import { useHasScale, useScaleReading } from './scale-reading.ts';

/** A hundred kilograms: more is a slip of the finger. */
const MAX_GRAMS = 99_999;
/** What can be put on the simulated scale. */
const PRACTICE_GRAMS = [0, 250, 1200];

export function WeightDialog({ article, sellableId }: { article: ShelfArticle; sellableId: string }) {
  const { t, i18n } = useTranslation('articles');
  const { dismiss, ringUp } = useRingUp();
  const currency = useTill((till) => till.shop.currency);
  const hasScale = useHasScale();
  /** Null while the scale is asked. */
  const [typed, setTyped] = useState<number | null>(null);
  const reading = useScaleReading(hasScale && typed === null);
  const [busy, setBusy] = useState(false);

  const grams = typed ?? (reading?.ok ? reading.grams : 0);
  const press = (key: KeypadKey) => setTyped((before) => amountAfterKey(before ?? 0, key, MAX_GRAMS));
  const variant = article.variants.find(({ id }) => id === sellableId);
  const priceMinor = variant ? variant.priceMinor : article.priceMinor;
  const costsMinor = priceMinor === null ? null : listMinorOf({ unit: 'kg', unitPriceMinor: priceMinor, quantity: grams, modifiers: [] });
  const add = async () => {
    if (grams === 0 || busy) return;
    setBusy(true);
    await ringUp({ articleId: sellableId, quantity: grams, ...(priceMinor !== null && { priceMinor }) });
    setBusy(false);
  };
  const byScale = hasScale && typed === null;
  return (
    <Dialog
      title={nameIn(article.names, i18n.language)}
      onClose={dismiss}
      actions={
        <KeyButton kind="primary" size="large" shortcut="Enter" busy={busy} disabled={grams === 0} onClick={() => void add()}>
          {grams === 0 || costsMinor === null ? t('ask.weigh') : t('ask.add', { amount: formatMinor(costsMinor, currency, localeOf(i18n.language)) })}
        </KeyButton>
      }
    >
      <FigureKeys onKey={press} />
      <p>
        {t(byScale ? 'ask.scale.explained' : 'ask.weight')} {priceMinor !== null && <ArticlePrice of={{ unit: 'kg', priceMinor, variants: [] }} />}
      </p>
      <output className="cashier-entry" data-empty={grams === 0 || undefined}>
        {(grams / 1000).toLocaleString(localeOf(i18n.language), { minimumFractionDigits: 3, maximumFractionDigits: 3 })} kg
      </output>
      {byScale && (
        <p className="article-scale-says" role="status" data-trouble={(reading !== null && !reading.ok) || undefined}>
          {reading === null
            ? t('ask.scale.asking')
            : reading.ok
              ? t(reading.tared ? 'ask.scale.net' : 'ask.scale.gross')
              : t(`ask.scale.${reading.trouble}`)}
        </p>
      )}
      {hasScale && <ScaleKeys byScale={byScale} onAsk={() => setTyped(null)} />}
      <Keypad kind="amount" onKey={press} />
    </Dialog>
  );
}

function ScaleKeys({ byScale, onAsk }: { byScale: boolean; onAsk: () => void }) {
  const { t } = useTranslation('articles');
  const call = useCall();
  const [refused, setRefused] = useState<'tare' | 'zero' | null>(null);
  const command = async (which: 'tare' | 'zero') => {
    const outcome = await call((client) => client.scale[which]());
    setRefused(outcome.ok && !outcome.value ? which : null);
  };
  if (!byScale) return <Button onClick={onAsk}>{t('ask.scale.ask')}</Button>;
  return (
    <div className="article-scale-keys">
      <Button onClick={() => void command('tare')}>{t('ask.scale.tare')}</Button>
      <Button onClick={() => void command('zero')}>{t('ask.scale.zero')}</Button>
      <PracticeLoad />
      {refused && <p role="alert">{t(`ask.scale.refused.${refused}`)}</p>}
    </div>
  );
}

/** In practice, whoever trains puts something on the simulated scale. */
function PracticeLoad() {
  const { t, i18n } = useTranslation('articles');
  const call = useCall();
  const simulated = useTill(
    ({ shop }) => shop.practice && shop.devices.some(({ kind, connection }) => kind === 'scale' && connection.kind === 'simulated'),
  );
  if (!simulated) return null;
  return PRACTICE_GRAMS.map((grams) => (
    <Button key={grams} kind="quiet" onClick={() => void call((client) => client.practice.putOnScale({ grams }))}>
      {grams === 0 ? t('ask.scale.takeOff') : t('ask.scale.put', { grams: grams.toLocaleString(localeOf(i18n.language)) })}
    </Button>
  ));
}
