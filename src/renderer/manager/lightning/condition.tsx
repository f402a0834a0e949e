// A state in a word, a shape and a colour: what is so, and what to do next.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/icon.tsx';

export type Tone = 'well' | 'quiet' | 'careful' | 'trouble';

export interface ConditionProps {
  tone: Tone;
  icon: LucideIcon;
  what: string;
  next: string;
  children?: ReactNode;
}

export function Condition({ tone, icon, what, next, children }: ConditionProps) {
  return (
    <div className="condition" role="status" data-tone={tone}>
      <Icon of={icon} size={28} />
      <div>
        <b>{what}</b>
        <p>{next}</p>
        {children}
      </div>
    </div>
  );
}
