// The same for the customer, at the foot of their screen: the code above it stays whole.
import { useTranslation } from 'react-i18next';
import { tillHook } from '../screen.tsx';
import { Icon } from '../ui/icon.tsx';
import { TAP_ICONS } from './tap-bar.tsx';
import { toneOfTap, wordsOfTap } from './tap-words.ts';
import './taps.css';

const useTill = tillHook<'customer'>();

export function TapNote() {
  const { t, i18n } = useTranslation('taps');
  const news = useTill((till) => till.taps.news);
  if (!news) return null;
  const tone = toneOfTap(news);
  const { title, body } = wordsOfTap(news, 'customer', t, i18n.language);
  return (
    <aside className="tap-note" data-tone={tone} role="status">
      <Icon of={TAP_ICONS[tone]} size={56} />
      <div>
        <b>{title}</b>
        <p>{body}</p>
      </div>
    </aside>
  );
}

/** That a card can be held to the reader now; nothing where none can. */
export function TapOffer({ first = false }: { first?: boolean }) {
  const { t } = useTranslation('taps');
  const can = useTill(({ taps }) => taps.ready && taps.offered);
  return can ? <p className="tap-offer">{t(first ? 'offered' : 'offer')}</p> : null;
}
