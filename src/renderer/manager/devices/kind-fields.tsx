// What only one kind of device has to be told: how it speaks.
import { useTranslation } from 'react-i18next';
import { POLE_DISPLAY_CODE_PAGES, POLE_DISPLAY_COMMANDS, SCALE_PROTOCOLS } from '../../../shared/devices.ts';
import { missingCase } from '../../../shared/errors.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../text-field.tsx';
import type { DeviceDraft } from './device-draft.ts';

type Own = DeviceDraft['own'];

export function KindFields({ own, onChange }: { own: Own; onChange: (own: Own) => void }) {
  const { t } = useTranslation('devices');
  switch (own.kind) {
    case 'scanner':
      return (
        <>
          <div className="device-pair">
            <TextField label={t('prefix')} value={own.prefix} onValue={(prefix) => onChange({ ...own, prefix })} maxLength={8} />
            <TextField label={t('suffix')} value={own.suffix} onValue={(suffix) => onChange({ ...own, suffix })} maxLength={8} />
          </div>
          <p className="settings-hint">{t('prefixExplained')}</p>
        </>
      );
    case 'scale':
      return (
        <Choice
          label={t('protocol')}
          values={SCALE_PROTOCOLS}
          wordsOf={(value) => t(`scaleProtocols.${value}`)}
          value={own.protocol}
          onChange={(protocol) => onChange({ ...own, protocol })}
        />
      );
    case 'pole_display':
      return (
        <>
          <Choice
            label={t('commands')}
            values={POLE_DISPLAY_COMMANDS}
            wordsOf={(value) => t(`poleCommands.${value}`)}
            value={own.commands}
            onChange={(commands) => onChange({ ...own, commands })}
          />
          <Choice
            label={t('codePage')}
            values={POLE_DISPLAY_CODE_PAGES}
            wordsOf={(value) => t(`codePages.${value}`)}
            value={own.codePage}
            onChange={(codePage) => onChange({ ...own, codePage })}
          />
        </>
      );
    case 'card_reader':
      return null;
    case 'payment_terminal':
      return null;
    default:
      return missingCase(own);
  }
}

interface ChoiceProps<T extends string> {
  label: string;
  values: readonly T[];
  wordsOf: (value: T) => string;
  value: T;
  onChange: (value: T) => void;
}

/** One of a few words; where there is no choice, the one word. */
export function Choice<T extends string>({ label, values, wordsOf, value, onChange }: ChoiceProps<T>) {
  return (
    <div className="settings-row">
      <span>{label}</span>
      {values.length > 1 ? (
        <Segmented label={label} segments={values.map((one) => ({ value: one, label: wordsOf(one) }))} value={value} onChange={onChange} />
      ) : (
        <span>{wordsOf(value)}</span>
      )}
    </div>
  );
}
