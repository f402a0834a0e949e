// One section of the settings: what it is for on the left, what can be changed on the right.
import type { ReactNode } from 'react';

export function SettingsSection({ title, explained, children }: { title: string; explained?: string; children: ReactNode }) {
  return (
    <section className="settings-section">
      <header>
        <h2>{title}</h2>
        {explained && <p>{explained}</p>}
      </header>
      <div className="settings-body">{children}</div>
    </section>
  );
}
