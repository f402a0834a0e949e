// A PIN while it is typed: how many figures, never which.
import { useTranslation } from 'react-i18next';

/** The shortest PIN there is, and the places of the longest. */
export const MIN_PIN = 4;
const PLACES = [1, 2, 3, 4, 5, 6, 7, 8];

export function PinDots({ length }: { length: number }) {
  const { t } = useTranslation('signIn');
  return (
    <p className="pin-dots" role="status">
      <span className="visually-hidden">{t('entered', { count: length })}</span>
      {PLACES.slice(0, Math.max(MIN_PIN, length)).map((place) => (
        <span key={place} aria-hidden className="pin-dot" data-filled={place <= length || undefined} />
      ))}
    </p>
  );
}
