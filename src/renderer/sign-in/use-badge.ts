// A badge that is scanned signs in at once, or says whose PIN is wanted with it.
import { useCallback } from 'react';
import { useCall } from '../screen.tsx';

export interface BadgeSignIn {
  /** The badge does not suffice for what they may do. */
  onPinOf: (staffId: string) => void;
  onDone?: () => void;
}

export function useBadge({ onPinOf, onDone }: BadgeSignIn): (scanned: string) => Promise<void> {
  const call = useCall();
  return useCallback(
    async (scanned) => {
      const outcome = await call((till) => till.session.signInWithBadge({ scanned }), { quiet: ['PIN_NEEDED'] });
      if (outcome.ok) onDone?.();
      else if (outcome.failure.code === 'PIN_NEEDED') onPinOf(String(outcome.failure.detail.staffId));
    },
    [call, onPinOf, onDone],
  );
}
