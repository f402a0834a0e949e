// An article's or category's name in the language of who reads it, or else in the first the shop keeps.
import type { Names } from '../../shared/line-item.ts';

export function nameIn(names: Names, language: string): string {
  return names[language] ?? Object.values(names)[0] ?? '';
}
