// One set of icons (lucide), at one weight. An icon always stands beside a word, so it says nothing to a screen reader.
import type { LucideIcon } from 'lucide-react';

export function Icon({ of: Drawing, size = 24 }: { of: LucideIcon; size?: number }) {
  return <Drawing size={size} strokeWidth={size >= 40 ? 1.25 : 1.75} aria-hidden focusable={false} />;
}
