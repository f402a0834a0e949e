// 로그인할 때 보이는 말. 계산원 화면과 관리자 화면이 함께 쓴다.
import type { signIn as pattern } from '../en/sign-in.ts';
import type { Words } from '../words.ts';

export const signIn: Words<typeof pattern> = {
  who: '누구신가요?',
  people: '직원',
  pinOf: '{{name}} 님의 PIN',
  entered_other: '{{count}}자리 입력됨',
  enter: '로그인',
  someoneElse: '다른 직원',
  tryAgain: '다시 입력해 주세요. 변경된 것은 없습니다.',
  tryAgainIn: '{{wait}} 후에 다시 입력해 주세요. 진행 중인 판매는 보관되어 있습니다.',
  practicePins: '연습용 PIN: {{people}}',
};
