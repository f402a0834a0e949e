// 비트코인 시세: 시세의 출처, 관리자를 위한 거래소별 응답과 직접 정한 시세.
import type { rates as pattern } from '../en/rates.ts';
import type { Words } from '../words.ts';

export const rates: Words<typeof pattern> = {
  origin: { hand: '직접 정한 시세', practice: '연습용 시세표' },
};
