// What a dialog about the node shows, which can be longer than the screen is high.
import type { ReactNode } from 'react';

export function DialogPage({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, also where nothing in it is.
    <section className="own-node" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
