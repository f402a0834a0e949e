// At the foot of the register: what became of the card that was held to the reader. Codes and rates that are missing have their own place.
import { CircleAlert, CreditCard, type LucideIcon, Nfc } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { wordsForFailure } from '../i18n/failure-words.ts';
import { tillHook, useCall } from '../screen.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { type TapTone, toneOfTap, wordsOfTap } from './tap-words.ts';
import './taps.css';

const useTill = tillHook<'cashier'>();

export const TAP_ICONS: Record<TapTone, LucideIcon> = { under_way: Nfc, again: CreditCard, trouble: CircleAlert };

export function TapBar() {
  const { t, i18n } = useTranslation('taps');
  const { t: tError } = useTranslation('errors');
  const call = useCall();
  const news = useTill((till) => till.taps.news);
  if (!news) return null;
  const tone = toneOfTap(news);
  // A node or a rate that is not there has words already, for whoever sells.
  const words =
    news.kind === 'refused' && news.code !== 'LNURL_REFUSED'
      ? wordsForFailure({ code: news.code, detail: news.detail }, tError, i18n.language)
      : wordsOfTap(news, 'cashier', t, i18n.language);
  return (
    <aside className="tap-bar" data-tone={tone} role="status">
      <Icon of={TAP_ICONS[tone]} size={28} />
      <div>
        <b>{words.title}</b>
        <p>{words.body}</p>
      </div>
      {news.kind !== 'asking' && <Button onClick={() => void call((till) => till.taps.dismiss({ newsId: news.id }))}>{t('close')}</Button>}
    </aside>
  );
}
