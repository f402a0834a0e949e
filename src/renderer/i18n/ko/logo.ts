// 영수증에 인쇄되는 매장 로고.
import type { logo as pattern } from '../en/logo.ts';
import type { Words } from '../words.ts';

export const logo: Words<typeof pattern> = {
  logo: '영수증 로고',
  hint: 'PNG, JPEG, SVG 파일(4 MB 이하). 흑백으로, 최대 폭 48 mm, 높이 24 mm로 인쇄됩니다.',
  choose: '그림 선택',
  other: '다른 그림 선택',
  remove: '삭제',
  kept: '로고를 저장했습니다',
  gone: '로고를 삭제했습니다',
  next: '다음 영수증부터, 그리고 다시 보는 영수증에도 적용됩니다.',
  refused: '이 그림은 로고로 쓸 수 없습니다',
  trouble: {
    type: 'PNG, JPEG, SVG 파일을 선택해 주세요.',
    size: '파일이 4 MB보다 큽니다. 그림을 더 작게 저장한 뒤 다시 선택해 주세요.',
    unreadable: '그림 파일로 읽을 수 없습니다. 그림 프로그램에서 PNG로 저장한 뒤 다시 선택해 주세요.',
    empty: '흰색이거나 투명해서 인쇄될 내용이 없습니다. 어두운 색으로 그려진 그림을 선택해 주세요.',
  },
};
