// 스캔한 것의 처리와, 키보드처럼 입력하는 스캐너의 설정.
import type { scanning as pattern } from '../en/scanning.ts';
import type { Words } from '../words.ts';

export const scanning: Words<typeof pattern> = {
  missed: {
    title_other: '화면이 열려 있지 않은 동안 스캔이 {{count}}건 있었습니다',
    next: '어떤 판매에도 추가되지 않았습니다. 해당 상품을 다시 스캔해 주세요.',
  },
  expired: {
    title: '유통기한 {{day}} 지남',
    explained: '{{name}}의 기한이 지나 추가하지 않았습니다. 그래도 판매할까요?',
    sell: '그래도 판매',
    leave: '추가하지 않기',
  },
  practice: { scan: '상품 하나 스캔하게 하기' },
  typing: {
    title: '키보드 방식 스캐너',
    explained: '대부분의 스캐너는 키보드처럼 동작하며 따로 설정할 필요가 없습니다. 코드가 나뉘어 들어오거나 글자가 다르게 들어올 때만 바꾸세요.',
    pace: '입력 속도',
    quick: '빠름 (케이블 또는 USB 수신기)',
    slow: '느림 (블루투스)',
    slowNext: '스캐너가 코드 뒤에 Enter나 Tab을 보내야 하며, 코드는 여덟 글자 이상이어야 합니다.',
    layout: '스캐너가 가정하는 키보드',
    layoutShop: '이 기기의 키보드',
    layoutUs: '미국 키보드',
    layoutNext: '글자가 서로 바뀌거나(Y와 Z, A와 Q) 하이픈이 다른 기호로 들어오면 미국 키보드를 고르세요.',
    saved: '저장했습니다',
    savedNext: '이제 모든 화면이 스캐너를 이렇게 읽습니다.',
  },
};
