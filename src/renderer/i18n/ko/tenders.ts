import type { tenders as pattern } from '../en/tenders.ts';
import type { Words } from '../words.ts';

export const tenders: Words<typeof pattern> = {
  kind: {
    cash: '현금',
    lightning: '라이트닝',
    card: '카드',
    voucher: '상품권',
    account: '외상',
    foreign_cash: '외화 현금',
    exchange: '교환',
  },
  facts: {
    reference: '단말기 승인 번호',
    noReference: '적어 두지 않음',
    voucher: '상품권',
    balance: '남은 잔액',
    customer: '고객',
    foreign: '받은 외화',
    worth: '환산 금액',
    rate: '환율',
    refund: '환불',
  },
};
