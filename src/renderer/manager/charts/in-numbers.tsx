// The same as a picture in numbers, opened when it is asked for: for whoever reads them, hears them, or has no pointer.
import type { ReactNode } from 'react';
import './in-numbers.css';

export function InNumbers({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="in-numbers">
      <summary>{label}</summary>
      {children}
    </details>
  );
}
