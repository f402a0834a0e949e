// A native modal <dialog>: focus is kept inside and given back, Esc closes it, the page behind is inert. The scanner
// listens on the window, so a scan while a dialog is open still arrives. Notices are shown inside, where they can be read.
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FrontLayer } from '../screen.tsx';
import { IconButton } from './button.tsx';
import { Notices } from './notices.tsx';

export interface DialogProps {
  title: string;
  /** Esc, the cross and a press beside it. Without it, the dialog must be answered. */
  onClose?: () => void;
  /** `sheet` comes from the side of the screen and is as high as it is. */
  shape?: 'card' | 'sheet';
  actions?: ReactNode;
  children: ReactNode;
}

/** Open for as long as it is rendered. */
export function Dialog({ title, onClose, shape = 'card', actions, children }: DialogProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Not on the first button, which would be the cross: Enter and figures are the dialog's own keys until a field is chosen.
    (element?.querySelector<HTMLElement>('[data-first-focus]') ?? element)?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className="dialog"
      data-shape={shape}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A dialog in front of it, and a file chooser that was left, are cancelled for themselves.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose?.();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose?.();
      }}
    >
      <FrontLayer>
        <div className="dialog-page">
          <div className="dialog-head">
            <h2 id={titleId}>{title}</h2>
            {onClose && <IconButton icon={X} label={t('close')} onClick={onClose} />}
          </div>
          <div className="dialog-body">{children}</div>
          {actions && <div className="dialog-actions">{actions}</div>}
        </div>
      </FrontLayer>
      <Notices />
    </dialog>
  );
}
