// The button: 48 px, or 64 px for what is pressed all day. One primary (amber) on a screen: the next thing to press.
import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> {
  kind?: 'primary' | 'quiet' | 'plain' | 'danger';
  size?: 'medium' | 'large';
  /** Fills the width it is given. */
  wide?: boolean;
  icon?: LucideIcon;
  /** The key that does the same, shown small; the listening is `useShortcut`'s. */
  shortcut?: string;
  /** A call is under way: the button stays where it is and cannot be pressed twice. */
  busy?: boolean;
  submit?: boolean;
  children: ReactNode;
}

/** What is written on a key, where that is not its name. */
const KEY_CAPS: Record<string, string> = { Enter: '↵', Escape: 'Esc', Delete: 'Del' };

export function Button({
  kind = 'quiet',
  size = 'medium',
  wide = false,
  icon,
  shortcut,
  busy = false,
  submit = false,
  children,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={['button', className].filter(Boolean).join(' ')}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut}
    >
      {icon && <Icon of={icon} size={size === 'large' ? 28 : 22} />}
      <span className="button-words">{children}</span>
      {shortcut && (
        <kbd className="shortcut" aria-hidden>
          {KEY_CAPS[shortcut] ?? shortcut}
        </kbd>
      )}
    </button>
  );
}

/** A button that is only a picture; `label` is its word. */
export function IconButton({
  icon,
  label,
  size = 24,
  className,
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'children' | 'aria-label'> & { icon: LucideIcon; label: string; size?: number }) {
  return (
    <button {...rest} type="button" className={['icon-button', className].filter(Boolean).join(' ')} aria-label={label} title={label}>
      <Icon of={icon} size={size} />
    </button>
  );
}
