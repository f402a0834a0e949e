// A button and its key in one, so that the hint on it is always true. The key counts in the layer (page or dialog) it stands in.
import { useEffect, useState } from 'react';
import { useShortcut, useTyping } from '../screen.tsx';
import { Button, type ButtonProps } from './button.tsx';
import type { KeypadKey } from './keypad.tsx';

export interface KeyButtonProps extends Omit<ButtonProps, 'onClick' | 'shortcut'> {
  shortcut: string;
  onClick: () => void;
}

export function KeyButton({ shortcut, onClick, ...rest }: KeyButtonProps) {
  useShortcut(shortcut, onClick, rest.disabled !== true && rest.busy !== true);
  return <Button {...rest} shortcut={shortcut} onClick={onClick} />;
}

/** A finger that is still pressing what stood here before must not press this too. */
const ARMED_AFTER_MS = 700;

/** Does nothing until it has been seen: for a button that appears under the finger. */
export function ArmedButton({ onClick, ...rest }: KeyButtonProps) {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), ARMED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <KeyButton
      {...rest}
      aria-disabled={!armed || undefined}
      onClick={() => {
        if (armed) onClick();
      }}
    />
  );
}

/** The keyboard's figures for the keypad of the layer it stands in. */
export function FigureKeys({ onKey }: { onKey: (key: KeypadKey) => void }) {
  useTyping((key) => {
    if (/^\d$/.test(key)) onKey(key as KeypadKey);
    else if (key === 'Backspace') onKey('back');
  });
  return null;
}

/** A key without a button of its own. */
export function Shortcut({ of, action }: { of: string; action: () => void }) {
  useShortcut(of, action);
  return null;
}
