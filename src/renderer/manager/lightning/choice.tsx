// One of a few, with its name before it and below it what the chosen one means.
import { type Segment, Segmented } from '../../ui/segmented.tsx';

export interface ChoiceProps<T extends string> {
  label: string;
  segments: readonly Segment<T>[];
  value: T;
  onChange: (value: T) => void;
  meaning: string;
}

export function Choice<T extends string>({ label, segments, value, onChange, meaning }: ChoiceProps<T>) {
  return (
    <div className="settings-field">
      <div className="settings-row">
        <span className="choice-label">{label}</span>
        <Segmented label={label} segments={segments} value={value} onChange={onChange} />
      </div>
      <p className="settings-hint">{meaning}</p>
    </div>
  );
}
