// 계산원 화면의 말.
import type { cashier as pattern } from '../en/cashier.ts';
import type { Words } from '../words.ts';

export const cashier: Words<typeof pattern> = {};
