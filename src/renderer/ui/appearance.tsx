// Light, dark, or as the device says: a choice of this device, kept with it and made before the first paint of a screen.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from './segmented.tsx';

const APPEARANCES = ['auto', 'light', 'dark'] as const;
type Appearance = (typeof APPEARANCES)[number];

const KEY = 'flash-till.appearance';

function chosenAppearance(memory: Storage): Appearance {
  const chosen = memory.getItem(KEY);
  return APPEARANCES.find((appearance) => appearance === chosen) ?? 'auto';
}

/** Puts the choice of this device on the page. */
export function showAppearance(page: HTMLElement, memory: Storage): void {
  const appearance = chosenAppearance(memory);
  if (appearance === 'auto') delete page.dataset.theme;
  else page.dataset.theme = appearance;
}

export function AppearanceChoice() {
  const { t } = useTranslation();
  const [appearance, setAppearance] = useState(() => chosenAppearance(localStorage));
  const choose = (value: Appearance) => {
    localStorage.setItem(KEY, value);
    showAppearance(document.documentElement, localStorage);
    setAppearance(value);
  };
  return (
    <Segmented
      label={t('appearance.label')}
      segments={APPEARANCES.map((value) => ({ value, label: t(`appearance.${value}`) }))}
      value={appearance}
      onChange={choose}
    />
  );
}
