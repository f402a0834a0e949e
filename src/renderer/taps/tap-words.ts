// What became of the last tap, in the words of whoever reads them.
import type { TFunction } from 'i18next';
import { formatSat } from '../../shared/money.ts';
import type { TapNews } from '../../shared/taps.ts';
import { localeOf } from '../i18n/i18n.ts';

export type TapTone = 'under_way' | 'again' | 'trouble';

export function toneOfTap({ kind }: TapNews): TapTone {
  if (kind === 'asking' || kind === 'accepted') return 'under_way';
  return kind === 'refused' || kind === 'unpaid' || kind === 'unknown' ? 'trouble' : 'again';
}

export function wordsOfTap(news: TapNews, audience: 'cashier' | 'customer', t: TFunction<'taps'>, language: string): { title: string; body: string } {
  const title = t(`title.${news.kind}`);
  switch (news.kind) {
    case 'asking':
    case 'accepted':
    case 'unpaid':
    case 'unknown':
      return { title, body: t(`${audience}.${news.kind}`, { domain: news.domain }) };
    case 'refused':
      return { title, body: whyRefused(news, t, language) };
    default:
      return { title, body: t(`${audience}.${news.kind}`) };
  }
}

const WHY = [
  'no_code',
  'forbidden',
  'no_tor',
  'no_answer',
  'nonsense',
  'said_no',
  'takes_only',
  'too_little',
  'too_much',
  'payer_waited_for',
  'first_may_pay',
  'paid_before',
  'pin_wanted',
] as const;

function whyRefused({ code, detail }: Extract<TapNews, { kind: 'refused' }>, t: TFunction<'taps'>, language: string): string {
  const why = code === 'LNURL_REFUSED' ? WHY.find((one) => one === detail.reason) : undefined;
  const limitSat = formatSat(Number(detail.limitSat ?? 0), localeOf(language));
  const said = String(detail.said ?? '');
  return t(`refused.${why === 'said_no' && said === '' ? 'said_nothing' : (why ?? 'other')}`, {
    domain: String(detail.domain ?? ''),
    said,
    limitSat,
  });
}
