// 로그인할 때 보이는 말. 계산원 화면과 관리자 화면이 함께 쓴다.
import type { signIn as pattern } from '../en/sign-in.ts';
import type { Words } from '../words.ts';

export const signIn: Words<typeof pattern> = {
  who: '누구신가요?',
  people: '직원',
  others: '다른 직원으로 교대',
  locked: '잠겨 있습니다',
  lockedExplained: '한동안 사용하지 않아 화면을 잠갔습니다. PIN을 입력하면 하던 일을 이어서 할 수 있습니다.',
  pinOf: '{{name}} 님의 PIN',
  entered_other: '{{count}}자리 입력됨',
  orBadge: '배지를 스캔하거나 카드를 리더에 대도 됩니다.',
  codeOf: '인증 앱의 코드',
  codeAgain: '인증 코드가 필요합니다',
  codeAgainExplained: '권한이나 출금을 정하는 작업입니다. 아직 바뀐 것은 없습니다.',
  codeGive: '계속',
  codeNote: '앱에 보이는 여섯 자리 코드나 열두 자리 복구 코드를 입력하세요.',
  enter: '로그인',
  someoneElse: '다른 직원',
  takeOver: '다른 직원으로 교대',
  here: '{{name}} 님이 로그인 중',
  switchTo: '{{name}} 님으로 교대',
  changePin: '내 PIN 변경',
  lock: '로그아웃',
  tryAgain: '다시 입력해 주세요. 변경된 것은 없습니다.',
  tryAgainIn: '{{wait}} 후에 다시 입력해 주세요. 진행 중인 판매는 보관되어 있습니다.',
  practicePins: '연습용 PIN: {{people}}',
};
