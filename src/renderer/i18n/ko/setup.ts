// 매장 등록 화면의 말.
import type { setup as pattern } from '../en/setup.ts';
import type { Words } from '../words.ts';

export const setup: Words<typeof pattern> = {};
