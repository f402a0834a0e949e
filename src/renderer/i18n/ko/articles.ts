// 상품: 계산할 때 묻는 것과 관리자의 상품 화면.
import type { articles as pattern } from '../en/articles.ts';
import type { Words } from '../words.ts';

export const articles: Words<typeof pattern> = {
  tile: { openPrice: '가격 입력', from: '최저' },
  ask: {
    variant: '어떤 것으로 할까요?',
    price: '가격을 입력하세요',
    priceExplained: '정해진 가격이 없는 상품입니다. 얼마인가요?',
    priceOfKg: '정해진 가격이 없는 상품입니다. 1kg에 얼마인가요?',
    weight: '저울에 나온 무게를 그램으로 입력하세요.',
    weigh: '무게를 입력하세요',
    add: '{{amount}} 추가',
    age: '손님이 {{years}}세 이상인가요?',
    ageExplained: '확실하지 않으면 신분증을 확인하세요. 대답은 판매와 함께 기록되며, 한 판매에 한 번만 묻습니다.',
    oldEnough: '예, {{years}}세 이상입니다',
    tooYoung: '아니요, 판매하지 않습니다',
  },
};
