// 관리자 화면의 말.
import type { manager as pattern } from '../en/manager.ts';
import type { Words } from '../words.ts';

export const manager: Words<typeof pattern> = {};
