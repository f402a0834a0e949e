// One of a few, all in sight: a language, a view, a tender. A radio group, so arrow keys move within it.
import { useId } from 'react';

export interface Segment<T extends string> {
  value: T;
  label: string;
  /** For a label in another language than the screen's. */
  lang?: string;
}

export function Segmented<T extends string>({
  label,
  segments,
  value,
  onChange,
}: {
  label: string;
  segments: readonly Segment<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {segments.map((segment) => (
        <label key={segment.value} className="segment" lang={segment.lang}>
          <input className="visually-hidden" type="radio" name={name} checked={segment.value === value} onChange={() => onChange(segment.value)} />
          {segment.label}
        </label>
      ))}
    </fieldset>
  );
}
