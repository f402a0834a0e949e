// 고객 화면의 말.
import type { customer as pattern } from '../en/customer.ts';
import type { Words } from '../words.ts';

export const customer: Words<typeof pattern> = {
  idle: { welcome: '어서 오세요', pay: '현금 또는 라이트닝 비트코인으로 결제하실 수 있습니다.' },
};
