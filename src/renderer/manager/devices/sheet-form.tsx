// What the sheets of printers and of all other devices have in common: how it is now, its tests, its settings, its log.
import { Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../text-field.tsx';
import { FrameLog } from './frame-log.tsx';

export interface SheetFormProps {
  title: string;
  /** Of one that is set up already: how it is, how it is tried out, what taking it away means. */
  there: { id: string; condition: ReactNode; trial: ReactNode; removeExplained: string } | null;
  name: string;
  nameHint: string;
  nameTaken: boolean;
  onName: (name: string) => void;
  /** Nothing is changed, or something is missing. */
  cannotSave: boolean;
  busy: boolean;
  onSave: () => void;
  onRemove: () => void;
  onClose: () => void;
  /** The fields below its name. */
  children: ReactNode;
}

export function SheetForm(props: SheetFormProps) {
  const { title, there, name, nameHint, nameTaken, onName, cannotSave, busy, onSave, onRemove, onClose, children } = props;
  const { t } = useTranslation(['devices', 'manager']);
  const detail = useRef<HTMLDivElement>(null);
  const isThere = there !== null;
  const settled = isThere && !busy;
  const wasSettled = useRef(settled);
  useEffect(() => {
    // Once it is saved the next question is whether it works, and that is answered on top.
    if (settled && !wasSettled.current) detail.current?.scrollIntoView({ block: 'start' });
    wasSettled.current = settled;
  }, [settled]);
  return (
    <Dialog title={title} shape="sheet" onClose={onClose}>
      <div ref={detail} className="device-detail">
        {there?.condition}
        {there?.trial}
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!cannotSave) onSave();
          }}
        >
          <TextField
            label={t('name')}
            placeholder={nameHint}
            {...(nameTaken && { hint: t('nameTaken'), wrong: true })}
            value={name}
            onValue={onName}
            maxLength={40}
          />
          {children}
          <div className="settings-actions">
            <Button kind="primary" submit busy={busy} disabled={cannotSave}>
              {t('manager:settings.save')}
            </Button>
            {there && (
              <Button kind="plain" icon={Trash2} disabled={busy} onClick={onRemove}>
                {t('remove')}
              </Button>
            )}
          </div>
          {there && <p className="settings-hint">{there.removeExplained}</p>}
        </form>
        {there && <FrameLog deviceId={there.id} />}
      </div>
    </Dialog>
  );
}
