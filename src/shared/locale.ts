// How a language writes numbers, dates and money, on screens and in files.

/** Its BCP 47 locale. */
export function localeOf(language: string): string {
  return language === 'ko' ? 'ko-KR' : 'en-GB';
}
