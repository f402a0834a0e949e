// The amber button of a tender that is taken at once: always Enter, always with the amount on it.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { displayWidth } from '../../../shared/receipt-text.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { KeyButton } from '../../ui/key-button.tsx';
import { useTill } from '../till.ts';

/** From so many columns on (Hangul is two wide), what it says stands smaller on it: its key has its place on the same line. */
const LONG_WORDS = 15;

export interface TakeButtonProps {
  /** What the button says with the amount in it. */
  words: (amount: string) => string;
  minor: number;
  /** The shop's own where nothing is said. */
  currency?: string;
  busy: boolean;
  disabled: boolean;
  onTake: () => void;
}

export function TakeButton({ words, minor, currency, busy, disabled, onTake }: TakeButtonProps) {
  const { i18n } = useTranslation('tenders');
  const own = useTill((till) => till.shop.currency);
  const said = words(formatMinor(minor, currency ?? own, localeOf(i18n.language)));
  return (
    <KeyButton
      kind="primary"
      size="large"
      className="cashier-charge"
      shortcut="Enter"
      busy={busy}
      disabled={disabled}
      data-long={displayWidth(said) >= LONG_WORDS || undefined}
      onClick={onTake}
    >
      {said}
    </KeyButton>
  );
}
