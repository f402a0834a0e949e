// 고객 화면의 말.
import type { customer as pattern } from '../en/customer.ts';
import type { Words } from '../words.ts';

export const customer: Words<typeof pattern> = {
  idle: {
    welcome: '어서 오세요',
    accepted: '결제 방법',
    ways: {
      cash: '현금',
      lightning: '비트코인 라이트닝',
      card: '카드',
      voucher: '우리 매장 상품권',
      foreign_cash: '외화 지폐 ({{currencies}})',
    },
  },
  ringing: {
    title: '주문 내역',
    items_other: '{{count, number}}개',
    total: '합계',
    taxIncluded: '부가세 {{tax}} 포함',
    taxAdded: '세금 {{tax}} 추가',
    paidSoFar: '결제하신 금액',
    due: '남은 금액',
    preparing: '결제 코드를 준비하고 있습니다…',
  },
  pay: {
    title: 'QR 코드로 결제해 주세요',
    how: '라이트닝 지갑을 열고 코드를 스캔해 주세요.',
    code: '{{amount}} 라이트닝 결제 코드',
    amountPart: '이번 결제 금액',
    timeLeft: '코드 유효 시간 {{time}} 남음',
    open: '이 기기의 지갑에서 열기',
    sat: '{{amount}} sat',
  },
  arriving: {
    title: '결제가 들어오고 있습니다',
    wait: '잠시만 기다려 주세요. 다시 결제하지 않으셔도 됩니다.',
  },
  held: {
    title: '결제 금액이 보류 중이며 아직 결제되지 않았습니다',
    wait: '직원이 확인하고 있습니다. 확인되면 결제되고, 아니면 바로 돌려드립니다.',
  },
  paid: {
    title: '결제가 완료되었습니다',
    thanks: '감사합니다. 또 오세요.',
    change: '거스름돈',
    total: '합계 {{amount}}',
    totalRounded: '합계 {{amount}}, 현금 단수 조정 후 {{rounded}}',
    excess: '요청한 금액보다 {{amount}} sat 더 보내셨습니다. 안전하게 보관 중이며 돌려드리니 직원에게 말씀해 주세요.',
  },
  expired: {
    title: '코드 유효 시간이 지났습니다',
    next: '직원에게 새 코드를 요청해 주세요.',
    safe: '방금 결제하셨다면 다시 결제하지 마세요. 보내신 돈은 안전하며, 도착하는 대로 확인됩니다.',
  },
  late: {
    title: '보내신 돈을 받았습니다',
    received: '{{amount}} sat 받음',
    what: '코드가 닫힌 뒤에 도착하여 아직 주문 결제에 반영되지 않았습니다.',
    next: '다시 결제하지 마세요. 직원이 주문에 반영하거나 돌려드립니다.',
  },
};
